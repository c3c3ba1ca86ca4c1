"""The part of a day that drafts consolidated reports; a draft that fails stops nothing else."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import State
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from dondoc.documents.consolidated.renew_draft import RenewedDraft
from dondoc.documents.consolidated.report_of import report_asked
from dondoc.ledger.installation import load_rules
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from flows.day import Day
from flows.duty_day import OwnPart
from tasks.draft_report import draft_report, find_reports_to_draft, settle_issued_reports


def drafted_reports(day: Day, period: str = "") -> OwnPart:
    """Settle what was issued, then draft: the `period` asked for, or every one that is to be.

    The figure is the newest period's.
    """
    book = phrases("consolidated")
    said = [book.run_settled(one) for one in settle_issued_reports(day.now)]
    figure = ""
    for one in [period] if period else find_reports_to_draft(day.now):
        state = draft_report(one, day.now, return_state=True)
        if state.is_completed():
            drafted: RenewedDraft = state.result()
            figure = book.figure(drafted.document)
            said.append(book.run_said(drafted))
        else:
            figure = book.figure_failed()
            said.append(book.run_failed(one, _why(state)))
    return OwnPart(figure, tuple(said))


def _why(state: State[RenewedDraft]) -> str:
    """A refusal in its own words; of a fault of the machine only that there is one."""
    fault = state.result(raise_on_failure=False)
    return str(fault) if isinstance(fault, Refused) else phrases("consolidated").machine_fault()


def _read_period(given: Any) -> str:
    """The period's key from what a person wrote; empty is the newest that is to be drafted."""
    if given is None or not str(given).strip():
        return ""
    try:
        return report_asked(load_rules(), str(given)).period.key
    except Refused as refused:
        raise PydanticCustomError("period", "{words}", {"words": str(refused)}) from None


ASKED_PERIOD = BeforeValidator(_read_period)
