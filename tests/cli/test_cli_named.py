"""Every command and setting that a guide, a page or a message names is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dondoc.settings import FILE_VARIABLE, Settings
from tests.support.command_tree import everything

HOME = Path(__file__).parents[2]
READ = [HOME / "README.md", HOME / "CHANGELOG.md", *(HOME / "docs").glob("*.md")] + [
    file
    for folder in ("dondoc", "flows", "tasks", "deployments")
    for file in sorted((HOME / folder).rglob("*"))
    if file.suffix in {".py", ".html", ".txt", ".yaml"}
]
COMMAND = re.compile(r"(?<![\w./-])dondoc ((?!import\b)[a-z]+)(?: ([a-z]+))?")
SETTING = re.compile(r"\bDONDOC_[A-Z_]*[A-Z]\b")
SETTINGS = {f"DONDOC_{name.upper()}" for name in Settings.model_fields} | {
    FILE_VARIABLE,
    "DONDOC_HOME",  # of the worker process
    "DONDOC_TEST_UPDATE",
}


COMMANDS = {
    one.context.info_name: set(one.command.commands)
    if isinstance(one.command, click.Group)
    else set()
    for one in everything()
    if one.line.count(" ") == 1
}
"""Each command with the commands under it."""


def unknown(text: str) -> list[str]:
    """The commands named in a text that are not there."""
    return [found[0] for found in COMMAND.finditer(text) if not known(*found.groups())]


def known(name: str, under: str | None) -> bool:
    """A word behind a command that has none under it is an argument, or prose."""
    return name in COMMANDS and (not under or not COMMANDS[name] or under in COMMANDS[name])


@pytest.mark.parametrize("file", READ, ids=lambda file: str(file.relative_to(HOME)))
def test_every_command_and_setting_named_exists(file):
    text = file.read_text(encoding="utf-8")

    assert [] == unknown(text)
    assert set() == set(SETTING.findall(text)) - SETTINGS


@pytest.mark.parametrize("text", ["`dondoc chanel`", "dondoc delivery resume email"])
def test_a_command_that_is_not_there_is_found(text):
    assert unknown(text)
