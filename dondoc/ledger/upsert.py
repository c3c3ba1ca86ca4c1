"""Insert under the unique key first, act second: the one way rows that may exist are added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

AT_ONCE = 1_000
"""Rows of one statement: so many are in memory, however many are to be inserted."""


def insert_new(
    session: Session, table: type[SQLModel], rows: Iterable[Mapping[str, Any]]
) -> list[Any]:
    """Insert the rows whose unique key is new; returns the primary keys of those, and only those.

    Every row names the same columns. Two workers at once, a re-run, a re-deployed schedule: the
    second finds the key taken.
    """
    statement, left = _insertion(table, session.get_bind().dialect.name), iter(rows)
    new: list[Any] = []
    while some := [dict(row) for row in islice(left, AT_ONCE)]:
        new += session.execute(statement, some).scalars()
    return new


@cache
def _insertion(table: type[SQLModel], dialect: str) -> Any:
    target = SQLModel.metadata.tables[str(table.__tablename__)]
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    key = next(iter(target.primary_key.columns))
    return build(target).on_conflict_do_nothing().returning(key)
