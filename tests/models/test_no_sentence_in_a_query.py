"""No query compares a sentence: state is an enumeration or a row (DESIGN §5 rule 10)."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPARES = {
    "in_", "not_in", "like", "ilike", "not_like", "startswith", "endswith", "contains", "is_"
}  # fmt: skip


def test_no_query_compares_a_vietnamese_sentence() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for folder in ("dondoc", "flows", "tasks", "models", "deployments")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
        for line, words in _compared(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert [] == found


@pytest.mark.parametrize(
    "line",
    [
        'query.where(col(Notice.cancelled_why) == "Đã hẹn lại.")',
        'col(Message.why).startswith("Chờ vì hạn mức")',
        'select(Audit).where(col(Audit.act).in_(["rút thăm kiểm tra"]))',
        '_WHY = "Đã hẹn lại."\nquery.where(col(Notice.cancelled_why) == _WHY)',
        '_ACTS = ("mở đợt", "nộp")\nquery.where(Audit.act.in_(_ACTS))',
    ],
)
def test_a_sentence_that_is_compared_is_seen(line: str) -> None:
    assert 1 == len(list(_compared(ast.parse(line))))


def test_a_word_of_ours_is_none() -> None:
    line = 'query.where(col(Message.window) == "ngay", col(Round.period).startswith(f"{year}-E"))'

    assert [] == list(_compared(ast.parse(line)))


def _compared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each Vietnamese text that stands, itself or by its module's name for it, beside a column."""
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        for operand in _operands(node):
            meant = named.get(operand.id, operand) if isinstance(operand, ast.Name) else operand
            yield from ((operand.lineno, words) for words in _vietnamese(meant)[:1])


def _operands(node: ast.AST) -> list[ast.expr]:
    """What a column is compared with; nothing where no column stands."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        others = [side for side in sides if not _is_column(side)]
        return others if len(others) < len(sides) else []
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in COMPARES and _is_column(called.value):
        assert isinstance(node, ast.Call)
        return node.args
    return []


def _is_column(node: ast.expr) -> bool:
    """`col(Table.column)`, `Table.column`, or a function of one."""
    if isinstance(node, ast.Call):
        own = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        return any(map(_is_column, [*node.args, *own]))
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    return node.value.id[:1].isupper() and not node.attr.isupper()


def _vietnamese(node: ast.expr) -> list[str]:
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return [one for one in texts if isinstance(one, str) and _is_vietnamese(one)]


def _is_vietnamese(text: str) -> bool:
    """Has it a letter that ASCII has not?"""
    return any(unicodedata.category(letter)[0] == "L" and not letter.isascii() for letter in text)
