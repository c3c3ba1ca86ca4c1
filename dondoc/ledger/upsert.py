"""Insert under the unique key first, act second: the one way rows that may exist are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(
    session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]
) -> list[Any]:
    """Insert the rows whose unique key is new; returns the primary keys of those, and only those.

    Every row names the same columns. Two workers at once, a re-run, a re-deployed schedule: the
    second finds the key taken.
    """
    if not rows:
        return []
    statement = _insertion(table, session.get_bind().dialect.name)
    return list(session.execute(statement, [dict(row) for row in rows]).scalars().all())


@cache
def _insertion(table: type[SQLModel], dialect: str) -> Any:
    target = SQLModel.metadata.tables[str(table.__tablename__)]
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    key = next(iter(target.primary_key.columns))
    return build(target).on_conflict_do_nothing().returning(key)
