"""What a unit owes of the scoring that the conference guides: shown on its conference's page."""

from __future__ import annotations

from sqlmodel import Session, and_, col, or_, select

from dondoc.conference.scoring.scoring_board import explanation_ids
from dondoc.conference.scoring.scoring_duties import scoring_duties
from dondoc.portal.context import PageContext
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from models import Assignment, Conference, ConferenceTask, Round


def scoring_rows(
    session: Session, here: PageContext, unit_code: str, index_year: int
) -> list[ListedAssignment]:
    """The unit's assignments of that index year's scoring, by date.

    A result told in January is explained in the year after: what tells its index year is kept with
    it, not its period.
    """
    codes = [one.code for one in scoring_duties(here.rulebook.registry).values()]
    of_year = and_(col(Round.duty).in_(codes), col(Round.period) == str(index_year))
    explained = col(Assignment.id).in_(explanation_ids(session, index_year))
    return rows_of_unit(session, here, unit_code, or_(of_year, explained))


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
