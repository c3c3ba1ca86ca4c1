from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.calendar.workdays import Workdays, load_workdays
from dondoc.plan.registry import DATA_FOLDER, Registry, load_registry

Edit = Callable[..., Path]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def workdays() -> Workdays:
    return load_workdays()


@pytest.fixture
def two_duties(tmp_path: Path) -> Path:
    """A copy of the data files whose plan, not complete, has the two reports for its duties."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, folder)
    path = folder / "plan.yaml"
    head, *blocks = re.split(r"(?m)^(?=  - code: )", path.read_text(encoding="utf-8"))
    last, bullets = re.split(r"(?m)^(?=bullets:)", blocks.pop())
    kept = [
        one for one in [*blocks, last] if re.match(r"  - code: (III\.1\.1\.c|III\.1\.2\.a4)\n", one)
    ]
    text = "".join([head, *kept, bullets]).replace("complete: true", "complete: false")
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def edited(two_duties: Path) -> Edit:
    """That copy with a passage of one of the files changed, everywhere it stands."""
    folder = two_duties

    def edit(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer has {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return edit
