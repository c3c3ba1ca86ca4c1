"""What a unit owes of the scoring that the conference guides: shown on its conference's page."""

from __future__ import annotations

from sqlmodel import Session, col, select

from dondoc.conference.find_conference import RSVP_DUTY, conference_duty
from dondoc.portal.context import PageContext
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from models import Assignment, Conference, ConferenceTask, Round


def scoring_rows(
    session: Session, here: PageContext, unit_code: str, index_year: int
) -> list[ListedAssignment]:
    """The unit's assignments of the scoring duties in that index's year, by date.

    They are the duties of the conference's flow that are neither its own preparation nor an answer
    asked for by hand.
    """
    registry = here.rulebook.registry
    flow = conference_duty(registry, RSVP_DUTY).flow
    codes = [
        duty.code for duty in registry.plan.duties if duty.flow == flow and duty.conference is None
    ]
    rows = rows_of_unit(session, here, unit_code, col(Round.duty).in_(codes))
    return [row for row in rows if row.facts.period.startswith(str(index_year))]


def task_rows(
    session: Session, here: PageContext, unit_code: str, conference: Conference
) -> list[ListedAssignment]:
    """What the conclusions ask of the unit, by date."""
    query = select(ConferenceTask.assignment_id).where(
        col(ConferenceTask.conference_id) == conference.id,
        col(ConferenceTask.unit_code) == unit_code,
        col(ConferenceTask.assignment_id).is_not(None),
    )
    numbers = list(session.exec(query))
    if not numbers:
        return []
    return rows_of_unit(session, here, unit_code, col(Assignment.id).in_(numbers))
