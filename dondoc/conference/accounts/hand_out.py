"""Accounts handed out: each unit is told and asked to say that it has its own; and taken back.

The password goes another way, from who made the account to who uses it: it is in no letter of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date
from dondoc.conference.accounts.enter_logins import accounts_of
from dondoc.conference.ask_answer import ask_again
from dondoc.conference.find_conference import (
    ACCOUNT_DUTY,
    conference_duty,
    invitees,
    require_alive,
)
from dondoc.conference.plan_conference import record_act
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import withdraw
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.official_request import RequestFrame
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.forms.typed_dates import DueOn
from dondoc.forms.typed_form import TypedForm, entry
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Conference, ScoringAccount
from models.kinds import NoticeKind, Way

CONFIRM_WITHIN = 10
"""Working days for a unit to say that it has its account; a default, no text sets it. Long enough
for the reminders 5 and 2 days before."""


class HandOutForm(TypedForm):
    """By when receipt is to be confirmed, read against `RequestFrame`."""

    due_on: DueOn | None = entry("Hạn xác nhận")


@dataclass(frozen=True)
class HandedOut:
    """Whom this call gave an account; `uninvited` have no page to confirm it on yet."""

    units: tuple[Unit, ...]
    uninvited: tuple[Unit, ...]


def hand_out_accounts(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    *,
    by: Actor,
    now: datetime,
    due_on: str | date | None = None,
) -> HandedOut:
    """Hand out every account that is not yet; a second call finds none. Raises Refused.

    Called with the conference held. Units hear of it at once, each of its own.
    """
    require_alive(conference)
    given = HandOutForm.read({"due_on": due_on}, RequestFrame(rulebook, now)).due_on
    waiting = [one for one in accounts_of(session, conference) if one.handed_at is None]
    ready = {
        one.unit_code
        for one in invitees(session, conference)
        if one.invited_at is not None and one.assignment_id is not None
    }
    rows = [one for one in waiting if one.unit_code in ready]
    deadline = _deadline(given or _confirm_by(rulebook, now))
    _ask_first(session, rulebook, conference, rows, deadline, by=by, now=now)
    for one in rows:
        one.handed_at, one.handed_by = now, by
    if rows:
        said = phrases("accounts").handed(len(rows))
        record_act(session, conference, said, by=by, now=now)
    session.flush()
    unit = rulebook.registry.unit
    others = [unit(one.unit_code) for one in waiting if one.unit_code not in ready]
    return HandedOut(tuple(unit(one.unit_code) for one in rows), tuple(others))


def take_account_back(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    unit: Unit,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """The unit has it no longer, and is told where it still was to confirm. Raises Refused.

    The account stays on the list, may be mended and handed out again.
    """
    account = account_of_unit(session, conference, unit.code)
    if account is None or account.handed_at is None or account.assignment_id is None:
        raise Refused(Problem("unit", unit.name, phrases("accounts").not_handed(), "Đơn vị"))
    why = read_reason(reason, wanted=UNIT_READS_IT)
    assignment = lock_assignment(session, account.assignment_id)
    if assignment.completed_at is None and assignment.waived_at is None:
        withdraw(session, rulebook, assignment, DecisionAct(by, now, why))
    account.handed_at = account.handed_by = None
    said = phrases("accounts").taken_back(unit.name)
    record_act(session, conference, said, by=by, now=now, detail=why)
    session.flush()


def confirm_account(
    session: Session,
    rulebook: Rulebook,
    account: ScoringAccount,
    *,
    by: Actor,
    way: Way,
    now: datetime,
) -> bool:
    """The unit says that it has it; a second tap changes nothing. Returns whether it was new."""
    if account.assignment_id is None or account.handed_at is None:
        return False
    assignment = lock_assignment(session, account.assignment_id)
    if assignment.completed_at is not None or assignment.waived_at is not None:
        return False
    key = f"tai-khoan-{account.id}-{assignment.cycle}"
    record_submission(
        session,
        rulebook,
        assignment_id=account.assignment_id,
        given=Given(note=phrases("accounts").has_it()),
        source=SubmissionSource(by, way, received_at=now, key=key),
        now=now,
    )
    return True


def account_of_unit(
    session: Session, conference: Conference, unit_code: str
) -> ScoringAccount | None:
    """The unit's account; None where it has none."""
    query = select(ScoringAccount).where(
        col(ScoringAccount.conference_id) == conference.id,
        col(ScoringAccount.unit_code) == unit_code,
    )
    return session.exec(query).first()


def _ask_first(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    rows: Sequence[ScoringAccount],
    deadline: Deadline,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Those that had one before are asked again, the others for the first time."""
    book = phrases("accounts")
    for one in rows:
        if one.assignment_id is not None:
            act = DecisionAct(by, now, book.handed_again())
            ask_again(session, rulebook, one.assignment_id, deadline, act)
            again = session.get_one(Assignment, one.assignment_id)
            rung = f"giao-{again.cycle}"
            kind = NoticeKind.DEMAND
            say_at_once(session, rulebook, assignment=again, kind=kind, now=now, rung=rung)
    first = {one.unit_code: one for one in rows if one.assignment_id is None}
    if not first:
        return
    asked = Asked(
        conference.title,
        deadline.due_on,
        deadline.arithmetic,
        NoticeKind.DEMAND,
        act=book.act_handed(),
    )
    units = [rulebook.registry.unit(code) for code in first]
    duty = conference_duty(rulebook.registry, ACCOUNT_DUTY)
    stands = ask_units(session, rulebook, duty, units, asked=asked, by=by, now=now)
    for new in stands.new:
        first[new.unit_code].assignment_id = new.id


def _deadline(on: date) -> Deadline:
    return Deadline(on, on, on, phrases("accounts").confirm_by())


def _confirm_by(rulebook: Rulebook, now: datetime) -> date:
    first = earliest_date(now, rulebook.workdays)
    return rulebook.workdays.add(first, CONFIRM_WITHIN - 1)
