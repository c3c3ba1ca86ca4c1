"""The committed prefect.yaml: fresh, complete, and what a stock Prefect reads."""

from __future__ import annotations

import importlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.cli.deploy._models import PrefectYamlModel

from deployments.catalogue import catalogue
from deployments.render_prefect_yaml import check, render_prefect_yaml, rendered_for, write
from deployments.schedule import Range
from dondoc.plan.rulebook import Rulebook

FILE = Path(__file__).resolve().parents[2] / "prefect.yaml"


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def test_it_is_what_the_plan_says(rulebook: Rulebook):
    assert [] == check(rulebook, FILE), "hãy chạy `dondoc render`"


def test_every_duty_has_its_deployment(committed: dict[str, Any], rulebook: Rulebook):
    names = {entry["name"] for entry in committed["deployments"]}

    assert {duty.slug for duty in rulebook.registry.plan.duties if duty.kind == "duty"} <= names


def test_every_entrypoint_is_dotted_and_leads_to_a_flow(committed: dict[str, Any]):
    for entry in committed["deployments"]:
        module, _, name = entry["entrypoint"].rpartition(".")
        assert ":" not in entry["entrypoint"]
        assert isinstance(getattr(importlib.import_module(module), name), Flow)


def test_prefect_reads_every_field_of_it(committed: dict[str, Any]):
    read = PrefectYamlModel.model_validate(committed)

    for entry, given in zip(read.deployments, committed["deployments"], strict=True):
        assert set(given) <= entry.model_fields_set
        assert len(given["schedules"]) == len(entry.schedules or [])


def test_it_says_the_same_as_what_apply_puts_on_a_server(
    committed: dict[str, Any], rulebook: Rulebook
):
    days = Range.around(rendered_for(FILE))
    for entry, wanted in zip(committed["deployments"], catalogue(rulebook, days), strict=True):
        written = {s["slug"]: s.get("rrule", s.get("cron")) for s in entry["schedules"]}
        assert wanted.description == entry["description"]
        assert {t.slug: t.rrule or t.cron for t in wanted.timetables} == written


def test_no_path_of_a_machine_is_in_it_nor_a_place_for_one(committed: dict[str, Any]):
    assert [{"deployments.enter_home.enter_home": {}}] == committed["pull"]


def test_each_date_of_a_duty_stands_there_with_what_happens():
    text = FILE.read_text(encoding="utf-8")

    assert re.search(r"# thứ Ba, 16/03/2027 07:\d\d  Báo cáo quý I/2027 · đến hạn hôm nay\n", text)


def test_its_freshness_does_not_depend_on_the_day(rulebook: Rulebook, tmp_path: Path):
    file = tmp_path / "prefect.yaml"
    written = [write(rulebook, file, date(2026, 1, day)) for day in (5, 25)]

    assert [True, False] == written
    assert date(2026, 1, 1) == rendered_for(file)
    assert [] == check(rulebook, file)


def test_a_date_changed_by_hand_is_found(rulebook: Rulebook, tmp_path: Path):
    file = tmp_path / "prefect.yaml"
    text = render_prefect_yaml(rulebook, date(2026, 11, 1))
    file.write_text(text.replace("20270316T", "20270319T", 1), encoding="utf-8")

    different = "\n".join(check(rulebook, file))
    assert "-          " in different
    assert "20270319T" in different


@pytest.mark.parametrize("text", ["", "name: don-doc\n", "{"])
def test_a_file_that_does_not_say_its_range_is_rendered_anew(
    rulebook: Rulebook, tmp_path: Path, text: str
):
    file = tmp_path / "prefect.yaml"
    file.write_text(text, encoding="utf-8")

    wanted = "prefect.yaml không ghi rendered_for; hãy chạy `dondoc render`."
    assert [wanted] == check(rulebook, file)
    assert ["Không có x.yaml; hãy chạy `dondoc render`."] == check(rulebook, tmp_path / "x.yaml")
