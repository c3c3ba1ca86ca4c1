"""Every `dondoc …` that a guide names is a command of the program, with options that it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command_tree import leaves

ROOT = Path(__file__).resolve().parents[1]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
HELP = {tuple(one.line.split()[1:]): one.help for one in leaves()}
GROUPS = {words[:length] for words in HELP for length in range(1, len(words))}
SPAN = re.compile(r"`([^`\n]*)`")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"(?<![\w/.-])dondoc +(?![A-Z])([^|;&>#»,()…\n]*)")
"""Not SQL, whose words are in capitals: a database of ours has the program's name."""
GENERAL = {"--help", "--version", "--now"}


def _calls(text: str) -> list[list[str]]:
    fences = [block for kind, block in FENCE.findall(text) if kind != "text"]
    spans = SPAN.findall(FENCE.sub("", text))
    return [call.split() for piece in [*fences, *spans] for call in CALL.findall(piece) if call]


def _amiss(words: list[str]) -> str:
    plain = []
    for word in words:
        if word.startswith("-"):
            break
        plain.append(word)
    known = [one for one in HELP if tuple(plain[: len(one)]) == one]
    if not known:
        return "" if not plain or tuple(plain) in GROUPS else "no such command"
    text = HELP[max(known, key=len)]
    options = {word.partition("=")[0] for word in words if re.fullmatch(r"--[a-z][a-z-]*.*", word)}
    missing = sorted(one for one in options - GENERAL if not re.search(rf"{one}\b", text))
    return f"no option {', '.join(missing)}" if missing else ""


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_the_guides_name_commands_that_exist(guide: Path):
    calls = _calls(guide.read_text(encoding="utf-8"))

    assert [] == [(" ".join(words), why) for words in calls if (why := _amiss(words))]


def test_it_would_see_what_is_wrong():
    assert "no such command" == _amiss(["contacts", "imprt", "danh-ba.csv"])
    assert "no option --aply" == _amiss(["contacts", "import", "danh-ba.csv", "--aply"])
