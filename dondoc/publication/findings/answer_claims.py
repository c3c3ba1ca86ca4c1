"""A look as the answer to what a unit says: it alone accepts «đã sửa», and sends back what is not.

What an officer decided (a waiver, an excuse, a withdrawal) stands; a waiver with an end until then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept, waive
from dondoc.decisions.dates import give_date
from dondoc.decisions.meanwhile import known_moment
from dondoc.decisions.proposed_date import return_date
from dondoc.decisions.reopen import reopen_found_again
from dondoc.decisions.take_back import Undoing, facts_of
from dondoc.ledger import audit
from dondoc.ledger.lock import lock_assignment
from dondoc.limits import LONGEST_QUOTED
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import shorten
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.discrepancy import Discrepancy
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import StandingKind, reports_not_done, standing
from models import Assignment, FindingWaiver, PublicationCheck, PublicationFinding, Round
from models.kinds import DecisionKind


def close_gone(
    session: Session, rulebook: Rulebook, finding: PublicationFinding, on: date, *, now: datetime
) -> None:
    """Accept its assignment, claimed or not: a look of that day sees it no more.

    What was sent back or disputed is not accepted: it is seen to be put right, for no answer.
    """
    held = _hold(session, rulebook, finding, phrases("findings").gone(on), now=now)
    if held is None or held.assignment.completed_at or held.assignment.waived_at:
        return
    claimed = standing(held.facts, held.now).kind is StandingKind.SUBMITTED
    act = held.act if claimed else replace(held.act, version=None)
    accept(session, held.assignment, act)


def still_there(
    session: Session,
    rulebook: Rulebook,
    finding: PublicationFinding,
    what: Discrepancy,
    check: PublicationCheck,
    *,
    now: datetime,
) -> None:
    """A look sees it: a claim from before the look is sent back, what had ended may be owed again.

    A dispute, and a claim that came since the look, wait.
    """
    on = local_date(check.checked_at)
    book = phrases("findings")
    said = book.still_there(on, shorten(what.actual, LONGEST_QUOTED), what.locator)
    held = _hold(session, rulebook, finding, said, now=now)
    if held is None:
        return
    if held.facts.ended:
        why = _owed_again(session, finding, held.facts, on)
        if why:
            reopen_found_again(held.by(DecisionAct(audit.SYSTEM, held.now, why, joins=True)))
        return
    claimed = standing(held.facts, held.now).kind is StandingKind.SUBMITTED
    last = held.facts.last
    if claimed and last is not None and last.recorded_at <= check.checked_at:
        due_on = return_date(rulebook, held.duty, held.facts, now=held.now)
        give_date(
            session, rulebook, held.assignment, DecisionKind.RETURNED, held.act, due_on=due_on
        )


def waive_by_machine(
    session: Session, rulebook: Rulebook, finding: PublicationFinding, why: str, *, now: datetime
) -> None:
    """Want it no more, for a reason that is no decision of a person; its unit is told once."""
    finding.closed_at = finding.closed_at or now
    held = _hold(session, rulebook, finding, why, now=now)
    if held is None or held.assignment.completed_at or held.assignment.waived_at:
        return
    waive(session, rulebook, held.assignment, held.act)


def _owed_again(session: Session, finding: PublicationFinding, facts: Facts, on: date) -> str:
    """Why what had ended is owed again, in words; empty where its end stands."""
    book = phrases("findings")
    last = facts.ended[-1]
    if last.kind is DecisionKind.ACCEPTED:
        if reports_not_done(facts) and last.decided_by != audit.SYSTEM:
            return ""  # an officer took the unit's reason: nothing more is wanted
        return book.came_back(on, local_date(last.decided_at))
    waiver = newest_waiver(session, finding)
    if last.kind is not DecisionKind.WAIVED or waiver is None:
        return ""
    over = waiver.withdrawn_at is not None or waiver.until_on < on
    return book.waiver_over(on, waiver.until_on) if over else ""


def newest_waiver(session: Session, finding: PublicationFinding) -> FindingWaiver | None:
    """The last that an officer let the finding pass by, withdrawn or not."""
    query = select(FindingWaiver).where(col(FindingWaiver.finding_id) == finding.id)
    return session.exec(query.order_by(col(FindingWaiver.id).desc())).first()


def _hold(
    session: Session, rulebook: Rulebook, finding: PublicationFinding, why: str, *, now: datetime
) -> Undoing | None:
    """Its assignment, held for writing, with the machine's act on it; None where it has none."""
    if finding.assignment_id is None:
        return None
    session.flush()
    assignment: Assignment = lock_assignment(session, finding.assignment_id)
    now = known_moment(session, finding.assignment_id, now)
    facts = facts_of(session, assignment, now)
    round_ = session.get_one(Round, assignment.round_id)
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    version = facts.last.version if facts.last else None
    act = DecisionAct(audit.SYSTEM, now, why, version, joins=True)
    return Undoing(session, rulebook, duty, assignment, facts, act)
