"""The command line: the outermost ring, which reads the clock and commits.

`menu` names the commands and their options and loads nothing heavy; what a command does is in the
module of its group, loaded when it runs.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from dondoc.cli.menu import build_parser
from dondoc.problems import Refused

REFUSED = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 for findings, 2 for what was refused."""
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
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


def _run(argv: Sequence[str]) -> int:
    parser = build_parser()
    if not argv:
        parser.print_help()
        return 0
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as done:  # --help and --version have said all there is
        return int(done.code or 0)
    module, _, name = arguments.run.partition(":")
    code: int = getattr(importlib.import_module(module), name)(arguments)
    return code
