"""docs/cli.md shows every command with the help that it prints.

To renew its blocks: DONDOC_TEST_UPDATE=1 pytest tests/cli
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from pathlib import Path

from dondoc.cli.menu import build_parser

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"<!-- (dondoc [^>]*?) -->\n(?:.*?\n)??<!-- hết -->", re.DOTALL)


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    if parser.get_default("run"):
        yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from leaves(child)


HELP = {parser.prog: parser.format_help() for parser in leaves(build_parser())}


def fresh(page: str) -> str:
    return BLOCK.sub(lambda found: block(found[1]), page)


def block(command: str) -> str:
    return f"<!-- {command} -->\n```text\n{HELP[command]}```\n<!-- hết -->"


def test_every_command_is_documented_once():
    assert sorted(HELP) == sorted(found[1] for found in BLOCK.finditer(PAGE.read_text("utf-8")))


def test_the_help_in_the_page_is_what_the_program_prints():
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("DONDOC_TEST_UPDATE"):
        page = fresh(page)
        PAGE.write_text(page, encoding="utf-8")

    assert fresh(page) == page


def test_the_columns_of_both_files_are_explained():
    from dondoc.contacts import account_columns, contact_columns

    page = PAGE.read_text(encoding="utf-8")

    columns = [*contact_columns.COLUMNS, *account_columns.COLUMNS]
    assert [] == [one.title for one in columns if f"`{one.title}` (`{one.name}`" not in page]
