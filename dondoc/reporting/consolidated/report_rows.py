"""One reading of the ledger for a report: its rounds as they stood, the figures, what was done.

Every figure of the report is made of this and of nothing else, so that none can be of another
instant. The number of questions to the ledger does not grow with the units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.cumulative import with_inside
from dondoc.reporting.consolidated.done_by_day import DoneOn, done_by_day
from dondoc.reporting.consolidated.report_spans import ReportSpan, Stretch, fell_due
from dondoc.rounds.indicator_sums import figures_of
from dondoc.rounds.progress import OWN, Progress, progress_from, rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Round


@dataclass(frozen=True)
class ReportRows:
    """What a report is made of, as it stood at `as_of`.

    `report` is the duty of who consolidates, `source` the one whose rounds it consolidates.
    `rounds` are by duty and period; `of_report` names those that belong to each stretch.
    `figures` are by submission. `done` is what was counted by its day, of every stretch, and
    `units` those who did it.
    """

    rulebook: Rulebook
    report: Duty
    source: Duty
    span: ReportSpan
    as_of: datetime
    rounds: Mapping[str, Mapping[str, Progress]]
    of_report: Mapping[tuple[str, Stretch], tuple[str, ...]]
    figures: Mapping[int, Mapping[str, int]]
    done: Mapping[str, tuple[DoneOn, ...]]
    units: Mapping[str, Unit]

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty of the plan that is done, in its order; then those that only earlier had."""
        registry = self.rulebook.registry
        every = (*registry.plan.duties, *registry.ended.values())
        return tuple(one for one in every if one.kind == "duty")

    def progress(self, duty: Duty, key: str) -> Progress | None:
        return self.rounds.get(duty.code, {}).get(key)

    def asked(self, duty: Duty, stretch: Stretch = Stretch.PERIOD) -> list[Progress]:
        """The duty's rounds of the stretch that were open by then, in the order of their ends."""
        keys = self.of_report.get((duty.code, stretch), ())
        found = [self.progress(duty, key) for key in keys]
        return [one for one in found if one is not None]


@dataclass(frozen=True)
class _Opened:
    id: int
    duty: Duty
    period: str
    due_on: date
    opens_on: date


def read_rows(
    session: Session, rulebook: Rulebook, *, duty: str, period: str, as_of: datetime
) -> ReportRows:
    """Read what a report of that period is made of.

    `duty` is the code of the consolidated report, or of the one that it consolidates. Raises
    Refused for a code or a period that there is none of.
    """
    report, source = _duties(rulebook, duty)
    span = ReportSpan.of(period, local_date(as_of))
    opened = _opened(session, rulebook, span, as_of)
    of_report = _of_report(rulebook, span, opened)
    wanted = _wanted(opened, of_report, span)
    known = in_plan(session, rulebook.registry, local_date(as_of))
    chosen = [one.id for one in wanted]
    rows = rows_of(session, rulebook, OWN, col(Round.id).in_(chosen), *known, as_of=as_of)
    entered = done_by_day(session, rulebook.registry.plan.duties, span, as_of=as_of)
    doers = sorted({one.unit_code for some in entered.values() for one in some})
    units = {code: body_of(session, rulebook.registry, code) for code in doers}
    return ReportRows(
        rulebook=rulebook,
        report=report,
        source=source,
        span=span,
        as_of=as_of,
        rounds=_rounds(rulebook, wanted, rows, as_of),
        of_report=of_report,
        figures=figures_of(session, _with_figures(rulebook, rows)),
        done={
            duty: tuple(replace(one, unit_code=units[one.unit_code].code) for one in some)
            for duty, some in entered.items()
        },
        units={unit.code: unit for unit in units.values()},
    )


def _duties(rulebook: Rulebook, code: str) -> tuple[Duty, Duty]:
    plan = rulebook.registry.plan
    given = plan.duty(code)
    if given.consolidates:
        return given, plan.duty(given.consolidates)
    above = next((one for one in plan.duties if one.consolidates == given.code), given)
    return above, given


def _opened(
    session: Session, rulebook: Rulebook, span: ReportSpan, as_of: datetime
) -> list[_Opened]:
    """The rounds that were open by then, of the report's year and those that reach into it."""
    of_years = or_(
        *(col(Round.period).startswith(str(year), autoescape=True) for year in span.years)
    )
    query = select(Round).where(col(Round.opened_at) <= as_of, of_years).order_by(col(Round.id))
    found = []
    known = rulebook.registry.duty_codes
    for one in session.exec(query):
        if one.duty not in known or one.id is None:
            continue
        as_opened = rulebook.registry.duty_of(one.plan, one.duty)
        if as_opened.kind == "duty":
            # Its dates are of the plan that it was opened under, its name is the present one.
            due_on = fell_due(rulebook, as_opened, one.period, one.opens_on)
            duty = rulebook.registry.plan.duty(one.duty)
            found.append(_Opened(one.id, duty, one.period, due_on, one.opens_on))
    return found


def _of_report(
    rulebook: Rulebook, span: ReportSpan, opened: Iterable[_Opened]
) -> dict[tuple[str, Stretch], tuple[str, ...]]:
    """Which rounds belong to each stretch, by duty."""
    found: dict[tuple[str, Stretch], list[tuple[date, str]]] = defaultdict(list)
    for one in opened:
        event = "-E" in one.period
        for stretch in span.stretches:
            keys = None if event else span.keys(one.duty, stretch)
            here = span.holds(stretch, one.due_on) if keys is None else one.period in keys
            if here:
                found[one.duty.code, stretch].append((one.due_on, one.period))
    return {
        key: tuple(dict.fromkeys(name for _on, name in sorted(some))) for key, some in found.items()
    }


def _wanted(
    opened: Iterable[_Opened],
    of_report: Mapping[tuple[str, Stretch], tuple[str, ...]],
    span: ReportSpan,
) -> list[_Opened]:
    """The rounds to read: of the report itself all, of the other stretches what holds figures."""
    found = []
    for one in opened:
        stretches = span.stretches if one.duty.indicators else (Stretch.PERIOD,)
        keys = {key for some in stretches for key in of_report.get((one.duty.code, some), ())}
        if one.duty.period_basis == "reporting" and one.duty.indicators:
            keys |= {key for some in span.stretches for key in _backing(one.duty, span, some)}
        documents = one.duty.told_in == "I" and one.opens_on <= span.until_on
        if one.period in keys or (documents and one.period[:4] == span.period.key[:4]):
            found.append(one)
    return found


def _backing(duty: Duty, span: ReportSpan, stretch: Stretch) -> Iterable[str]:
    """What tells a report's days where it is missing, and what it is compared with."""
    return with_inside((*(span.keys(duty, stretch) or ()),))


def _rounds(
    rulebook: Rulebook, wanted: Iterable[_Opened], rows: Iterable[UnitProgress], as_of: datetime
) -> dict[str, dict[str, Progress]]:
    by_round: dict[int, list[UnitProgress]] = defaultdict(list)
    for row in rows:
        by_round[row.facts.round_id].append(row)
    found: dict[str, dict[str, Progress]] = defaultdict(dict)
    for one in wanted:
        of_round = by_round[one.id]
        found[one.duty.code][one.period] = progress_from(
            rulebook, one.duty.code, one.period, of_round, as_of=as_of
        )
    return dict(found)


def _with_figures(rulebook: Rulebook, rows: Iterable[UnitProgress]) -> Collection[int]:
    """The newest submissions of what gives figures, of the rows that sums are of."""
    giving = {code for one in rulebook.registry.plan.duties if one.indicators for code in one.codes}
    return [
        row.facts.last.id
        for row in rows
        if row.facts.last and row.standing.handed_in and row.facts.duty in giving
    ]
