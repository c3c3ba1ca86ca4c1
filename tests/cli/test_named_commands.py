"""Whatever tells a person to run `dondoc …` names a command that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_cli_docs import HELP

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"(?<!from )(?<![\w./-])dondoc ([a-z]+)(?: ([a-z]+))?")
TEXTS = [
    path
    for folder, kinds in (("dondoc", ("*.py", "*.txt", "*.html")), ("docs", ("*.md",)))
    for kind in kinds
    for path in sorted((ROOT / folder).rglob(kind))
]
COMMANDS = {tuple(name.split()[1:]) for name in HELP}
GROUPS = {words[0] for words in COMMANDS if len(words) > 1}
KNOWN = COMMANDS | {(name,) for name in GROUPS}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_text_names_exists(path: Path) -> None:
    named = {
        (first, second) if first in GROUPS and second else (first,)
        for first, second in NAMED.findall(path.read_text(encoding="utf-8"))
    }

    assert set() == named - KNOWN
