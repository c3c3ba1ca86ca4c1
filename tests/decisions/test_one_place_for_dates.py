"""Nobody but `decisions/dates` and `decisions/close` writes an assignment's dates or its end."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Assignment, DateChange

ROOT = Path(__file__).resolve().parents[2]
PLACES = {"dondoc/decisions/dates.py", "dondoc/decisions/close.py"}
OPENS = {"dondoc/ledger/rows.py"}
"""Where an assignment is new: its first dates are written with it."""

KEPT = set(DateChange.model_fields) - {"id", "assignment_id", "decision_id", "at"}
COLUMNS = KEPT | {"completed_at", "waived_at"}
ASSIGNMENTS_ALONE = {"first_due_on", "cycle_from_on", "completed_at", "waived_at"}
"""Of these columns those that no other row, page or table of the program has."""


def _writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each line that writes one of the columns to a row that is there, and how."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()) if name in COLUMNS:
                yield node.lineno, f".{name} ="
            case ast.Subscript(slice=ast.Constant(value=str(name)), ctx=ast.Store()) if (
                name in ASSIGNMENTS_ALONE
            ):
                yield node.lineno, f"[{name!r}] ="
            case ast.Call(func=ast.Name(id="setattr") | ast.Attribute(attr="__setattr__")):
                name = node.args[-2]
                if not isinstance(name, ast.Constant) or name.value in COLUMNS:
                    yield node.lineno, "setattr"
            case ast.Call(func=ast.Attribute(attr="values")) if COLUMNS & _named(node):
                yield node.lineno, ".values"
            case ast.Call(func=ast.Name(id="update"), args=[ast.Name(id="Assignment"), *_]):
                yield node.lineno, "update(Assignment)"
            case ast.Constant(value=str(said)) if "update assignment" in said.lower():
                yield node.lineno, "UPDATE assignment"


def _opens(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each line that makes a row with these columns."""
    for node in ast.walk(tree):
        match node:
            case ast.Dict() if ASSIGNMENTS_ALONE & _keys(node):
                yield node.lineno, "{…}"
            case ast.Call(func=ast.Name(id="dict")) if ASSIGNMENTS_ALONE & _named(node):
                yield node.lineno, "dict"
            case ast.Call(func=ast.Name(id="Assignment")):
                yield node.lineno, "Assignment(…)"


def _named(call: ast.Call) -> set[str]:
    """The columns that a call names: by keyword, or as the keys of a dict that it is given."""
    by_keyword = {word.arg for word in call.keywords if word.arg}
    given = [arg for arg in call.args if isinstance(arg, ast.Dict)]
    return by_keyword.union(*map(_keys, given))


def _keys(made: ast.Dict) -> set[str]:
    return {key.value for key in made.keys if isinstance(key, ast.Constant)}


def _sources() -> Iterator[tuple[str, ast.AST]]:
    for folder in ("dondoc", "flows", "tasks", "deployments"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_nobody_else_writes_a_date_or_an_end():
    found = [
        f"{name}:{line} {how}"
        for name, tree in _sources()
        if name not in PLACES
        for line, how in _writes(tree)
    ]
    assert [] == found


def test_nobody_makes_an_assignment_but_who_opens():
    found = [
        f"{name}:{line} {how}"
        for name, tree in _sources()
        if name not in OPENS
        for line, how in _opens(tree)
    ]
    assert [] == found


def test_every_column_it_guards_is_an_assignment_s_own():
    assert COLUMNS <= set(Assignment.model_fields)


@pytest.mark.parametrize(
    "line",
    [
        "assignment.due_on = day",
        "one.cycle += 1",
        "a.target_on, b = day, 1",
        "for row.due_on in days: pass",
        "row['waived_at'] = now",
        "setattr(row, 'due_on', day)",
        "setattr(row, name, day)",
        "object.__setattr__(row, 'cycle', 2)",
        "update(table).values(completed_at=now)",
        "update(table).values({'due_on': day})",
        "update(Assignment).values(**some)",
        "text('UPDATE assignment SET role = 1')",
    ],
)
def test_it_sees_every_manner_of_writing(line: str):
    assert [1] == sorted({number for number, _how in _writes(ast.parse(line))})


@pytest.mark.parametrize(
    "line", ["row = {'first_due_on': day}", "dict(waived_at=now)", "Assignment(role=role)"]
)
def test_it_sees_every_manner_of_making(line: str):
    assert [1] == [number for number, _how in _opens(ast.parse(line))]


@pytest.mark.parametrize(
    "line",
    ["due_on = facts.due_on", "asked = Asked(due_on=day)", "shown = {'due_on': day, 'cycle': 2}"],
)
def test_it_leaves_alone_who_only_reads(line: str):
    assert [] == [*_writes(ast.parse(line)), *_opens(ast.parse(line))]


def test_nobody_else_takes_a_decision_back():
    found = {
        name
        for name, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "undone_at"
        and isinstance(node.ctx, ast.Store)
    }

    attendance = "dondoc/conference/desk/keep_scan.py"  # at a conference's desk: no decision
    assert {"dondoc/decisions/take_back.py", attendance} == found
