"""Rows of the ledger, keys of notices and messages, and actors are made in one place each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "dondoc" / "ledger"
MADE_HERE = {"Assignment", "Channel", "Message", "Notice", "Round"}
KEYS = {
    "an assignment": {"round_id", "unit_code", "nominal_on"},
    "a notice": {"contact_id", "rung", "not_before"},
    "a message": {"channel", "window", "next_attempt_at"},
    "a round": {"plan", "duty", "opens_on", "opened_at"},
}
"""Keys that together name the row that a dict literal would be."""

KEYED = (
    "ngay|",
    "da-xac-nhan|",
    "xac-nhan|",
    "gui-lai|",
    "hoi-lai|",
    "dang-nhap|",
    "su-co|",
    "thu-kenh|",
    "·c",
)
ACTORS = ("account:", "contact:", "unit:", "flow:", "machine:")
BY = ("recorded_by", "decided_by", "handled_by", "drawn_by", "appointed_by")


def test_rows_keys_and_actors_are_made_and_taken_apart_in_one_place() -> None:
    found = [
        f"{place}: {what}"
        for place, node in _elsewhere()
        for what in (_as_dict(node), _as_call(node), *_words(node))
        if what
    ]

    assert [] == found


@pytest.mark.parametrize(
    "line",
    [
        'insert_new(session, Notice, [{"key": key}])',
        "session.add(Message(key=key))",
        'row = {"contact_id": 1, "rung": "T", "not_before": now}',
    ],
)
def test_a_row_made_elsewhere_is_seen(line: str) -> None:
    nodes = list(ast.walk(ast.parse(line)))

    assert any(_as_dict(node) or _as_call(node) for node in nodes)


def test_an_actor_made_elsewhere_is_seen() -> None:
    lines = 'by = f"account:{account.id}"', 'audit.record(target=f"account:{account.id}")'

    found = [[word for node in _nodes(ast.parse(line)) for word in _words(node)] for line in lines]

    assert [["account:"], []] == found


def _elsewhere() -> Iterator[tuple[str, ast.AST]]:
    """Every node of the programs, but for the room that makes the rows and the migrations."""
    for folder in ("dondoc", "flows", "tasks", "deployments"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if HERE in path.parents:
                continue
            for node in _nodes(ast.parse(path.read_text(encoding="utf-8"))):
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs: no docstring, and no target of the audit, which is written like an actor."""
    waiting = [tree]
    while waiting:
        inside = [one for one in ast.iter_child_nodes(waiting.pop()) if not _passed_by(one)]
        yield from inside
        waiting += inside


def _passed_by(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.keyword):
        return node.arg == "target"
    return isinstance(node, ast.Assign) and "target" in _names(node.targets[0])


def _names(node: ast.expr) -> list[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return [part.id for part in parts if isinstance(part, ast.Name)]


def _as_dict(node: ast.AST) -> str:
    if not isinstance(node, ast.Dict):
        return ""
    names = {one.value for one in node.keys if isinstance(one, ast.Constant)}
    return next((f"{row} as a dict" for row, keys in KEYS.items() if keys <= names), "")


def _as_call(node: ast.AST) -> str:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return ""
    if node.func.id in MADE_HERE and node.keywords:
        return f"{node.func.id}(…)"
    if node.func.id == "insert_new" and MADE_HERE.intersection(*map(_names, node.args[1:2])):
        return "insert_new"
    return ""


def _words(node: ast.AST) -> Iterator[str]:
    """A text that begins like an actor or holds a piece of a key; what takes an actor apart."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if node.value.startswith(ACTORS) or any(key in node.value for key in KEYED):
            yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        told = ast.unparse(node.func.value).rpartition(".")[2]
        if node.func.attr in ("partition", "split") and told in ("by", "actor", *BY):
            yield ast.unparse(node)
