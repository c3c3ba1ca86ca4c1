"""On every day on which the plan applies, somebody is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dondoc.plan.lint import lint_roles
from dondoc.plan.registry import Registry, load_registry

Edit = Callable[..., Path]


def sentences(folder: Path) -> list[str]:
    return [one.sentence() for one in lint_roles.findings(load_registry(folder))]


def test_the_shipped_roles_and_units_hold(registry: Registry) -> None:
    assert [] == [one.sentence() for one in lint_roles.findings(registry)]


def test_a_role_without_a_unit_on_a_day_is_named_with_the_day(edited: Edit) -> None:
    gap = "{group: so_ban_nganh, from: 2026-04-01, confirmed"
    folder = edited("roles.yaml", "{group: so_ban_nganh, from: 2025-07-01, confirmed", gap)

    (one,) = sentences(folder)

    assert one == (
        "roles.yaml, roles (so_nganh), units: vai trò so_nganh không gắn với đơn vị nào vào ngày"
        " 26/01/2026, trong khi nhiệm vụ III.1.1.c giao cho vai trò này;"
        " hãy thêm đơn vị vào roles.yaml cho thời gian ấy, hoặc sửa from, to ở hai tệp."
    )


def test_a_gap_in_the_middle_of_a_year_is_found(edited: Edit) -> None:
    folder = edited(
        "roles.yaml", "{group: cap_huyen, to: 2025-06-30", "{group: cap_huyen, to: 2021-08-14"
    )

    (one,) = sentences(folder)

    assert "vai trò cap_huyen không gắn với đơn vị nào vào ngày 15/08/2021" in one


def test_a_role_whose_unit_has_ended_has_no_unit(edited: Edit) -> None:
    folder = edited(
        "units.yaml",
        "symbol: VP, group: so_ban_nganh, order: 1, from: 2021-01-01,",
        "symbol: VP, group: so_ban_nganh, order: 1, from: 2021-01-01, to: 2027-05-31,",
    )

    (one,) = sentences(folder)

    assert "vai trò van_phong_ubnd không gắn với đơn vị nào vào ngày 01/06/2027" in one


def test_a_monitoring_role_with_two_units_is_an_error(edited: Edit) -> None:
    folder = edited("roles.yaml", "{unit: so-noi-vu, to: 2025-06-30,", "{group: khac,")

    assert any(
        "vai trò so_noi_vu gắn với 3 đơn vị vào ngày 26/01/2026" in s for s in sentences(folder)
    )


def test_a_duty_given_to_nobody_for_a_while_is_an_error(edited: Edit) -> None:
    folder = edited(
        "plan.yaml", "      - role: so_noi_vu\n", "      - {role: so_noi_vu, to: 2026-06-30}\n"
    )

    (one,) = sentences(folder)

    assert "duties (III.1.2.a4), responsible: không giao cho vai trò nào vào ngày 01/07/2026" in one


def test_a_unit_under_a_body_that_has_ended_is_an_error(edited: Edit) -> None:
    folder = edited(
        "units.yaml",
        "parents: [{code: mttq-tinh, from: 2025-07-01}]",
        "parents: [{code: bao-tuyen-quang}]",
    )

    found = sentences(folder)

    assert len(found) == 5
    assert (
        "(lien-doan-lao-dong), parents[0]: ngày 01/07/2025 đơn vị cấp trên bao-tuyen-quang"
        in found[0]
    )


def test_a_successor_that_is_not_there_yet_is_an_error(edited: Edit) -> None:
    folder = edited("units.yaml", "order: 20, from: 2025-11-01", "order: 20, from: 2025-12-01")

    (one,) = sentences(folder)

    assert "ngày 01/11/2025 đơn vị kế tiếp bql-khu-cong-nghiep-kinh-te không hoạt động" in one
