"""What CONTRIBUTING.md and the guide for the plan's editors say is so in the tree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from dondoc.calendar.days_off_file import DaysOffDecision
from dondoc.plan.registry import DATA_FOLDER, EARLIER
from dondoc.plan.rulebook import Rulebook
from tests.support.project_copy import CONTRIBUTING, ROOT

TEXT = CONTRIBUTING.read_text(encoding="utf-8")
EDITORS = ROOT / "docs" / "sua-ke-hoach.md"
FOLDERS = ("dondoc/", "models/", "flows/", "tasks/", "deployments/", "tests/", "docs/")


def test_the_table_has_every_room_from_the_ground_up():
    rows = re.findall(r"^\| (`[^|]+`) \|", TEXT, re.MULTILINE)
    listed = [name.strip("/") for row in rows for name in re.findall(r"`([\w/]+)`", row)]
    contracts = tomllib.loads(_read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (rooms,) = (contract["layers"] for contract in contracts if contract["id"] == "rooms")

    assert [*reversed(rooms)] == [*listed, "__main__"]


def test_every_place_named_is_there():
    named = [name for name in re.findall(r"`([\w./-]+)`", TEXT) if name.startswith(FOLDERS)]

    assert len(named) > 20
    assert [] == [name for name in named if not (ROOT / name).exists()]


def test_every_recipe_is_done_by_a_test():
    recipes = set(re.findall(r"^### (.+)$", TEXT, re.MULTILINE))
    files = Path(__file__).parent.glob("test_*_recipe.py")
    done = {
        name for file in files for name in re.findall(r'places_named\(\s*"([^"]+)"', _read(file))
    }

    assert recipes == done


def test_it_is_short():
    assert len(TEXT.splitlines()) <= 130


def test_the_readme_leads_to_both():
    readme = _read(ROOT / "README.md")

    assert [True, True] == [
        f"]({path})" in readme for path in ("CONTRIBUTING.md", "docs/sua-ke-hoach.md")
    ]


def test_the_files_that_editors_find_are_those_of_the_plan():
    listed = re.findall(r"^\| `(\w+\.yaml)` \|", _read(EDITORS), re.MULTILINE)

    assert sorted(path.name for path in DATA_FOLDER.glob("*.yaml")) == sorted(listed)
    assert EARLIER in re.findall(r"ke-hoach-2028/(\w+)", _read(EDITORS))


def test_an_entry_of_the_calendar_has_the_columns_that_editors_are_told():
    (said,) = re.findall(r"Một mục trong `calendar.yaml`: (.*?)\.", _read(EDITORS))
    told = re.findall(r"`(\w+)`", said)

    needed = {name for name, field in DaysOffDecision.model_fields.items() if field.is_required()}
    assert (set(), True) == (needed - set(told), set(told) <= set(DaysOffDecision.model_fields))


def test_the_rule_that_editors_are_shown_is_one_of_the_plan(rulebook: Rulebook):
    (shown,) = re.findall(r"ví dụ `([^`]+)`", _read(EDITORS))

    assert shown in {str(duty.due) for duty in rulebook.registry.plan.duties}


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
