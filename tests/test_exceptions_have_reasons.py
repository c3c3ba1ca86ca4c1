"""What is let pass against a rule of ours says why on its own line: lint, types, broad catches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ("dondoc", "flows", "tasks", "models", "deployments")
_LET_PASS = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\])")
_WHY = re.compile(r"\w{2}")


def test_what_lint_and_types_let_pass_says_why() -> None:
    found = [
        f"{place}:{number}"
        for place, text in _sources()
        for number, line in enumerate(text.splitlines(), 1)
        if _without_reason(line)
    ]

    assert [] == found


def test_a_broad_catch_says_why_unless_it_raises_again() -> None:
    found = [
        f"{place}:{line}"
        for place, text in _sources()
        for line in _swallowing(text)
        if "#" not in text.splitlines()[line - 1]
    ]

    assert [] == found


def test_what_lacks_a_reason_is_seen() -> None:
    bare = ["x = 1  # noqa: S704", "y = 2  # type: ignore[misc]"]
    swallows = "try:\n    act()\nexcept Exception:\n    pass\n"
    raises = "try:\n    act()\nexcept BaseException:\n    undo()\n    raise\n"

    assert [True, True] == [_without_reason(line) for line in bare]
    assert not _without_reason("z = 3  # noqa: S105 - an address")
    assert ([3], []) == (list(_swallowing(swallows)), list(_swallowing(raises)))


def _sources() -> Iterator[tuple[str, str]]:
    for folder in PROGRAMS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "versions" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _without_reason(line: str) -> bool:
    found = _LET_PASS.search(line)
    return found is not None and not _WHY.search(line[found.end() :])


def _swallowing(text: str) -> Iterator[int]:
    """Lines of handlers that catch everything and do not end by raising it again."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ExceptHandler) or not isinstance(node.type, ast.Name):
            continue
        last = node.body[-1]
        again = isinstance(last, ast.Raise) and last.exc is None
        if node.type.id in ("Exception", "BaseException") and not again:
            yield node.lineno
