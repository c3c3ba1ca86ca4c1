"""Whose a ministry's decision is: what the official list says, and nobody where it does not."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.publication.review.takeover_unit import TakeoverUnits
from models import Procedure


def row(code, **said):
    return Procedure(code=code, version=1, name=f"Thủ tục mẫu {code}", **{"units": [], **said})


@pytest.fixture
def units(rulebook):
    registry, on = rulebook.registry, date(2027, 3, 1)
    owing = [unit for unit, _ in registry.responsible(registry.plan.duty("II.3.3.2"), on)]

    def of(*rows, codes=("9.000001",)):
        found = TakeoverUnits(registry, on, owing, {one.code: one for one in rows}).of(codes)
        return [unit.code for unit in found]

    return of


def test_the_list_gives_the_procedure_to_a_unit(units):
    assert ["so-y-te"] == units(row("9.000001", units=["so-y-te", "xa-00691-2025"]))


def test_a_body_that_is_no_more_hands_over_to_who_took_its_place(units):
    assert ["so-tai-chinh"] == units(row("9.000001", units=["so-ke-hoach-dau-tu"]))


def test_else_who_resolves_it_where_that_is_a_body_of_the_duty(units):
    assert ["so-tu-phap"] == units(row("9.000001", agency="Sở Tư pháp"))
    assert [] == units(row("9.000001", agency="UBND cấp xã"))


def test_else_whose_the_other_procedures_of_its_field_are(units):
    new, other = row("9.000001", sector="Hộ tịch"), row("9.000002", sector="hộ tịch")

    assert ["so-tu-phap"] == units(new, other.model_copy(update={"units": ["so-tu-phap"]}))


def test_a_field_of_several_units_is_nobodys(units):
    others = [
        row(code, sector="Hộ tịch", units=[unit])
        for code, unit in (("9.000002", "so-tu-phap"), ("9.000003", "so-noi-vu"))
    ]

    assert [] == units(row("9.000001", sector="Hộ tịch"), *others)


def test_a_decision_of_two_fields_is_of_both_units(units):
    rows = row("9.000001", units=["so-y-te"]), row("9.000002", units=["so-tu-phap"])

    assert ["so-tu-phap", "so-y-te"] == units(*rows, codes=("9.000001", "9.000002"))
