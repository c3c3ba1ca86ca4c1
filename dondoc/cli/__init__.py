"""The command line: the outermost ring, which reads the clock and commits.

A command and its options stand beside its function in `NAME_command.py`. These files load nothing
heavy when they are imported: help and completion read them all. What a command needs it loads when
it runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from dondoc.cli.click_words import refusal
from dondoc.cli.root_command import COMPLETING, PROGRAM, ROOT
from dondoc.problems import Refused

REFUSED = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 for findings, 2 for what was refused."""
    os.umask(0o077)  # ledger, key, mail and files are nobody else's
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away («| head»); nothing more can be said, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(argv: list[str]) -> int:
    if instruction := os.environ.get(COMPLETING):
        from click.shell_completion import shell_complete

        return shell_complete(ROOT, {}, PROGRAM, COMPLETING, instruction)
    try:
        with ROOT.make_context(PROGRAM, argv or ["--help"]) as context:
            code: int = ROOT.invoke(context)
    except click.exceptions.Exit as done:  # --help and --version have said all there is
        return done.exit_code
    except click.UsageError as error:
        raise refusal(error) from None
    return code
