"""A duty that is counted as its unit sees it: what it has entered for the period, and the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import HTTPException
from sqlmodel import Session

from dondoc.activities.entry import field_need
from dondoc.activities.record_activity import activities_of
from dondoc.activities.slots import counted_days
from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import Period
from dondoc.forms.instead import meant, put_in
from dondoc.notices.write import of_duty
from dondoc.portal.context import PageContext
from dondoc.portal.unit.link import UnitLink, own_facts
from dondoc.portal.unit.unit_form import Form
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.problems import Problem
from dondoc.rounds.facts import Facts
from models import Activity

_OTHERS = 6
"""Other periods that the page leads to."""


@dataclass(frozen=True)
class ActivityView:
    """The page of one period of a duty that is counted."""

    view: AssignmentView
    period: Period
    counted: tuple[date, date]  # the first and the last day whose deeds count here
    activities: tuple[Activity, ...]
    others: tuple[ListedAssignment, ...]  # the duty's other periods, the newest first

    @property
    def count(self) -> int:
        return self.view.facts.count

    @property
    def threshold(self) -> int:
        return self.view.facts.threshold or 0

    @property
    def look_on(self) -> date:
        """The day on which the monitoring body looks at the period; nobody is late after it."""
        return self.view.facts.due_on

    def wants(self, field: str) -> str:
        """«needed», «optional» or empty, for a field of the form."""
        return field_need(self.view.duty, field)

    def entry(self, activity_id: int) -> Activity | None:
        """One of the entries shown that still stands."""
        found = (one for one in self.activities if one.id == activity_id)
        return next((one for one in found if one.withdrawn_at is None), None)


def activity_view(
    session: Session, here: PageContext, link: UnitLink, assignment_id: int | None
) -> ActivityView:
    """The page's facts; 404 unless it is the unit's own and counted by what it enters."""
    facts = own_facts(session, link, assignment_id, here)
    if not facts.threshold:
        raise HTTPException(404)
    view = view_of(session, here, facts)
    rows = rows_of_unit(session, here, facts.unit_code, of_duty(facts.duty), asked=view.asked)
    others = [row for row in rows[::-1] if row.facts.id != facts.id]
    return ActivityView(
        view=view,
        period=here.rulebook.period(view.duty, facts.period),
        counted=counted_days(here.rulebook, view.duty, facts.period),
        activities=tuple(activities_of(session, facts.id, as_of=here.now)),
        others=tuple(others[:_OTHERS]),
    )


def current_round(session: Session, here: PageContext, facts: Facts) -> int:
    """Which round a link to this one means today.

    The one letter of a year about what is only counted leads to the period that today is in, not
    for ever to the month in which it was written.
    """
    if not facts.continuous or facts.due_on >= here.today:
        return facts.id
    duty = here.rulebook.registry.duty_of(facts.plan, facts.duty)
    for row in rows_of_unit(session, here, facts.unit_code, of_duty(facts.duty)):
        from_on, to_on = counted_days(here.rulebook, duty, row.facts.period)
        if from_on <= here.today <= to_on:
            return row.facts.id
    return facts.id


def activity_form(
    here: PageContext,
    shown: ActivityView,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Form:
    """The form as typed, or a fresh one with today's date where today is in the period."""
    if typed is None:
        today = here.today
        known = shown.counted[0] <= today <= shown.counted[1]
        return Form({"done_on": short_date(today) if known else ""})
    return Form({**typed, **meant(problems)}, (), tuple(map(put_in, problems)), "done")
