"""A line deleted from one file stops what it concerns; what runs goes on with the rest."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from dondoc.plan.registry import DATA_FOLDER, PlanError, Registry, load_registry

ON = date(2027, 3, 1)


@pytest.fixture
def without(tmp_path: Path):
    """The data files without one entry."""

    def removed(name: str, entries: str, code: str) -> Path:
        folder = tmp_path / "data"
        shutil.copytree(DATA_FOLDER, folder)
        file = folder / name
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
        kept = [one for one in given[entries] if code not in (one.get("code"), one.get("role"))]
        assert len(kept) == len(given[entries]) - 1
        file.write_text(yaml.safe_dump({**given, entries: kept}, allow_unicode=True), "utf-8")
        return folder

    return removed


def test_a_role_deleted_takes_along_only_the_duties_that_it_watches_or_owes(without) -> None:
    folder = without("roles.yaml", "roles", "dai_ptth")

    with pytest.raises(PlanError) as strict:
        load_registry(folder)
    registry = load_registry(folder, sound=True)
    assert strict.value.problems == registry.faults
    lost = {duty.code for duty in load_registry().plan.duties} - _codes(registry)
    assert lost
    assert all(code.startswith("III.1.6") for code in lost)


def test_a_unit_deleted_in_one_file_is_in_no_role_any_more(without) -> None:
    registry = load_registry(without("units.yaml", "units", "so-noi-vu"), sound=True)

    assert registry.faults
    assert "so-noi-vu" not in registry.unit_codes
    assert [] == registry.units_in_role("so_noi_vu", ON)
    assert _codes(load_registry()) == _codes(registry)


def test_a_duty_deleted_leaves_those_that_name_it(without) -> None:
    registry = load_registry(without("plan.yaml", "duties", "III.1.2.a4"), sound=True)

    assert any("III.1.2.a4" == one.given for one in registry.faults)
    assert registry.plan.duty("III.1.1.c").bounded_by is None


def test_files_that_hold_together_have_no_faults() -> None:
    assert () == load_registry(sound=True).faults


def _codes(registry: Registry) -> set[str]:
    return {duty.code for duty in registry.plan.duties}
