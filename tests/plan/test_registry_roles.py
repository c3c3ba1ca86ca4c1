from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.plan.registry import Registry
from dondoc.problems import Refused

MARCH_2021 = date(2021, 3, 1)
MARCH_2026 = date(2026, 3, 2)


def test_units_stand_in_official_order(registry: Registry) -> None:
    names = [unit.name for unit in registry.units_in_role("so_nganh", MARCH_2021)]

    assert ["Văn phòng UBND tỉnh", "Sở Nội vụ", "Sở Tư pháp", "Sở Kế hoạch và Đầu tư"] == names[:4]
    assert "Ban Quản lý các khu công nghiệp tỉnh" == names[-1]


def test_a_statistics_code_means_another_unit_on_another_day(registry: Registry) -> None:
    before, after = (registry.by_official_code("02215", on) for on in (MARCH_2021, MARCH_2026))

    assert before is not None
    assert after is not None
    assert ("UBND phường Ỷ La", "UBND phường Minh Xuân") == (before.name, after.name)
    assert registry.by_official_code("99999", MARCH_2021) is None


def test_the_unit_that_consolidates_owes_its_own_slot_to_itself(registry: Registry) -> None:
    duty = registry.plan.duty("bao-cao-dinh-ky")
    own = [
        unit.code
        for unit, _role in registry.responsible(duty, MARCH_2021)
        if registry.is_own_slot(duty, unit, MARCH_2021)
    ]

    assert ["so-noi-vu"] == own


def test_the_consolidated_report_is_owed_to_the_office(registry: Registry) -> None:
    duty = registry.plan.duty("bao-cao-tong-hop")
    ((unit, role),) = registry.responsible(duty, MARCH_2026)

    assert ("so-noi-vu", "so_noi_vu") == (unit.code, role)
    assert "van-phong-ubnd" == registry.monitoring_unit(duty, MARCH_2026).code
    assert not registry.is_own_slot(duty, unit, MARCH_2026)


def test_a_commune_owes_the_report_only_once_the_districts_are_gone(registry: Registry) -> None:
    duty = registry.plan.duty("III.1.1.c")
    then, now = (registry.by_official_code("02215", on) for on in (MARCH_2021, MARCH_2026))

    assert then is not None
    assert now is not None
    assert registry.role_of(duty, then, MARCH_2021) is None
    assert "cap_xa" == registry.role_of(duty, now, MARCH_2026)


def test_two_communes_changed_district_on_the_first_of_june_2021(registry: Registry) -> None:
    moved = registry.unit("xa-02299-2021")

    above = [registry.superior(moved, on) for on in (date(2021, 5, 31), date(2021, 6, 1))]

    assert ["huyen-chiem-hoa", "huyen-lam-binh"] == [unit.code for unit in above if unit]


def test_two_communes_became_townships_that_day(registry: Registry) -> None:
    names = [
        unit.name
        for code in ("02266", "02473")
        for on in (date(2021, 5, 31), date(2021, 6, 1))
        if (unit := registry.by_official_code(code, on))
    ]

    assert [
        "UBND xã Lăng Can",
        "UBND thị trấn Lăng Can",
        "UBND xã Thắng Quân",
        "UBND thị trấn Yên Sơn",
    ] == names


def test_the_province_is_above_all_and_nobody_is_above_it(registry: Registry) -> None:
    province = registry.unit("ubnd-tinh")

    assert province == registry.superior(registry.unit("so-tai-chinh"), MARCH_2026)
    assert registry.superior(province, MARCH_2026) is None


def test_the_station_is_ordered_in_2021_and_the_partys_press_asked(registry: Registry) -> None:
    tones = {
        (role, on.year): unit.tone(on)
        for role in ("dai_ptth", "bao")
        for on in (MARCH_2021, MARCH_2026)
        for unit in registry.units_in_role(role, on)
    }

    assert {
        ("dai_ptth", 2021): "order",
        ("bao", 2021): "request",
        ("dai_ptth", 2026): "request",
        ("bao", 2026): "request",
    } == tones


def test_an_abolished_body_names_a_successor_that_then_exists(registry: Registry) -> None:
    bodies = [unit for unit in registry.units if unit.group == "so_ban_nganh" and unit.to_on]

    for body in bodies:
        assert body.to_on is not None
        assert body.successor is not None
        assert registry.unit(body.successor).exists(body.to_on + timedelta(days=1))


def test_a_demonstration_takes_the_plan_to_apply_to_any_year(registry: Registry) -> None:
    demo = registry.for_demo()

    applied = demo.plan.application(2031)

    assert applied is not None
    assert (date(2031, 1, 26), False) == (applied.issued_on, applied.confirmed)
    assert "chạy thử" in applied.note
    assert registry.plan.application(2021) == demo.plan.application(2021)
    assert registry.plan.application(2031) is None
    assert registry.units == demo.units


def test_an_unknown_duty_or_unit_is_refused_with_the_names_there_are(registry: Registry) -> None:
    with pytest.raises(Refused, match=r"III\.1\.1\.c \(bao-cao-dinh-ky\)"):
        registry.plan.duty("bao-cao-tuan")
    with pytest.raises(Refused, match=r"units\.yaml"):
        registry.unit("so-tai-chin")
