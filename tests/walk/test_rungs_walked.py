"""Every rung of every chase in a walked year: said on its day, to the end, and none twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dondoc.calendar.ladder import RungAudience, RungDay, RungKind, ladder_for, rung_days
from dondoc.clock import at, local_date
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Contact, Notice
from models.database import transaction
from models.kinds import DecisionKind, Purpose


def test_no_rung_is_skipped_or_said_twice(walk):
    """Of two rungs on one day, or of one missed while the round was not open, the newest speaks.

    A rung that may wait for company is said by the next one where none came.
    """
    said = _said(walk)
    looked = 0
    for facts in _chased(walk):
        days = _days(walk, facts)
        wanted = [day.rung.code for day in days if RungAudience.CLERK in day.rung.who]
        told = said.get(facts.id, [])
        until = _until(walk, facts)
        firm = [day.rung.code for day in days if _is_firm(day) and day.alone_on <= until]
        about = (facts.unit_code, facts.duty, facts.period)
        assert firm == [code for code in told if code in firm], about
        assert told == [code for code in wanted if code in told], about
        looked += len(told)
    assert looked > (250 if walk.ended_on.month == 12 else 50)


def _is_firm(day: RungDay) -> bool:
    """Is it for the clerk, and always said: an opening, or what waits for no other letter?"""
    kept = day.own_on == day.alone_on and not day.rung.repeat
    return RungAudience.CLERK in day.rung.who and (kept or day.rung.kind is RungKind.OPENING)


@pytest.mark.xdist_group("walk_2026")
def test_the_extension_and_the_return_were_lived(walk_2026):
    kinds = Counter(
        (facts.unit_code, decision.kind.value)
        for facts in _chased(walk_2026, moved=True)
        for decision in facts.decisions
    )
    assert kinds["so-tu-phap", "extension_granted"] > 3
    assert kinds["so-xay-dung", "returned"] > 3


def _chased(walk, *, moved: bool = False) -> list[Facts]:
    """What the cast with mail owed by a date; with `moved`, only where that was given anew."""
    cast = [unit for unit in walk.cast if unit not in walk.without_mail]
    chosen = (col(Assignment.unit_code).in_(cast), col(Assignment.chased).is_(True))
    with transaction(walk.engine, write=False) as session:
        found = load_facts(session, *chosen, as_of=at(walk.ended_on, 23))
    return [one for one in found if (one.cycle > 1 or one.cycle_from_on > one.opens_on) is moved]


def _days(walk, facts: Facts) -> list[RungDay]:
    """The rungs whose day came while the unit's answer was awaited, the newest of each day."""
    duty = walk.rulebook.registry.plan.duty(facts.duty)
    ladder = ladder_for(duty.ladder, facts.tone, duty.cadence)
    workdays = walk.rulebook.workdays
    days = rung_days(ladder, facts.opens_on, facts.target_on, facts.due_on, workdays)
    return list(_newest(day for day in days if day.on <= _until(walk, facts)))


def _until(walk, facts: Facts) -> date:
    """The day of the answer: what is said in the morning comes before it.

    What passes to an heir does so before anything is said.
    """
    for decision in facts.decisions:
        if decision.kind is DecisionKind.WAIVED:
            return local_date(decision.decided_at) - timedelta(days=1)
    answered = [local_date(one.received_at) for one in facts.submissions[:1]]
    return answered[0] if answered else walk.ended_on


def _newest(days: Iterator[RungDay]) -> Iterator[RungDay]:
    yield from {day.on: day for day in days}.values()


def _said(walk) -> dict[int, list[str]]:
    """The rungs said to each unit's own clerk, by assignment."""
    own = (
        select(Notice.assignment_id, Notice.rung)
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(
            col(Contact.purpose) == Purpose.CLERK,
            col(Contact.unit_code) == col(Assignment.unit_code),
            col(Notice.cancelled_at).is_(None),
            col(Notice.immediate).is_(False),
        )
        .order_by(col(Notice.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    with transaction(walk.engine, write=False) as session:
        for assignment, rung in session.exec(own):
            found[assignment].append(rung)
    return found
