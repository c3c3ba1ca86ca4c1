from __future__ import annotations

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
def edited(tmp_path: Path) -> Edit:
    """A copy of the data files with a passage of one of them changed, everywhere it stands."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, folder)

    def edit(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer has {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return edit
