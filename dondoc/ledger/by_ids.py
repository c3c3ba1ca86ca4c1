"""A question about many rows, written once and asked with their numbers.

What is asked hundreds of times a day is not built anew each time: building it costs more than the
answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_
from sqlmodel import Session

from models.kinds import UtcDateTime

IDS: Any = bindparam("ids", expanding=True)
"""Where the numbers go: `column.in_(IDS)`."""

AS_OF: Any = bindparam("as_of", type_=UtcDateTime)
"""Where the instant goes, in a question about what was known then."""


def stands_at(taken_back_at: Any) -> ColumnElement[bool]:
    """Had it not been taken back by then? What was taken back held until that instant."""
    return or_(taken_back_at.is_(None), taken_back_at > AS_OF)


_AT_ONCE = 1000
"""Well below what SQLite and PostgreSQL take in one statement."""


def ask_by_ids(
    session: Session, question: Select[Any], ids: Sequence[int], **values: object
) -> Iterator[Any]:
    """The rows that answer the question for these numbers, a thousand numbers a statement.

    What belongs to one number comes from one statement, in the question's own order.
    """
    for start in range(0, len(ids), _AT_ONCE):
        yield from session.execute(question, {"ids": ids[start : start + _AT_ONCE], **values})
