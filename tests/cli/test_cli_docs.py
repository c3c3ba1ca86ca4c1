"""docs/cli.md shows every command with the help that it prints.

To renew its blocks: DONDOC_TEST_UPDATE=1 pytest tests/cli
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.support.command_tree import leaves

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"<!-- (dondoc [^>]*?) -->\n(?:.*?\n)??<!-- hết -->", re.DOTALL)


HELP = {one.line: one.help for one in leaves()}


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
