"""A question to a conference, as the body that must answer it reads it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.portal.context import PageContext
from models import Conference, ConferenceQuestion


@dataclass(frozen=True)
class QuestionView:
    """The question, of which conference, and who asks."""

    row: ConferenceQuestion
    conference: Conference
    asker: str


def question_to_answer(
    session: Session, here: PageContext, assignment_id: int
) -> QuestionView | None:
    """The question that the assignment asks to answer; None for any other assignment."""
    query = select(ConferenceQuestion).where(col(ConferenceQuestion.assignment_id) == assignment_id)
    row = session.exec(query).first()
    if row is None:
        return None
    conference = session.get_one(Conference, row.conference_id)
    return QuestionView(row, conference, here.rulebook.registry.unit(row.unit_code).name)
