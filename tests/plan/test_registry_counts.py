from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dondoc.plan.registry import Registry

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MARCH_2021 = date(2021, 3, 1)
MARCH_2026 = date(2026, 3, 2)


def counted(registry: Registry, on: date) -> Counter[str]:
    duty = registry.plan.duty("III.1.1.c")
    return Counter(role for _unit, role in registry.responsible(duty, on))


def test_twenty_bodies_and_seven_districts_report_in_2021(registry: Registry) -> None:
    assert {"so_nganh": 20, "cap_huyen": 7} == counted(registry, MARCH_2021)


def test_the_merged_provinces_bodies_and_124_communes_report_in_2026(registry: Registry) -> None:
    assert {"so_nganh": 15, "cap_xa": 124} == counted(registry, MARCH_2026)


def test_the_last_report_of_2026_is_owed_by_the_same_number(registry: Registry) -> None:
    assert counted(registry, MARCH_2026) == counted(registry, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("on", "districts", "communes"),
    [
        (date(2021, 1, 26), 7, 138),
        (date(2021, 5, 31), 7, 138),
        (date(2021, 6, 1), 7, 138),
        (date(2021, 12, 31), 7, 138),
        (date(2026, 1, 26), 0, 124),
        (date(2027, 12, 31), 0, 124),
    ],
)
def test_it_knows_how_many_districts_and_communes_there_are(
    registry: Registry, on: date, districts: int, communes: int
) -> None:
    assert districts == len(registry.units_in_role("cap_huyen", on))
    assert communes == len(registry.units_in_role("cap_xa", on))


def test_the_communes_of_2021_hang_under_their_districts(registry: Registry) -> None:
    parents = Counter(
        unit.parent(MARCH_2021) for unit in registry.units_in_role("cap_xa", MARCH_2021)
    )

    assert {
        "thanh-pho-tuyen-quang": 15,
        "huyen-lam-binh": 8,
        "huyen-na-hang": 12,
        "huyen-chiem-hoa": 26,
        "huyen-ham-yen": 18,
        "huyen-yen-son": 28,
        "huyen-son-duong": 31,
    } == parents


def test_front_and_five_organisations_are_asked(registry: Registry) -> None:
    for on in (MARCH_2021, MARCH_2026):
        tones = [unit.tone(on) for unit in registry.units_in_role("mttq_ctxh", on)]
        assert ["request"] * 6 == tones


@pytest.mark.skipif(not DATA.exists(), reason="the statistics office's lists are not at hand")
@pytest.mark.parametrize(
    ("file", "on"), [("tuyen-quang-2021.csv", MARCH_2021), ("tuyen-quang-2025.csv", MARCH_2026)]
)
def test_names_and_codes_are_those_of_the_statistics_office(
    registry: Registry, file: str, on: date
) -> None:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        listed = {row["code"]: row["name"] for row in csv.DictReader(lines)}

    ours = {
        unit.official_code: unit.name
        for unit in registry.units
        if unit.group in ("cap_huyen", "cap_xa") and unit.exists(on)
    }

    assert {code: f"UBND {name[0].lower()}{name[1:]}" for code, name in listed.items()} == ours
