"""No clause, duty, unit or role of the shipped plan, nor its number or place, stands in code.

Another province's plan runs by the same program: what a feature is bound to is found through the
plan's data (`flow`, `conference`, `scoring`, `consolidates`), decision 0087.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from dondoc.plan.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("dondoc", "flows", "tasks", "deployments", "models")
TEMPLATES = ("dondoc/messages/templates", "dondoc/portal/templates")

ALLOWED = {
    # The demonstration is of the shipped plan: `make run` shows that plan's year.
    "dondoc/simulation/demo_characters.py",
    "dondoc/simulation/demo_procedures.py",
    "deployments/stack.py",
    # What was true of ledgers of that day; a step of the past is not rewritten.
    "models/migrations/versions/0024_add_consolidated.py",
    # Kinds of bodies of every province, by which a registry is grouped; no roles of one plan.
    "dondoc/plan/bodies.py",
    "dondoc/plan/find_units.py",
    "dondoc/plan/example_number.py",
    "dondoc/portal/board/groups.py",
    "dondoc/publication/official/levels.py",
    # A heading of every paper (NĐ 30/2020), which the plan's list of recipients is called too.
    "dondoc/documents/paper/paper_styles.py",
    # Names that Prefect and files are given, no duties: a schedule of ours, an artifact.
    "deployments/catalogue.py",
    "tasks/scan_sources.py",
}
EXAMPLES = {
    # «như …»: what a reader is shown as an example of how to write; addresses end in .example.
    "dondoc/activities/entry.py",
    "dondoc/cli/papers_command.py",
    "dondoc/cli/shared_options.py",
    "dondoc/contacts/account_columns.py",
    "dondoc/contacts/contact_columns.py",
    "dondoc/delivery/contact_requests/contact_wish_form.py",
    "dondoc/delivery/operating/correct_address.py",
    "dondoc/operations/doctor/symptom_kinds.py",
    "dondoc/forms/official_request.py",
    "dondoc/plan/find_unit.py",
    "dondoc/portal/sign_in/new_link_pages.py",
    "dondoc/portal/sign_in/sign_in_pages.py",
    "dondoc/portal/templates/admin/account_parts.html",
    "dondoc/portal/templates/board/demand.html",
    "dondoc/publication/official/source_columns.py",
    "dondoc/settings.py",
    "flows/record_submission.py",
}
CLAUSE = re.compile(r"\b(?:II|III|IV)\.\d")
PLACES = ("Tuyên Quang", "Sở Nội vụ", "15/KH-UBND", "-CCHC", "581/BNV")


def _names(rulebook: Rulebook) -> set[str]:
    registry = rulebook.registry
    duties = [name for one in registry.plan.duties for name in (one.code, one.slug, one.bullet)]
    return {
        *duties,
        *(unit.code for unit in registry.units),
        *(role.role for role in registry.roles),
    }


def _literals(path: Path) -> Iterator[str]:
    """Every string of a module that is no docstring, the constant parts of f-strings too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def _of_the_plan(text: str, names: set[str]) -> bool:
    return text in names or bool(CLAUSE.search(text)) or any(one in text for one in PLACES)


def test_no_name_of_the_shipped_plan_stands_in_code(rulebook: Rulebook):
    names = _names(rulebook)
    found = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if any(_of_the_plan(text, names) for text in _literals(path))
    }

    assert set() == found - ALLOWED - EXAMPLES


def test_no_name_of_the_shipped_plan_stands_in_a_template():
    comment = re.compile(r"\{#.*?#\}", re.DOTALL)
    found = {
        str(path.relative_to(ROOT))
        for room in TEMPLATES
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".txt", ".md", ".html")
        for text in [comment.sub("", path.read_text(encoding="utf-8"))]
        if CLAUSE.search(text) or any(one in text for one in PLACES)
    }

    assert set() == found - EXAMPLES
