"""Every command of the command line, as click knows it, for tests that ask the same of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from dondoc.cli.root_command import PROGRAM, ROOT


@dataclass(frozen=True)
class Known:
    """A command or a group, with the context in which it says its help."""

    context: click.Context

    @property
    def command(self) -> click.Command:
        return self.context.command

    @property
    def line(self) -> str:
        """«dondoc contacts list»"""
        return self.context.command_path

    @property
    def help(self) -> str:
        """What `--help` prints."""
        return f"{self.command.get_help(self.context)}\n"


def everything() -> list[Known]:
    """The whole command line first, then each group before its commands."""
    return list(_below(_context(ROOT, PROGRAM, None)))


def leaves() -> list[Known]:
    """The commands that do something."""
    return [one for one in everything() if not isinstance(one.command, click.Group)]


def _below(context: click.Context) -> Iterator[Known]:
    yield Known(context)
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None, name
            yield from _below(_context(command, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    settings = command.context_settings
    return command.context_class(command, info_name=name, parent=parent, **settings)
