"""Which rounds have late units on a day, and whom of them a letter may urge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.calendar.ladder import LADDERS
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.past_dates import may_be_overdue
from dondoc.rounds.standing import StandingKind, standing
from models import Document, DocumentAssignment, Round
from models.kinds import DocumentKind

_RECENT = timedelta(days=200)


@dataclass(frozen=True)
class LateRound:
    """A round with units past their date, as of an instant.

    `late` have been told and are on no letter that was issued; `lost` could never be told.
    """

    duty: Duty
    plan: str
    period: str
    monitor: Unit
    late: tuple[Facts, ...]
    lost: tuple[Facts, ...]

    @property
    def urged(self) -> tuple[Facts, ...]:
        """Who is ordered, and so urged."""
        return tuple(one for one in self.late if one.tone != "request")

    @property
    def asked(self) -> tuple[Facts, ...]:
        """Who is only ever asked: Mặt trận, organisations, the Party's press (DESIGN §6)."""
        return tuple(one for one in self.late if one.tone == "request")


def late_rounds(session: Session, rulebook: Rulebook, now: datetime) -> list[LateRound]:
    """The rounds that a letter is due for on the day of `now`: from the first working day after
    the date, to the last rung of the ladder; then it is left to the round's officer.

    The monitoring body itself is on none, nor who asked in time for a later date, nor whom a letter
    that was issued names.
    """
    today = local_date(now)
    found: dict[StandingKind, dict[tuple[str, str], list[Facts]]] = {
        kind: defaultdict(list) for kind in (StandingKind.OVERDUE, StandingKind.UNREACHED)
    }
    known = in_plan(session, rulebook.registry, today)
    written = _issued_about(session, now)
    wanted = (col(Round.opens_on) >= today - _RECENT, *may_be_overdue(now, asked=True))
    for facts in load_facts(session, *known, *wanted, as_of=now):
        kind = standing(facts, now).kind
        if kind in found and facts.id not in written and _due(rulebook, facts, today):
            found[kind][facts.duty, facts.period].append(facts)
    late, lost = found[StandingKind.OVERDUE], found[StandingKind.UNREACHED]
    return [round_of(rulebook, late[key], lost[key], today) for key in sorted(late)]


def _due(rulebook: Rulebook, facts: Facts, today: date) -> bool:
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    monitor = rulebook.registry.monitoring_unit(duty, today)
    last = max((rung.offset for rung in LADDERS[duty.ladder]), default=0)
    return (
        facts.chased
        and not facts.asked_in_time
        and facts.unit_code != monitor.code
        and 1 <= rulebook.workdays.count(facts.due_on, today) <= last
    )


def _issued_about(session: Session, now: datetime) -> set[int]:
    """The assignments that a letter issued by `now` is about."""
    query = select(DocumentAssignment.assignment_id).join(Document)
    issued = query.where(
        col(Document.kind) == DocumentKind.URGING_LETTER, col(Document.issued_at) <= now
    )
    return set(session.exec(issued))


def round_of(
    rulebook: Rulebook, late: Sequence[Facts], lost: Sequence[Facts], today: date
) -> LateRound:
    """The round of these assignments, of which there is at least one that is late."""
    first = late[0]
    duty = rulebook.registry.duty_of(first.plan, first.duty)
    return LateRound(
        duty=duty,
        plan=first.plan,
        period=first.period,
        monitor=rulebook.registry.monitoring_unit(duty, today),
        late=tuple(late),
        lost=tuple(lost),
    )
