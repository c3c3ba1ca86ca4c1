"""The report round of quý I/2027, opened as its first opening in this process left the ledger.

Opening costs 20 ms of processor time, putting its rows back 2, and a thousand tests begin with it.
Only on SQLite, under the same plan, in a ledger of the same units that holds nothing besides them
but people and addresses: anywhere else the round is opened.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlmodel import Session, SQLModel

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds

REPORT = "III.1.1.c"
OPENED_AT = at(date(2027, 3, 1), 7, 30)

Rows = list[tuple[Any, ...]]
_CAST = {"unit", "account", "contact"}
_WRITTEN = [table.name for table in SQLModel.metadata.sorted_tables if table.name not in _CAST]
_ANY = " OR ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in _WRITTEN)
_KEPT: WeakKeyDictionary[Rulebook, tuple[Rows, dict[str, Rows]]] = WeakKeyDictionary()
"""Under each plan: the units that the round was opened for, and the rows of it by table."""


def open_report_round(session: Session, rulebook: Rulebook) -> None:
    """Have the round open, in this transaction."""
    if not _nothing_yet(session):
        return _open(session, rulebook)
    units = _rows(session, "unit")
    asked, written = _KEPT.get(rulebook, ([], {}))
    if units != asked:
        _open(session, rulebook)
        found = {name: _rows(session, name) for name in _WRITTEN}
        _KEPT[rulebook] = units, {name: rows for name, rows in found.items() if rows}
        return None
    for name, rows in written.items():
        columns, places = _columns(name), ", ".join("?" * len(rows[0]))
        put_back = f'INSERT INTO "{name}" ({columns}) VALUES ({places})'
        session.connection().exec_driver_sql(put_back, rows)
    return None


def _open(session: Session, rulebook: Rulebook) -> None:
    open_rounds(session, rulebook, rulebook.registry.plan.duty(REPORT), now=OPENED_AT)
    session.flush()


def _nothing_yet(session: Session) -> bool:
    if session.get_bind().dialect.name != "sqlite":
        return False
    return not session.connection().exec_driver_sql(f"SELECT {_ANY}").scalar_one()


def _rows(session: Session, table: str) -> Rows:
    """As the database has them, in the order of their numbers."""
    asked = f'SELECT {_columns(table)} FROM "{table}" ORDER BY 1'
    return [tuple(row) for row in session.connection().exec_driver_sql(asked)]


def _columns(table: str) -> str:
    """By name: a ledger that was migrated has them in another order."""
    return ", ".join(f'"{column.name}"' for column in SQLModel.metadata.tables[table].columns)
