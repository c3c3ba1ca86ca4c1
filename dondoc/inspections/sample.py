"""The sample of units that an inspection visits: drawn once, kept whole, and how far it has come.

The sample's units stand in the inspecting body's own round, in a role of their own: they are
visited, nothing is chased. Source: III.1.2.a3, III.1.3.b4 (PAR INDEX's custom: 30 % a year).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.inspections.draw import Drawn, draw
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.rows import AssignmentRow, insert_assignments
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_period
from models import Assignment, Draw, Round
from models.kinds import INSPECTED

LARGEST_SEED = 10**15 - 1
"""Fifteen digits: more than anybody throws by dice, and kept by every database."""

_LAST_YEAR = timedelta(days=400)
"""A sample of a round that opened since then counts as last year's."""


@dataclass(frozen=True)
class SampleShare:
    """How far a round's inspections have come: «9/27 đơn vị đã kiểm tra, mục tiêu 30 %»."""

    inspected: int
    drawn: int
    of: int
    goal: int  # percent

    @property
    def reached(self) -> bool:
        return self.inspected * 100 >= self.of * self.goal

    def sentence(self) -> str:
        return phrases("progress").inspected(self)


def inspection_duties(rulebook: Rulebook) -> list[Duty]:
    """The duties that visit a sample of units: a share is set, and how many were visited counts."""
    return [one for one in rulebook.registry.plan.duties if one.sample and one.indicators]


def inspecting_unit(rulebook: Rulebook, duty: Duty, on: date) -> Unit:
    """Who inspects: the body that the duty falls on."""
    return rulebook.registry.responsible_unit(duty, on)


def population(rulebook: Rulebook, on: date) -> dict[str, list[str]]:
    """Who may be inspected, by role: the units whose report another consolidates."""
    plan = rulebook.registry.plan
    consolidated = {one.consolidates for one in plan.duties}
    groups: dict[str, dict[str, None]] = {}
    for duty in plan.duties:
        if duty.code in consolidated:
            for unit, role in rulebook.registry.responsible(duty, on):
                groups.setdefault(role, {})[unit.code] = None
    return {role: list(codes) for role, codes in groups.items()}


def try_draw(
    session: Session, rulebook: Rulebook, duty: Duty, period: str, *, seed: int, now: datetime
) -> Drawn:
    """The sample that this seed draws for the round.

    Raises Refused if it is drawn already, or for a seed that cannot be kept.
    """
    if not 0 <= seed <= LARGEST_SEED:
        wanted = f"hãy ghi một số tự nhiên, nhiều nhất {len(str(LARGEST_SEED))} chữ số"
        raise Refused(Problem("seed", str(seed), wanted, "Hạt giống"))
    kept = drawn_of(session, duty, period)
    if kept is not None:
        wanted = f"đã rút thăm với hạt giống {kept.seed}, không rút lại"
        raise Refused(Problem("period", period, wanted, "Kỳ"))
    today = local_date(now)
    assert duty.sample is not None
    return draw(
        population(rulebook, today),
        percent=duty.sample,
        seed=seed,
        last=_last_sample(session, duty, today),
        exempt=[inspecting_unit(rulebook, duty, today).code],
    )


def keep_draw(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    period: str,
    *,
    seed: int,
    by: Actor,
    now: datetime,
) -> Drawn:
    """Draw, and keep seed and whole result, and a row a unit. Raises Refused."""
    round_id = open_period(session, rulebook, duty, period, now=now).round_id
    session.exec(select(Round).where(col(Round.id) == round_id).with_for_update()).one()
    drawn = try_draw(session, rulebook, duty, period, seed=seed, now=now)
    rows = _rows(rulebook, duty, period, drawn, round_id=round_id, now=now)
    insert_assignments(session, rows)
    session.add(_kept(drawn, round_id=round_id, by=by, now=now))
    said = phrases("decisions").drawn(drawn, seed)
    target = f"round:{round_id}"
    audit.record(session, actor=by, act="rút thăm kiểm tra", target=target, now=now, detail=said)
    session.flush()
    return drawn


def drawn_of(
    session: Session, duty: Duty, period: str, *, as_of: datetime | None = None
) -> Drawn | None:
    """The draw kept for a round, as it was recorded; None before it was drawn."""
    this = (col(Round.duty) == duty.code, col(Round.period) == period)
    kept = session.exec(select(Draw).join(Round).where(*this)).first()
    if kept is None or (as_of is not None and kept.drawn_at > as_of):
        return None
    by_group = {name: (count, total) for name, (count, total) in kept.by_group.items()}
    return Drawn(kept.seed, kept.percent, tuple(kept.units), by_group, tuple(kept.again))


def _kept(drawn: Drawn, *, round_id: int, by: Actor, now: datetime) -> Draw:
    return Draw(
        round_id=round_id,
        seed=drawn.seed,
        percent=drawn.percent,
        units=list(drawn.units),
        by_group={name: list(counts) for name, counts in drawn.by_group.items()},
        again=list(drawn.again),
        drawn_by=by,
        drawn_at=now,
    )


def share(session: Session, duty: Duty, period: str, *, as_of: datetime) -> SampleShare | None:
    """The round's share at `as_of`; None where nothing is drawn yet."""
    drawn = drawn_of(session, duty, period, as_of=as_of)
    if drawn is None:
        return None
    facts = load_facts(
        session,
        col(Round.duty) == duty.code,
        col(Round.period) == period,
        col(Assignment.role) == INSPECTED,
        as_of=as_of,
    )
    inspected = sum(one.last is not None for one in facts)
    return SampleShare(inspected, len(drawn.units), drawn.of, drawn.percent)


def _rows(
    rulebook: Rulebook, duty: Duty, period: str, drawn: Drawn, *, round_id: int, now: datetime
) -> list[AssignmentRow]:
    due = rulebook.deadline(duty, period, duty.roles[0])
    units = map(rulebook.registry.unit, drawn.units)
    today = local_date(now)
    return [
        AssignmentRow(round_id, unit, due, role=INSPECTED, on=today, asked_at=now, chased=False)
        for unit in units
    ]


def _last_sample(session: Session, duty: Duty, today: date) -> dict[str, int]:
    """Who was drawn within a year, and how lately: the day on which that round opened."""
    query = (
        select(col(Assignment.unit_code), col(Round.opens_on))
        .join(Round)
        .where(
            col(Round.duty) == duty.code,
            col(Round.opens_on) >= today - _LAST_YEAR,
            col(Assignment.role) == INSPECTED,
        )
        .order_by(col(Round.opens_on))
    )
    return {code: opens_on.toordinal() for code, opens_on in session.exec(query)}
