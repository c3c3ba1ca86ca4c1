"""A whole year of the province as a calendar: each duty's due dates, of all its bodies at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from dondoc.documents.ics import CalendarEntry, calendar
from dondoc.messages.environment import phrases
from dondoc.plan.due_rows import DueRow, due_rows
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused


def year_calendar(rulebook: Rulebook, year: int, *, domain: str, stamp: datetime) -> str:
    """One entry a duty, period and date; `domain` ends the entries' names.

    Reckoned from the rules, so a year to come has its own before anything is opened. An entry keeps
    its name where its date moves: a calendar that has it shows the new one alone.
    """
    registry = rulebook.registry
    entries = [
        _entry(rulebook, rows, domain=domain, stamp=stamp)
        for duty in registry.plan.duties
        if duty.kind == "duty"
        for rows in _dates(rulebook, duty, year)
    ]
    name = phrases("tables").year_calendar(year, registry.plan.number)
    return calendar(sorted(entries, key=lambda one: (one.due_on, one.uid)), name=name)


def _dates(rulebook: Rulebook, duty: Duty, year: int) -> Iterator[list[DueRow]]:
    """What falls due together: one period, one date."""
    try:
        rows = [row for row in due_rows(rulebook, duty, year) if row.units]
    except Refused:  # its rule counts from a date that this year does not have
        return
    for _together, some in groupby(sorted(rows, key=_together_by), key=_together_by):
        yield list(some)


def _together_by(row: DueRow) -> tuple[str, date]:
    return row.period.key, row.deadline.due_on


def _entry(
    rulebook: Rulebook, rows: list[DueRow], *, domain: str, stamp: datetime
) -> CalendarEntry:
    book = phrases("tables")
    first = rows[0]
    duty, period = first.duty, first.period
    in_role = rulebook.registry.units_in_role
    bodies = {unit.code for row in rows for unit in in_role(row.role, row.opens_on)}
    return CalendarEntry(
        uid=f"nam-{duty.slug}-{period.key}-{first.role.replace('_', '-')}@{domain}".lower(),
        summary=book.year_due(duty, period.short(), len(bodies)),
        due_on=first.deadline.due_on,
        sequence=0,
        stamp=stamp,
        description=book.year_due_about(rows, duty, rulebook.workdays.confirmed(period.year)),
    )
