from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dondoc.calendar.ladder import LADDERS
from dondoc.calendar.workdays import Workdays
from dondoc.plan.lint.finding import Finding
from dondoc.plan.lint.lint_all import disorder, lint
from dondoc.plan.registry import Registry, load_registry

Edit = Callable[..., Path]


def found(registry: Registry, workdays: Workdays, root: Path, severity: str) -> list[Finding]:
    return [one for one in lint(registry, workdays, root=root) if one.severity == severity]


def test_the_shipped_plan_has_no_error(
    registry: Registry, workdays: Workdays, tmp_path: Path
) -> None:
    errors = found(registry, workdays, tmp_path, "error")

    assert [] == [one.sentence() for one in errors]


def test_every_finding_names_file_entry_and_field_and_says_what_to_write(
    registry: Registry, workdays: Workdays, tmp_path: Path
) -> None:
    for one in lint(registry, workdays, root=tmp_path):
        assert all((one.file, one.entry, one.field, one.message, one.remedy)), one


def test_errors_come_first(registry: Registry, workdays: Workdays, tmp_path: Path) -> None:
    order = ["error", "warning", "info"]
    places = [order.index(one.severity) for one in lint(registry, workdays, root=tmp_path)]

    assert all(before <= after for before, after in pairwise(places))


def test_a_bullet_without_a_duty_is_a_warning_while_the_plan_is_incomplete(
    two_duties: Path, workdays: Workdays, tmp_path: Path
) -> None:
    registry = load_registry(two_duties)
    bare = [
        one for one in found(registry, workdays, tmp_path, "warning") if "bullets (" in one.entry
    ]

    assert "bullets (III.1.4)" in [one.entry for one in bare]
    assert "bullets (III.1.1 gạch 3)" not in [one.entry for one in bare]
    assert "bullets (II.3.1)" in [one.entry for one in bare]


def test_a_bullet_without_a_duty_is_an_error_once_the_plan_says_it_is_complete(
    edited: Edit, workdays: Workdays, tmp_path: Path
) -> None:
    registry = load_registry(edited("plan.yaml", "complete: false", "complete: true"))

    sentences = [one.sentence() for one in found(registry, workdays, tmp_path, "error")]

    assert (
        "plan.yaml, bullets (III.1.4), clause: chưa có nhiệm vụ nào thực hiện nội dung này;"
        " hãy thêm vào duties một mục có bullet: III.1.4"
        " (kind: principle nếu không có việc phải làm theo hạn)." in sentences
    )


def test_what_rests_on_no_source_is_listed(
    registry: Registry, workdays: Workdays, tmp_path: Path
) -> None:
    entries = {(one.file, one.entry) for one in found(registry, workdays, tmp_path, "info")}

    assert {
        ("plan.yaml", "applies (2026)"),
        ("plan.yaml", "duties (III.1.1.c)"),
        ("roles.yaml", "roles (co_quan_kstthc)"),
        ("units.yaml", "units (so-dan-toc-ton-giao)"),
        ("calendar.yaml", "năm 2027"),
    } <= entries
    assert ("plan.yaml", "applies (2021)") not in entries
    assert ("units.yaml", "units (huyen-na-hang)") not in entries


@pytest.mark.parametrize("code", sorted(LADDERS))
def test_the_rungs_of_every_ladder_climb(code: str) -> None:
    assert [] == list(disorder(code, LADDERS[code]))


def test_a_rung_that_does_not_climb_is_named() -> None:
    opening, first, second, *_rest = LADDERS["E1"]

    swapped = list(disorder("E1", (opening, second, first)))
    opened_late = list(disorder("E1", (first, opening)))

    assert [(first.code, "LADDERS (E1)")] == [(one.field, one.entry) for one in swapped]
    assert f"đứng sau bậc {second.code}" in swapped[0].message
    assert [opening.code] == [one.field for one in opened_late]
