"""docs/quan-tri.md shows the table of rights as the program has it.

To renew it: DONDOC_TEST_UPDATE=1 pytest tests/test_access_page.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from dondoc.access import TABLE, AccessRole, AccessRule, Scope

PAGE = Path(__file__).parents[1] / "docs" / "quan-tri.md"
BLOCK = re.compile(r"(?<=<!-- quyền -->\n).*?(?=<!-- hết -->)", re.DOTALL)
OWN = {
    AccessRole.VIEWER: "của cơ quan mình",
    AccessRole.UNIT: "của đơn vị mình",
    AccessRole.OFFICER: "mình theo dõi",
    AccessRole.ADMINISTRATOR: "của cơ quan mình",
}
HEADS = ("việc", *AccessRole, "ở đâu")


def cell(rule: AccessRule, role: AccessRole) -> str:
    scope = rule.scope(role)
    if scope is Scope.OWN:
        return OWN[role]
    return "được" if scope is Scope.ALL else "–"


def row(rule: AccessRule) -> tuple[str, ...]:
    doors = [f"`{page}`" for page in rule.pages]
    doors += [f"`dondoc {command}`" for command in rule.commands]
    doors += [f"Prefect: *{form}*" for form in rule.forms]
    return (rule.words, *(cell(rule, role) for role in AccessRole), ", ".join(doors))


def table() -> str:
    lines = [HEADS, ("---",) * len(HEADS), *(row(rule) for rule in TABLE.values())]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def test_the_page_shows_the_table_of_rights() -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("DONDOC_TEST_UPDATE"):
        page = BLOCK.sub(table(), page)
        PAGE.write_text(page, encoding="utf-8")

    assert [table()] == BLOCK.findall(page)
