"""Ending an assignment: accepted, waived or withdrawn; and opening it again.

Nobody else writes when it ended (decision 0014).
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.decisions.act import DecisionAct, enter_decision, tell_decision
from dondoc.decisions.to_children import children_that_owe, with_parent
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from models import Assignment, Decision
from models.kinds import DecisionKind


def accept(
    session: Session, assignment: Assignment, act: DecisionAct, *, whole: bool = True
) -> Decision:
    """Accept what was handed in, or what completes without a paper of its own.

    `whole` is False for a document whose children's answers are still to come: it is decided on,
    and completes with them (`with_children`).
    """
    decision = enter_decision(session, assignment, DecisionKind.ACCEPTED, act)
    if whole:
        assignment.completed_at = act.now
    session.flush()
    return decision


def excuse(session: Session, rulebook: Rulebook, assignment: Assignment, act: DecisionAct) -> None:
    """Accept that it is not done, for the reason given, and want it no more; the unit is told."""
    tell_decision(session, rulebook, assignment, accept(session, assignment, act))


def accept_answered(session: Session, facts: Facts, *, reason: str, now: datetime) -> None:
    """Accept, as a rule does without an officer, the newest version handed in; none is needed."""
    version = facts.last.version if facts.last else None
    assignment = session.get_one(Assignment, facts.id)
    accept(session, assignment, DecisionAct(audit.SYSTEM, now, reason, version))


def waive(session: Session, rulebook: Rulebook, assignment: Assignment, act: DecisionAct) -> None:
    """Want nothing more of a unit, nor of those under it that still owe; each is told."""
    decision = enter_decision(session, assignment, DecisionKind.WAIVED, act)
    assignment.waived_at = act.now
    tell_decision(session, rulebook, assignment, decision, joins=act.joins)
    below = with_parent(rulebook, act, phrases("decisions").waived_with, assignment)
    for child in children_that_owe(session, assignment, act.now):
        waive(session, rulebook, child, below)


def end_with_its_body(session: Session, assignment: Assignment, act: DecisionAct) -> None:
    """Waive what a body owed that is no more: nobody is left to be told.

    What hangs under it is not waived with it: those are bodies of their own.
    """
    end_untold(session, assignment, act)


def end_untold(session: Session, assignment: Assignment, act: DecisionAct) -> None:
    """Want nothing more of it; whoever is to hear of it hears it by a letter of another matter."""
    enter_decision(session, assignment, DecisionKind.WAIVED, act)
    assignment.waived_at = act.now
    session.flush()


def withdraw(
    session: Session, rulebook: Rulebook, assignment: Assignment, act: DecisionAct
) -> None:
    """Want nothing of a unit that was asked by hand and should not have been; it is told."""
    decision = enter_decision(session, assignment, DecisionKind.DEMAND_WITHDRAWN, act)
    assignment.waived_at = act.now
    tell_decision(session, rulebook, assignment, decision)


def close_without(session: Session, facts: Facts, *, reason: str, now: datetime) -> None:
    """Its period is over and it was not done: it is chased no more.

    It has not ended: an answer is still taken, and a new date asks for it again.
    """
    assignment = session.get_one(Assignment, facts.id)
    act = DecisionAct(audit.SYSTEM, now, reason)
    enter_decision(session, assignment, DecisionKind.CLOSED, act)


def open_again(assignment: Assignment) -> None:
    """It has not ended; the decisions that had ended it are taken back by `undo`."""
    assignment.completed_at = assignment.waived_at = None
