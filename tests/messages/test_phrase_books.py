"""The phrase books against the code: no phrase is asked for that no book has, none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.messages.environment import BOOKS, FOLDER, phrases

HOME = Path(__file__).resolve().parents[2]
PROGRAMS = ("dondoc", "flows", "tasks", "deployments")
MACRO = re.compile(r"\{%-? macro (\w+)\(")


def macros(book: str) -> set[str]:
    return set(MACRO.findall((FOLDER / BOOKS[book]).read_text(encoding="utf-8")))


def books_of(function: ast.AST) -> dict[str, str]:
    """Which book a name stands for in a function: `book = phrases("history")`."""
    return {
        target.id: node.value.args[0].value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and called(node.value) == "phrases"
        for target in node.targets
    }


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else ""


def asked_for() -> Iterator[tuple[str, str]]:
    """Book and phrase of every place in the code that asks for one."""
    for path in (one for program in PROGRAMS for one in (HOME / program).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and called(node.value) == "phrases":
                yield node.value.args[0].value, node.attr
            elif isinstance(node, ast.FunctionDef):
                yield from by_name(node, books_of(node))


def by_name(function: ast.AST, books: dict[str, str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        holder = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(node, ast.Attribute) and isinstance(holder, ast.Name) and holder.id in books:
            yield books[holder.id], node.attr


def test_every_phrase_that_is_asked_for_stands_in_its_book():
    asked = set(asked_for())

    assert [] == sorted((book, name) for book, name in asked if name not in macros(book))
    assert len(asked) > 40


def test_every_phrase_is_asked_for():
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.iterdir())
    in_code = {name for _book, name in asked_for()}
    unused = [
        (book, name)
        for book in BOOKS
        for name in sorted(macros(book))
        if name not in in_code and len(re.findall(rf"\b{name}\(", text)) == 1
    ]

    assert [] == unused


@pytest.mark.parametrize("book", BOOKS)
def test_every_book_can_be_read(book):
    assert [] == [name for name in sorted(macros(book)) if not getattr(phrases(book), name)]
