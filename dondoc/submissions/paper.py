"""What came on paper, by telephone or through the document system, as an officer types it.

Everything is text, as a form gives it; what makes no sense is refused in words, all at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.forms.typed_dates import PastFrame
from dondoc.forms.typed_form import Needed, entry
from dondoc.forms.values import Choice, Info
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.submissions.arrival import ArrivalForm
from dondoc.submissions.evidence import ONLY_UNITS_SAY, TEXTS, Given
from dondoc.submissions.named_figures import read_figures
from dondoc.submissions.record_submission import (
    Recorded,
    SubmissionSource,
    record_submission,
)
from dondoc.text import fold
from models import Assignment, Round
from models.kinds import Way

ANSWERS = {"đã thực hiện": "done", "không phát sinh": "nil", "chưa thực hiện": "not_done"}
"""The three answers in words, and as the ledger keeps them."""

_CHOOSE = f"hãy chọn một trong: {', '.join(ANSWERS)}"


@dataclass(frozen=True)
class Paper:
    """The form, as typed. `figures` is one line, by names or codes, or the same as a mapping."""

    duty: str
    period: str
    unit: str
    document_number: str = ""
    document_on: str = ""
    signer: str = ""
    received_on: str = ""
    received_time: str = ""
    incoming_number: str = ""
    figures: str | Mapping[str, Any] = ""
    answer: str = "đã thực hiện"
    reason: str = ""
    note: str = ""
    link: str = ""
    list_number: str = ""
    list_on: str = ""


@dataclass(frozen=True)
class PaperFrame(PastFrame):
    """The same, with the duty, and what of it is open."""

    session: Session
    rulebook: Rulebook
    duty: Duty


def _period(text: str, info: Info) -> str:
    frame: PaperFrame = info.context
    query = select(Round.period).where(col(Round.duty) == frame.duty.code)
    opened = list(frame.session.exec(query.order_by(col(Round.opens_on))))
    periods = {key: frame.rulebook.period(frame.duty, key) for key in opened}
    for key, period in periods.items():
        if fold(text) in {fold(name) for name in (key, period.short(), period.label())}:
            return key
    known = ", ".join(f"{key} ({periods[key].short()})" for key in opened[-6:])
    raise ValueError(f"không phải kỳ đã mở của nhiệm vụ này; đã mở: {known or 'chưa kỳ nào'}")


def _unit(text: str, info: Info) -> Unit:
    """A unit that the round asks; without a round that is known, any."""
    frame, period = info.context, info.data.get("period")
    asked = _asked(frame.session, frame.duty, period)
    registry = frame.rulebook.registry
    units = [one for one in registry.units if one.code in asked] if period else None
    return find_unit(registry, text, local_date(frame.now), among=units)


def _figures(given: str | Mapping[str, Any], info: Info) -> dict[str, str]:
    return read_figures(given, info.context.duty.indicators)


class PaperForm(ArrivalForm):
    """What a paper has besides: which round and unit it is of, its figures as text."""

    period: Annotated[str, BeforeValidator(_period)] = entry("Kỳ")
    unit: Annotated[Unit, BeforeValidator(_unit)] = entry("Đơn vị")
    answer: Annotated[str, Choice(tuple(ANSWERS.items()), _CHOOSE), Needed(_CHOOSE)] = entry(
        "Trả lời"
    )
    figures: Annotated[dict[str, str], BeforeValidator(_figures)] = entry("Số liệu")

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        if name == "period":
            return _period("", info)
        if name == "unit":
            return _unit("", info)
        return {} if name == "figures" else super().empty(name, info)


@dataclass(frozen=True)
class Entered:
    """What now stands in the ledger, and for whom."""

    recorded: Recorded
    unit: Unit
    duty: Duty
    period_short: str

    def sentence(self) -> str:
        """One sentence for the officer, with what is odd about it."""
        return phrases("submissions").entered(self)


def record_paper(
    session: Session, rulebook: Rulebook, paper: Paper, *, by: Actor, key: str | None, now: datetime
) -> Entered:
    """Record the paper by the one way there is; raises Refused with every field that is wrong."""
    duty = rulebook.registry.plan.duty(paper.duty.strip())
    names = [one.name for one in fields(Paper) if one.name in PaperForm.model_fields]
    typed = {name: getattr(paper, name) for name in names}
    form = PaperForm.read(typed, PaperFrame(now, session, rulebook, duty))
    said = [name for name in TEXTS if name not in typed and name not in ONLY_UNITS_SAY]
    texts = {name: getattr(paper, name) for name in said}
    recorded = record_submission(
        session,
        rulebook,
        assignment_id=_asked(session, duty, form.period)[form.unit.code],
        given=Given(answer=form.answer, figures=form.figures, **texts),
        source=SubmissionSource(by=by, way=Way.STAFF, received_at=form.received_at(now), key=key),
        now=now,
    )
    return Entered(recorded, form.unit, duty, rulebook.period(duty, form.period).short())


def _asked(session: Session, duty: Duty, period: str | None) -> dict[str, int]:
    """Whom the round asks, by code, with the number of what it asks: some may be abolished now."""
    query = (
        select(Assignment.unit_code, Assignment.id)
        .join(Round)
        .where(col(Round.duty) == duty.code, col(Round.period) == period)
        # A unit's own slot last, so that it wins over what else the round asks of it.
        .order_by(col(Assignment.subject).desc(), col(Assignment.id).desc())
    )
    return {code: number for code, number in session.exec(query) if number is not None}
