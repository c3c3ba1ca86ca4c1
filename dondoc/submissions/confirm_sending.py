"""«Xác nhận ngày gửi»: when what a unit sent through the document system really came.

A unit writes the day itself; until an officer has looked into the register of incoming documents,
what depends on that day is neither on time nor late (decision 0047).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.decisions.rights import require_act
from dondoc.forms.typed_dates import DAY_MISSING, Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import OneLine
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.submissions.correct_receipt import (
    ReceiptAct,
    impossible_receipt,
    received_on,
    rewrite_receipt,
)
from models import Account, Submission

ACT = "xác nhận ngày gửi"
"""What the audit, and with it the history, calls it."""
_FIELD = "Ngày đến theo sổ"


class SendingForm(TypedForm):
    """The form of the board, as typed."""

    arrived_on: Annotated[date, Day, Needed(DAY_MISSING)] = entry(_FIELD)
    incoming_number: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Số đến")


@dataclass(frozen=True)
class Arrival:
    """What the register says of one document."""

    on: date
    incoming_number: str | None = None


def unchecked_sending(session: Session, assignment_id: int) -> Submission | None:
    """The newest version whose day of sending nobody has checked yet."""
    query = select(Submission).where(
        col(Submission.assignment_id) == assignment_id,
        col(Submission.withdrawn_at).is_(None),
        col(Submission.sent_on).is_not(None),
        col(Submission.sent_checked_at).is_(None),
    )
    return session.exec(query.order_by(col(Submission.version).desc())).first()


def confirm_sending(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    arrival: Arrival,
    now: datetime,
) -> str:
    """Say on which day it came, by the register; one sentence for the officer. Raises Refused.

    Lateness is judged by that day from now on, whether or not it is the one that the unit wrote.
    """
    assignment = lock_assignment(session, assignment_id)
    require_act(session, rulebook, assignment, account, Act.RECEIPT, now=now)
    row = unchecked_sending(session, assignment_id)
    if row is None:
        wanted = "không có ngày gửi nào chờ xác nhận; có thể cán bộ khác vừa xác nhận"
        raise Refused(Problem("arrived_on", "", wanted, _FIELD))
    got_at = received_on(row, arrival.on)
    if problems := impossible_receipt(row, got_at):
        raise Refused(replace(one, field="arrived_on", label=_FIELD) for one in problems)
    said = phrases("submissions").sending_confirmed(row, arrival)
    row.incoming_number = arrival.incoming_number or row.incoming_number
    act = ReceiptAct(Actor.account(account.id), ACT, said, now)
    rewrite_receipt(session, rulebook, assignment, row, act, got_at=got_at, said=said)
    return said
