"""Who owes the duties that the plan lays on bodies and districts, in 2021 and afterwards."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dondoc.plan.registry import Registry

MARCH_2021, DECEMBER_2026 = date(2021, 3, 1), date(2026, 12, 1)


def owing(registry: Registry, code: str, on: date) -> dict[str, int]:
    return Counter(role for _unit, role in registry.responsible(registry.plan.duty(code), on))


@pytest.mark.parametrize("code", ["III.1.2.c3", "III.2.b1", "III.2.b2", "III.2.b3", "II.3.3"])
def test_scoring_budget_and_review_are_laid_on_no_commune(registry: Registry, code: str) -> None:
    """The table of duties says «20 + 7» of them; nothing lays them on a commune since."""
    assert {"so_nganh": 20, "cap_huyen": 7} == owing(registry, code, MARCH_2021)
    assert {"so_nganh": 15} == owing(registry, code, DECEMBER_2026)


@pytest.mark.parametrize("code", ["III.1.1.a1", "III.1.1.c", "III.1.2.a3.3"])
def test_communes_stand_where_districts_stood(registry: Registry, code: str) -> None:
    assert {"so_nganh": 20, "cap_huyen": 7} == owing(registry, code, MARCH_2021)
    assert {"so_nganh": 15, "cap_xa": 124} == owing(registry, code, DECEMBER_2026)


@pytest.mark.parametrize("code", ["II.3.5", "III.1.3.b4.2"])
def test_communes_post_procedures_in_2021_too(registry: Registry, code: str) -> None:
    everybody = {"so_nganh": 20, "cap_huyen": 7, "cap_xa": 138}
    assert everybody == owing(registry, code, MARCH_2021)
