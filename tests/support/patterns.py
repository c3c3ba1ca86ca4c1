"""Every regular expression of the program, found in its syntax trees, with the letters it fears."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
PLACES = ("dondoc", "flows", "tasks")
_ANCHORED = frozenset({"match", "fullmatch"})
_USES = frozenset({"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"})


@dataclass(frozen=True)
class FoundPattern:
    """Where it stands, and how it is asked: only at a beginning, or from every letter on."""

    where: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]

    def ask(self, text: str) -> None:
        given = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        for way in sorted({"fullmatch", "match", "search"} & self.ways) or ["search"]:
            if way == "search":
                for _found in self.pattern.finditer(given):
                    pass
            else:
                getattr(self.pattern, way)(given)

    def fears(self, size: int) -> Iterator[str]:
        """Texts of that size: runs of each letter that it speaks of, behind its own words or not,
        ended by a sign that it cannot take."""
        source = self.pattern.pattern
        text = source.decode() if isinstance(source, bytes) else source
        spoken = sorted(set(_spoken(_parser.parse(text, self.pattern.flags))))
        runs = sorted({*spoken[:8], *spoken[-4:], *" a1", "a ", "1/"})
        words = ["", *sorted(set(re.findall(r"[^\W_]{2,}|[<(=]", text)), key=len)[-1:]]
        for run in runs:
            for word in words:
                yield f"{word}{run * (size // len(run))}\x01"


def patterns() -> Iterator[FoundPattern]:
    """All of them. What is built where it is used and cannot be read off the tree is an error."""
    for path in sorted(one for place in PLACES for one in (ROOT / place).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Import) and node.names[0].name == "re" for node in tree.body):
            yield from _of_module(path, tree)


def _of_module(path: Path, tree: ast.Module) -> Iterator[FoundPattern]:
    where = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    module = importlib.import_module(where)
    named = {name: one for name, one in vars(module).items() if isinstance(one, re.Pattern)}
    uses: dict[str, set[str]] = {name: set() for name in named}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        on, way = node.func.value, node.func.attr
        if isinstance(on, ast.Name) and on.id in uses and way in _USES:
            uses[on.id].add(way if way in _ANCHORED else "search")
        elif isinstance(on, ast.Name) and on.id == "re" and way in _USES:
            yield FoundPattern(
                f"{where}:{node.lineno}",
                re.compile(_text(path, node)),
                frozenset({way if way in _ANCHORED else "search"}),
            )
    for name, pattern in named.items():
        yield FoundPattern(f"{where}.{name}", pattern, frozenset(uses[name] or {"search"}))


def _text(path: Path, node: ast.Call) -> str | bytes:
    given = node.args[0]
    if isinstance(given, ast.Constant):
        return given.value  # type: ignore[return-value]
    assert isinstance(given, ast.JoinedStr), f"{path}:{node.lineno}: a pattern nobody can read off"
    return "".join(str(part.value) for part in given.values if isinstance(part, ast.Constant))


def _spoken(parsed: Any) -> Iterator[str]:
    """The letters of the pattern: each literal, and one of each class."""
    classes = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a"}
    for kind, given in parsed:
        name = str(kind)
        if name == "LITERAL":
            yield chr(given)
        elif name in ("RANGE",):
            yield chr(given[0])
        elif name == "CATEGORY":
            yield classes.get(str(given), "x")
        elif name in ("IN",):
            yield from _spoken(given)
        elif name in ("NOT_LITERAL", "ANY"):
            yield "x"
        elif name == "BRANCH":
            for one in given[1]:
                yield from _spoken(one)
        elif isinstance(given, tuple):
            yield from _spoken_in(given)


def _spoken_in(given: tuple[Any, ...]) -> Iterator[str]:
    for one in given:
        if isinstance(one, _parser.SubPattern):
            yield from _spoken(one)
