"""Every command and setting that a guide, a page or a message names is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dondoc.settings import FILE_VARIABLE, Settings
from tests.support.command_tree import everything

HOME = Path(__file__).parents[2]
FOLDERS = ("docs", "dondoc", "flows", "tasks", "deployments")
KINDS = {".py", ".html", ".txt", ".yaml", ".md"}
COMMAND = re.compile(r"(?<!from )(?<![\w./-])dondoc ([a-z]+)(?: ([a-z]+(?:-[a-z]+)*))?")
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


def texts() -> dict[str, str]:
    """Everything that may tell a person what to type, by its place in the tree."""
    below = [file for folder in FOLDERS for file in sorted((HOME / folder).rglob("*"))]
    read = [HOME / "README.md", HOME / "CHANGELOG.md"]
    read += [file for file in below if file.suffix in KINDS]
    return {str(file.relative_to(HOME)): file.read_text(encoding="utf-8") for file in read}


def unknown(text: str) -> list[str]:
    """The commands named in a text that are not there."""
    return [found[0] for found in COMMAND.finditer(text) if not known(*found.groups())]


def known(name: str, under: str | None) -> bool:
    """A word behind a command that has none under it is an argument, or prose."""
    return name in COMMANDS and (not under or not COMMANDS[name] or under in COMMANDS[name])


def test_every_command_named_exists():
    read = texts()

    assert [] == [(place, found) for place, text in read.items() for found in unknown(text)]
    assert len([place for place, text in read.items() if COMMAND.search(text)]) > 50


def test_every_setting_named_exists():
    read = texts()

    named = {(place, name) for place, text in read.items() for name in SETTING.findall(text)}
    assert [] == sorted(pair for pair in named if pair[1] not in SETTINGS)
    assert len({name for _, name in named}) > 20


@pytest.mark.parametrize(
    "text", ["`dondoc chanel`", "dondoc delivery resume email", "dondoc import plan"]
)
def test_a_command_that_is_not_there_is_found(text):
    assert unknown(text)
