"""What a conference left to be answered and done, as tables: questions, tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.tables.work_rows import UNIT
from dondoc.rounds.progress import rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, Conference, ConferenceQuestion, ConferenceTask

_QUESTIONS = (
    *(Column("Câu", 6, Kind.INTEGER), Column("Đơn vị hỏi", 30), Column("Câu hỏi", 50)),
    *(Column("Ngày hỏi", 14, Kind.DATE), Column("Cơ quan trả lời", 30)),
    *(Column("Hạn", 14, Kind.DATE), Column("Tình trạng", 26)),
    *(Column("Ngày trả lời", 14, Kind.DATE), Column("Câu trả lời", 50)),
)
_TASKS = (
    *(Column("Số", 6, Kind.INTEGER), Column("Nhiệm vụ", 50), UNIT),
    *(Column("Hạn", 14, Kind.DATE), Column("Tình trạng", 26)),
)

Owed = Mapping[int | None, UnitProgress]
"""How each stands that owes something, by assignment."""


def owed_rows(
    session: Session,
    rulebook: Rulebook,
    matters: Sequence[ConferenceQuestion] | Sequence[ConferenceTask],
    *,
    as_of: datetime,
) -> Owed:
    """Who answers these questions, or carries out these tasks: date and state as on the board."""
    ids = [one.assignment_id for one in matters if one.assignment_id is not None]
    rows = rows_of(session, rulebook, col(Assignment.id).in_(ids), as_of=as_of)
    return {one.facts.id: one for one in rows}


def question_tables(
    rulebook: Rulebook,
    conference: Conference,
    questions: Sequence[ConferenceQuestion],
    owed: Owed,
    *,
    as_of: datetime,
) -> list[Table]:
    """In the order asked."""
    rows = tuple(_question(rulebook, one, owed.get(one.assignment_id)) for one in questions)
    above = (phrases("tables").as_of(as_of, None),)
    return [Table(conference.title, _QUESTIONS, rows, above=above, name="Câu hỏi")]


def task_tables(
    rulebook: Rulebook,
    conference: Conference,
    tasks: Sequence[ConferenceTask],
    owed: Owed,
    *,
    as_of: datetime,
) -> list[Table]:
    """In the order of the conclusions, a line a body."""
    rows = tuple(
        (
            *(one.number, one.text, rulebook.registry.unit(one.unit_code).name),
            *_owed(owed.get(one.assignment_id)),
        )
        for one in tasks
    )
    above = (phrases("tables").as_of(as_of, None),)
    return [Table(conference.title, _TASKS, rows, above=above, name="Nhiệm vụ")]


def _question(
    rulebook: Rulebook, one: ConferenceQuestion, row: UnitProgress | None
) -> tuple[Cell, ...]:
    unit = rulebook.registry.unit
    due, state = _owed(row)
    if row is None:
        state = phrases("conference").without_owner(one.answered_at)
    return (
        *(one.number, unit(one.unit_code).name, one.text, local_date(one.asked_at)),
        *(unit(one.owner_code).name if one.owner_code else "", due, state),
        *(local_date(one.answered_at) if one.answered_at else None, one.answer),
    )


def _owed(row: UnitProgress | None) -> tuple[date | None, str]:
    return (row.facts.due_on, row.spoken.phrase) if row else (None, "")
