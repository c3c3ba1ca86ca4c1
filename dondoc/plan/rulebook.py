"""The plan and the calendar together, and the dates that follow from both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from dondoc.calendar.deadlines import Anchors, Deadline, deadline, rule_date
from dondoc.calendar.given_dates import DateRoom, date_room
from dondoc.calendar.periods import Period, PeriodKind, period, periods_of
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays, load_workdays
from dondoc.plan.agenda import NamedDay, waits_for_event
from dondoc.plan.asked_periods import asked_from
from dondoc.plan.draft_days import drafted_from
from dondoc.plan.registry import Registry, load_registry
from dondoc.plan.schema import Duty


@dataclass(frozen=True)
class Due:
    """A round that the plan asks for: its period, when it opens, its last role's due date."""

    period: Period
    opens_on: date
    last_due_on: date


@dataclass(frozen=True)
class Rulebook:
    """What is true of the plan: its duties and units, and which days are worked."""

    registry: Registry
    workdays: Workdays
    event_days: tuple[NamedDay, ...] = field(default=(), compare=False)  # of what was planned since
    _rounds: dict[tuple[int, int], tuple[Duty, tuple[Due, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def periods(self, duty: Duty, year: int) -> list[Period]:
        """The periods of a year that the plan asks for; see `rounds`."""
        return [one.period for one in self.rounds(duty, year)]

    def rounds(self, duty: Duty, year: int) -> tuple[Due, ...]:
        """The rounds of a year that the plan asks for; none where it does not apply.

        None either of a duty that waits for an event, nor a period that began too long before the
        plan was issued (`asked_from`), nor one in which the duty no longer exists. Reckoned once:
        many ask every day.
        """
        key = (id(duty), year)
        kept = self._rounds.get(key)
        if kept is None or kept[0] is not duty:
            kept = self._rounds[key] = (duty, tuple(self._reckoned(duty, year)))
        return kept[1]

    def _reckoned(self, duty: Duty, year: int) -> Iterator[Due]:
        plan = self.registry.plan
        applies = plan.application(year)
        if duty.kind == "principle" or applies is None or waits_for_event(duty):
            return
        if duty.code in self.registry.ended:
            return
        for one in periods_of(duty.cadence, year, duty.period_basis):
            if not asked_from(duty, one, applies.issued_on):
                continue
            opens_on = self.opens_on(duty, one.key)
            last_on = max(self.deadline(duty, one.key, role).due_on for role in duty.roles)
            if duty.covers(opens_on) and last_on >= applies.issued_on:
                yield Due(one, opens_on, last_on)

    def period(self, duty: Duty, key: str) -> Period:
        return period(key, duty.period_basis)

    def anchors(
        self,
        duty: Duty,
        key: str,
        *,
        event_on: date | None = None,
        issued_on: date | None = None,
    ) -> Anchors:
        """What the duty's rules may count from in this period.

        For an event or a demand (`2027-E12`): its day, and the date of the document that asks; for
        a demand `event_on` is the date that this document sets.
        """
        of_period = self.period(duty, key)
        if of_period.kind is PeriodKind.EVENT and event_on:
            return Anchors.of_event(event_on, issued_on=issued_on or event_on)
        applies = self.registry.application(of_period.year)
        plan_on = applies.issued_on if applies else None
        return Anchors.of(of_period, issued_on=issued_on or plan_on, event_on=event_on)

    def opens_on(
        self,
        duty: Duty,
        key: str,
        *,
        event_on: date | None = None,
        issued_on: date | None = None,
    ) -> date:
        """When the round opens: as the rule says, yet not before the plan was issued."""
        anchors = self.anchors(duty, key, event_on=event_on, issued_on=issued_on)
        opens_on = rule_date(parse(duty.opens), anchors, self.workdays)
        applies = self.registry.application(anchors.year)
        if event_on or applies is None or opens_on >= applies.issued_on:
            return opens_on
        return self.workdays.roll_forward(applies.issued_on)

    def deadline(
        self,
        duty: Duty,
        key: str,
        role: str,
        *,
        event_on: date | None = None,
        issued_on: date | None = None,
    ) -> Deadline:
        """By when the units of a role owe this duty's period, with the arithmetic as text.

        Raises Refused for a rule that counts from an event whose day is not given.
        """
        anchors = self.anchors(duty, key, event_on=event_on, issued_on=issued_on)
        return deadline(parse(duty.due_rule(role)), anchors, self.workdays)

    def report_above_on(self, duty: Duty, key: str) -> date | None:
        """When the level above must itself report on this period (NĐ 09/2019 art. 8.5).

        None for an event or a demand: it stands outside the periods of the level above.
        """
        if duty.bounded_by is None or self.period(duty, key).kind is PeriodKind.EVENT:
            return None
        upper = self.registry.plan.duty(duty.bounded_by)
        return self.deadline(upper, key, upper.roles[0]).due_on

    def report_deadline(self, duty: Duty, key: str) -> Deadline | None:
        """The date of the report that consolidates this round; None where none does.

        The own slot of the body that writes it is done with it (DESIGN §5 rule 9).
        """
        plan = self.registry.plan
        upper = next((one for one in plan.duties if one.consolidates == duty.code), None)
        if upper is None or self.period(duty, key).kind is PeriodKind.EVENT:
            return None
        return self.deadline(upper, key, upper.roles[0])

    def drafted_from(self, duty: Duty, key: str) -> date | None:
        """From which working day the report that consolidates a round is drafted each morning.

        None for what consolidates nothing, and for an event or a demand.
        """
        plan = self.registry.plan
        lower = next((one for one in plan.duties if one.code == duty.consolidates), None)
        if lower is None or self.period(duty, key).kind is PeriodKind.EVENT:
            return None
        return drafted_from(duty, lower, self.anchors(duty, key), self.workdays).first_on

    def last_day(self, duty: Duty, key: str) -> date | None:
        """The last day that leaves the level above its own: a working day before that."""
        above_on = self.report_above_on(duty, key)
        return None if above_on is None else self.workdays.add(above_on, -1)

    def date_room(self, duty: Duty, key: str, now: datetime) -> DateRoom:
        """Between which days a date of this period may be given now; see `given_dates`."""
        return date_room(now, self.workdays, self.report_above_on(duty, key))

    def confirmed(self, duty: Duty, key: str) -> bool:
        """Does everything that a date of this period rests on have a source?"""
        applies = self.registry.application(int(key[:4]))
        calendar = self.workdays.confirmed(self.period(duty, key).end_on.year)
        return bool(applies and applies.confirmed and duty.basis.confirmed and calendar)


@lru_cache(maxsize=8)
def load_rulebook(
    folder: Path | None = None, *, demo: bool = False, sound: bool = False
) -> Rulebook:
    """The shipped plan, or the one in `folder`; in the demo it applies to any year and says so.

    What runs takes the `sound` part of files that were edited wrongly (`load_registry`); what
    brings a plan up refuses them.
    """
    registry = load_registry(folder, sound=sound)
    calendar = folder / "calendar.yaml" if folder else None
    return Rulebook(registry.for_demo() if demo else registry, load_workdays(calendar))
