"""requirements.lock: exact, hashed, and silent about where anything was fetched."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
LOCK = (HOME / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", LOCK, flags=re.MULTILINE))


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in PINS[name].split(".")[:2])


def test_every_pin_has_hashes():
    assert PINS
    for entry in re.split(r"\n(?=[a-z0-9])", LOCK.strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_it_names_no_index_and_no_folder():
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", LOCK)


def test_it_holds_what_prefect_can_live_with():
    assert (0, 151) > _version("fastapi")
    assert (2, 1) > _version("sqlalchemy")
    assert (3, 8) == _version("prefect")


def test_it_covers_every_dependency_of_the_project():
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    wanted += [d for extra in project["project"]["optional-dependencies"].values() for d in extra]
    names = {re.split(r"[\[<>=~; ]", text)[0].lower().replace("_", "-") for text in wanted}
    assert set() == names - set(PINS)
