"""The drafts of công văn đôn đốc: which rounds have late units, and what their letters say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col

from dondoc.calendar.ladder import LADDERS
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.messages.environment import phrases
from dondoc.messages.urging_wording import LateUnit, UrgingLetter, render_urging_letter
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.past_dates import may_be_overdue
from dondoc.rounds.standing import StandingKind, standing
from models import Round

_RECENT = timedelta(days=200)


@dataclass(frozen=True)
class Draft:
    """The letters about one round, for the monitoring body to sign; one for each due date."""

    duty: Duty
    period: str
    period_short: str
    monitor: str
    units: int
    text: str
    unreached: int = 0  # past the date as well, and never told: not in the letters

    @property
    def key(self) -> str:
        """`bao-cao-dinh-ky-2027-q1`: a-z, 0-9 and dashes only."""
        return f"{self.duty.slug}-{self.period.lower()}"

    def caption(self) -> str:
        """Whose draft it is and whom it urges."""
        return phrases("day").draft_caption(self)


def urging_drafts(session: Session, rulebook: Rulebook, now: datetime) -> list[Draft]:
    """The drafts that stand on the day of `now`, from the first working day after the due date.

    A unit that nobody could tell is named beneath, apart: no letter of ours has reached it.
    A unit asked rather than ordered is not on them, nor the monitoring body itself; a round
    past the last rung of its ladder is left to its officer.
    """
    today = local_date(now)
    found: dict[StandingKind, dict[tuple[str, str], list[Facts]]] = {
        kind: defaultdict(list) for kind in (StandingKind.OVERDUE, StandingKind.UNREACHED)
    }
    wanted = (col(Round.opens_on) >= today - _RECENT, *may_be_overdue(now))
    known = in_plan(session, rulebook.registry, today)
    for facts in load_facts(session, *known, *wanted, as_of=now):
        kind = standing(facts, now).kind
        if kind in found and _urged(rulebook, facts, today):
            found[kind][facts.duty, facts.period].append(facts)
    late, lost = found[StandingKind.OVERDUE], found[StandingKind.UNREACHED]
    return [_draft(rulebook, late[key], lost[key], today) for key in sorted(late)]


def _urged(rulebook: Rulebook, facts: Facts, today: date) -> bool:
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    monitor = rulebook.registry.monitoring_unit(duty, today)
    last = max((rung.offset for rung in LADDERS[duty.ladder]), default=0)
    return (
        facts.chased
        and not facts.asked_in_time
        and facts.tone != "request"
        and facts.unit_code != monitor.code
        and 1 <= rulebook.workdays.count(facts.due_on, today) <= last
    )


def _draft(rulebook: Rulebook, late: Sequence[Facts], lost: Sequence[Facts], today: date) -> Draft:
    duty = rulebook.registry.duty_of(late[0].plan, late[0].duty)
    monitor = rulebook.registry.monitoring_unit(duty, today)
    by_date: dict[date, list[Facts]] = defaultdict(list)
    for facts in late:
        by_date[facts.due_on].append(facts)
    letters = [
        render_urging_letter(_letter(rulebook, duty, monitor, by_date[due_on], today))
        for due_on in sorted(by_date)
    ]
    if lost:
        letters.append(phrases("day").draft_without(_names(rulebook, lost)))
    return Draft(
        duty=duty,
        period=late[0].period,
        period_short=rulebook.period(duty, late[0].period).short(),
        monitor=monitor.name,
        units=len(late),
        unreached=len(lost),
        text="\n\n---\n\n".join(letters),
    )


def _letter(
    rulebook: Rulebook, duty: Duty, monitor: Unit, late: Sequence[Facts], today: date
) -> UrgingLetter:
    plan = rulebook.registry.plan_of(late[0].plan)
    units = [rulebook.registry.unit(facts.unit_code) for facts in late]
    return UrgingLetter(
        monitor=monitor.name,
        above=plan.issuer,
        symbol=f"{monitor.symbol}-CCHC" if monitor.symbol else "CCHC",
        title=duty.title,
        period_label=rulebook.period(duty, late[0].period).label(),
        plan=phrases("say").cited_plan(plan),
        plan_title=plan.title,
        clause=duty.clause,
        due_on=late[0].due_on,
        as_of=today,
        units=tuple(
            LateUnit(unit.name, unit.order, facts.tone)
            for unit, facts in zip(units, late, strict=True)
        ),
        basis=duty.basis.text,
        basis_confirmed=duty.basis.confirmed,
        report_on=rulebook.report_above_on(duty, late[0].period),
    )


def _names(rulebook: Rulebook, lost: Sequence[Facts]) -> list[str]:
    units = [rulebook.registry.unit(facts.unit_code) for facts in lost]
    return [unit.name for unit in sorted(units, key=lambda unit: unit.order)]
