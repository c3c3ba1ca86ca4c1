"""Questions as units' pages show them: its own, and what is published for all."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from dondoc.conference.questions import questions_of
from dondoc.plan.registry import Registry
from models import Assignment, Conference, ConferenceQuestion


@dataclass(frozen=True)
class QuestionLine:
    """One question, who answers it, and the assignment that says by when; who asked is not said."""

    row: ConferenceQuestion
    owner: str
    owed: Assignment | None


def own_questions(
    session: Session, registry: Registry, conference: Conference, unit_code: str
) -> list[QuestionLine]:
    """What the unit itself has asked, with what became of it."""
    found = questions_of(session, conference)
    return [_line(session, registry, one) for one in found if one.unit_code == unit_code]


def published_questions(
    session: Session, registry: Registry, conference: Conference, unit_code: str
) -> list[QuestionLine]:
    """What every invited unit reads of the others' questions (decision 0078)."""
    found = questions_of(session, conference)
    others = [one for one in found if one.published_at is not None and one.unit_code != unit_code]
    return [_line(session, registry, one) for one in others]


def _line(session: Session, registry: Registry, row: ConferenceQuestion) -> QuestionLine:
    owner = registry.unit(row.owner_code).name if row.owner_code else ""
    owed = session.get(Assignment, row.assignment_id) if row.assignment_id else None
    return QuestionLine(row, owner, owed)
