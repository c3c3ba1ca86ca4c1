"""Date changes are rows; what a body took over from one that is no more is a decision of its own.

The rows are filled from what the ledger knows: the decisions with their dates, and the units of the
same round whose dates nobody changed.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.kinds import UtcDateTime

revision = "0009_add_date_change"
down_revision = "0008_add_activity_example"
branch_labels = None
depends_on = None

_LOCAL = timedelta(hours=7)  # Việt Nam has no summer time
_BEFORE, _AFTER = "Nhận việc của ", "Tiếp nhận từ "
_WITH_PARENT = "Dời hạn cùng đơn vị cấp trên."
_MOVES = ("returned", "extension_granted", "moved")

_decision = sa.table(
    "decision",
    sa.column("id"),
    sa.column("assignment_id"),
    sa.column("kind"),
    sa.column("reason"),
    sa.column("due_before_on", sa.Date()),
    sa.column("due_after_on", sa.Date()),
    sa.column("decided_by"),
    sa.column("decided_at", UtcDateTime()),
)
_assignment = sa.table(
    "assignment",
    sa.column("id"),
    sa.column("round_id"),
    sa.column("role"),
    sa.column("subject"),
    sa.column("nominal_on", sa.Date()),
    sa.column("target_on", sa.Date()),
    sa.column("due_on", sa.Date()),
    sa.column("arithmetic"),
    sa.column("cycle"),
)
_round = sa.table("round", sa.column("id"), sa.column("opens_on", sa.Date()))
_audit = sa.table(
    "audit",
    sa.column("at", UtcDateTime()),
    sa.column("act"),
    sa.column("target"),
    sa.column("detail"),
)


def upgrade() -> None:
    changes = op.create_table(
        "date_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("arithmetic", sa.String(), nullable=False),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("cycle_from_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("decision_id"),
    )
    op.create_index(op.f("ix_date_change_assignment_id"), "date_change", ["assignment_id"])
    _name_what_was_taken_over()
    _name_what_was_granted_with_the_parent()
    if rows := list(_changes()):
        op.bulk_insert(changes, rows)


def downgrade() -> None:
    op.drop_table("date_change")
    taken = _decision.c.kind == "taken_over"
    op.execute(_decision.delete().where(taken, _decision.c.due_after_on.is_(None)))
    for row in _all(sa.select(_decision).where(taken)):
        said = row.reason.replace(_AFTER, _BEFORE, 1) + "."
        _set(row.id, kind="extension_granted", reason=said)
    follows = _decision.c.reason == _WITH_PARENT
    op.execute(_decision.update().where(follows).values(kind="moved"))


def _name_what_was_taken_over() -> None:
    """The version before called it an extension where it gave a date, else kept an audit line."""
    by_system = (_decision.c.kind == "extension_granted") & (_decision.c.decided_by == "system")
    given = _all(sa.select(_decision).where(by_system))
    for row in given:
        _set(row.id, kind="taken_over", reason=_taken(row.reason))
    known = {row.assignment_id for row in given}
    acts = sa.select(_audit).where(_audit.c.act == "nhận việc của đơn vị trước")
    for act in _all(acts):
        number = int(act.target.removeprefix("assignment:"))
        if number not in known:
            _keep_taken_over(number, act)


def _keep_taken_over(number: int, act: Any) -> None:
    mine = _decision.c.assignment_id == number
    moved = sa.select(_decision).where(mine, _decision.c.kind.in_(_MOVES)).order_by(_decision.c.id)
    first = next((row.due_before_on for row in _all(moved)), None)
    here = sa.select(_assignment.c.due_on).where(_assignment.c.id == number)
    values = {
        "assignment_id": number,
        "kind": "taken_over",
        "reason": _taken(act.detail),
        "due_before_on": first or op.get_bind().execute(here).scalar_one(),
        "decided_by": "system",
        "decided_at": act.at,
    }
    op.execute(_decision.insert().values(values))


def _taken(said: str) -> str:
    return said.replace(_BEFORE, _AFTER, 1).removesuffix(".")


def _name_what_was_granted_with_the_parent() -> None:
    """An extension that a child had with its parent was kept as if the calendar had moved it."""
    follows = (_decision.c.kind == "moved") & (_decision.c.reason == _WITH_PARENT)
    op.execute(_decision.update().where(follows).values(kind="extension_granted"))


def _changes() -> Iterator[dict[str, Any]]:
    decided: dict[int, list[Any]] = defaultdict(list)
    taken: dict[int, Any] = {}
    for row in _all(sa.select(_decision).order_by(_decision.c.id)):
        if row.kind in _MOVES and row.due_before_on and row.due_after_on:
            decided[row.assignment_id].append(row)
        elif row.kind == "taken_over":
            taken[row.assignment_id] = row
    opens = {row.id: row.opens_on for row in _all(sa.select(_round))}
    rows = _all(sa.select(_assignment))
    untouched = [row for row in rows if row.id not in decided and row.id not in taken]
    alike = {(row.round_id, row.role, row.subject, row.due_on): row for row in untouched}
    for row in rows:
        if steps := decided.get(row.id):
            key = (row.round_id, row.role, row.subject, steps[0].due_before_on)
            begun = taken.get(row.id)
            from_on = _day(begun) if begun else opens[row.round_id]
            yield from _of_one(row, steps, alike.get(key), from_on)


def _of_one(row: Any, steps: list[Any], alike: Any, from_on: date) -> Iterator[dict[str, Any]]:
    """What stood before each step, the first from what the ledger still knows of the opening."""
    calendar = [step for step in steps if step.kind == "moved"]
    first = steps[0].due_before_on
    stood = {
        "nominal_on": row.nominal_on if not calendar else first,
        "target_on": first,
        "due_on": first,
        "first_due_on": first,
        "arithmetic": row.arithmetic if not calendar else _unknown(first),
        "cycle": row.cycle - len(steps),
        "cycle_from_on": from_on,
    }
    if alike is not None:
        kept = ("nominal_on", "target_on", "arithmetic")
        stood |= {name: getattr(alike, name) for name in kept}
    for step in steps:
        yield {"assignment_id": row.id, "decision_id": step.id, "at": step.decided_at, **stood}
        stood = {**stood, **_after(row, step, stood, last=calendar[-1:] == [step])}


def _after(row: Any, step: Any, stood: dict[str, Any], *, last: bool) -> dict[str, Any]:
    """What a step changed: the calendar left the day alone on which the ladder began."""
    due_on = step.due_after_on
    new = {"due_on": due_on, "target_on": due_on, "cycle": stood["cycle"] + 1}
    if step.kind != "moved":
        new["cycle_from_on"] = _day(step)
    if step.kind == "extension_granted":
        new["first_due_on"] = max(due_on, stood["first_due_on"])
    if step.kind == "moved":
        new["first_due_on"] = due_on
        new["nominal_on"] = row.nominal_on if last else due_on
        new["arithmetic"] = row.arithmetic if last else _unknown(due_on)
    return new


def _unknown(due_on: date) -> str:
    return f"hạn là {due_on:%d/%m/%Y}; cách tính không còn lưu, lịch nghỉ đã thay đổi sau đó"


def _day(decision: Any) -> date:
    day: date = (decision.decided_at + _LOCAL).date()
    return day


def _set(number: int, **values: str) -> None:
    op.execute(_decision.update().where(_decision.c.id == number).values(**values))


def _all(query: Any) -> list[Any]:
    return list(op.get_bind().execute(query))
