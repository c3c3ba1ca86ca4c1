"""A look at the ministries' decisions: what the province announced is settled, the rest is asked.

Asked by itself where the list says whose it is and the decision is of this month or the one
before; for the rest an officer says who, or that an older one is still wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept_answered, waive
from dondoc.ledger.actors import SYSTEM, Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.plan.features import Feature, wants
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.publication.review.ask_takeover import ask_takeover
from dondoc.publication.review.review_ledger import ReviewLine, review_lines
from dondoc.publication.review.takeover import asked_by_itself
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import StandingKind, standing


@dataclass(frozen=True)
class ReviewRun:
    """What a look at the decisions came to."""

    asked: tuple[tuple[str, Unit], ...]  # by this look: number of the decision, unit
    settled: int  # assignments that the province's announcement ended
    waiting: int  # assignments in which a unit has not submitted yet
    unknown: tuple[str, ...]  # numbers of decisions of which the list names no unit
    older: int  # neither announced nor asked, and signed too long ago to be asked by itself

    @property
    def empty(self) -> bool:
        return not (self.asked or self.settled or self.waiting or self.unknown or self.older)

    def sentence(self) -> str:
        """«quyết định của bộ, ngành: giao 2 việc trình công bố; 3 việc chờ trình; …»"""
        return "" if self.empty else phrases("review").run_said(self)


NOTHING_REVIEWED = ReviewRun((), 0, 0, (), 0)


def review_decisions(
    session: Session, rulebook: Rulebook, *, now: datetime, by: Actor = SYSTEM
) -> ReviewRun:
    """Settle, then ask; a second look at the same ledger does neither.

    A plan that has no duty for it is not looked at.
    """
    if not wants(rulebook.registry.plan, Feature.REVIEW):
        return NOTHING_REVIEWED
    today = local_date(now)
    lines = review_lines(session, rulebook, now=now)
    settled = sum(_settle(session, rulebook, line, now=now) for line in lines)
    asked = [
        (line.decision.number, unit)
        for line in lines
        if is_to_ask(line, now)
        for unit in line.unasked
        if ask_takeover(session, rulebook, line.decision, unit, by=by, now=now)
    ]
    after = [one for one in review_lines(session, rulebook, now=now) if not one.takeover.whole]
    fresh = [one for one in after if asked_by_itself(one.takeover.ministry, today)]
    return ReviewRun(
        asked=tuple(asked),
        settled=settled,
        waiting=sum(_waits(facts, now) for one in after for facts in one.asked.values()),
        unknown=tuple(one.decision.number for one in fresh if not (one.units or one.asked)),
        older=sum(not one.asked for one in after if one not in fresh),
    )


def is_to_ask(line: ReviewLine, now: datetime) -> bool:
    """Is it asked for without an officer's word?"""
    fresh = asked_by_itself(line.takeover.ministry, local_date(now))
    return fresh and not line.takeover.whole


def _settle(session: Session, rulebook: Rulebook, line: ReviewLine, *, now: datetime) -> int:
    """End what was asked, where the province has announced all of it; how many.

    What was handed in is accepted: the announcement proves it. Of who had not answered nothing
    more is wanted. What an officer opened again is left to him.
    """
    if not line.takeover.whole:
        return 0
    reason = phrases("review").announced(line.takeover)
    return sum(
        _end(session, rulebook, facts, reason, now=now)
        for facts in line.asked.values()
        if not facts.taken_back
    )


def _end(session: Session, rulebook: Rulebook, facts: Facts, reason: str, *, now: datetime) -> bool:
    assignment = lock_assignment(session, facts.id)
    if assignment.completed_at is not None or assignment.waived_at is not None:
        return False
    if standing(facts, now).kind is StandingKind.SUBMITTED:
        accept_answered(session, facts, reason=reason, now=now)
    else:
        waive(session, rulebook, assignment, DecisionAct(SYSTEM, now, reason))
    return True


def _waits(facts: Facts, now: datetime) -> bool:
    return standing(facts, now).waiting_for_unit
