"""What a command is made of: declared beside its function, its help and refusals in Vietnamese.

`@command` and `@option` are click's, with our manner: one width of help on every terminal, every
missing option named at once, options of which one excludes the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from dondoc.cli import click_words as words
from dondoc.cli.option_values import TEXT

WIDTH = 96
"""Columns of the help text: fixed, so that docs/cli.md shows what a terminal shows."""

SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": WIDTH}

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class OneOf:
    """Options that exclude each other; `title` heads them in the help where they have a place."""

    title: str = ""
    required: bool = False


class Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, words.USAGE)

    def write_heading(self, heading: str) -> None:
        super().write_heading(words.HEADINGS.get(heading, heading))


class CommandContext(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option, perhaps one of several that exclude each other."""

    def __init__(self, *given: Any, one_of: OneOf | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.one_of = one_of

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Nothing: what is required stands in the first line, a default in the option's words."""
        return {}


class _InOurWords(click.Command):
    """What command and group have in common."""

    context_class = CommandContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser leaves some without their command
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = words.HELP
        return found


class Command(_InOurWords):
    """A command; what is wrong with its line is raised as `click.UsageError`."""

    def __init__(self, *given: Any, usage: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.usage = usage

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = list(args)
        ctx.allow_extra_args = True  # said in our words, below
        try:
            rest = super().parse_args(ctx, args)
        except click.MissingParameter:
            raise click.UsageError(words.missing(self._missing(ctx, given)), ctx) from None
        if not ctx.resilient_parsing:
            if rest:
                raise click.UsageError(words.not_understood(rest), ctx)
            for choice, options in self._choices().items():
                _refuse_unless_one(choice, options, ctx)
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What must be written stands in the line; the rest is below."""
        if self.usage:
            return [self.usage]
        must = [one for one in self.params if isinstance(one, click.Option) and one.required]
        pieces = [f"{words.name_of(one)} {one.make_metavar(ctx)}" for one in must]
        free = len(must) < sum(isinstance(one, click.Option) for one in self.params)
        arguments = [
            one.make_metavar(ctx) for one in self.params if isinstance(one, click.Argument)
        ]
        return [*pieces, *([words.OPTIONS] if free else []), *arguments]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        apart = {one.title: options for one, options in self._choices().items() if one.title}
        named = [option for options in apart.values() for option in options]
        common = [one for one in self.get_params(ctx) if one not in named]
        sections: dict[str, Sequence[click.Parameter]] = {"Options": common, **apart}
        for title, options in sections.items():
            shown = (one for one in options if isinstance(one, click.Option))
            with formatter.section(title):
                formatter.write_dl([row for one in shown if (row := one.get_help_record(ctx))])

    def _choices(self) -> dict[OneOf, list[click.Option]]:
        found: dict[OneOf, list[click.Option]] = {}
        for one in self.params:
            if isinstance(one, Option) and one.one_of:
                found.setdefault(one.one_of, []).append(one)
        return found

    def _missing(self, ctx: click.Context, args: list[str]) -> Iterator[str]:
        """Every option and argument that the line lacks, not only the first."""
        trial = type(ctx)(self, parent=ctx.parent, resilient_parsing=True)
        super().parse_args(trial, args)
        for one in self.params:
            if one.required and trial.params.get(one.name) is None:
                yield words.name_of(one)


class CommandGroup(_InOurWords, click.Group):
    """A command that only has commands below it."""

    command_class = Command

    def __init__(self, name: str, **more: Any) -> None:
        super().__init__(name, subcommand_metavar=words.COMMAND, options_metavar=None, **more)
        self.no_args_is_help = False

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if set(args) <= {"--"} and not ctx.resilient_parsing:
            raise click.UsageError(words.missing([words.COMMAND]), ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are declared."""
        return list(self.commands)


def group(name: str, said: str) -> CommandGroup:
    """A group; `said` is its help in one line."""
    return CommandGroup(name, help=_sentence(said), short_help=said)


def command(
    name: str, said: str, more: str = "", *, under: CommandGroup | None = None, usage: str = ""
) -> Callable[[Callable[..., int]], Command]:
    """A command that returns its exit code; `said` is its help in one line, `more` what follows."""

    def made(function: Callable[..., int]) -> Command:
        about = f"{_sentence(said)}{f' {more}' if more else ''}"
        declared = click.command(name, cls=Command, help=about, short_help=said, usage=usage)
        one = declared(function)
        if under is not None:
            under.add_command(one)
        return one

    return made


def option(*names: str, said: str, **more: Any) -> Callable[[F], F]:
    """An option that is followed by a value: text, unless `type` says more."""
    return click.option(*names, cls=Option, help=said, **{"type": TEXT, **more})


def flag(*names: str, said: str, **more: Any) -> Callable[[F], F]:
    """An option that stands alone."""
    return click.option(*names, cls=Option, help=said, is_flag=True, **more)


def argument(name: str, metavar: str, said: str, **more: Any) -> Callable[[F], F]:
    """A value known by its place."""
    return click.argument(name, metavar=metavar, help=said, **{"type": TEXT, **more})


def _refuse_unless_one(choice: OneOf, options: list[click.Option], ctx: click.Context) -> None:
    written = [
        words.name_of(one)
        for one in options
        if ctx.get_parameter_source(one.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if len(written) > 1:
        raise click.UsageError(words.not_together(written[1], written[0]), ctx)
    if choice.required and not written:
        raise click.UsageError(words.one_of(words.name_of(one) for one in options), ctx)


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
