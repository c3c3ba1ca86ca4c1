"""What is wrong with a file as a whole, or with the plan's own wording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.plan.registry import PlanError, load_registry

Edit = Callable[..., Path]


def refusal(folder: Path) -> str:
    with pytest.raises(PlanError) as refused:
        load_registry(folder)
    return str(refused.value)


def test_a_changed_word_of_the_plan_is_refused_with_the_hash_it_would_have(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "Duy trì phát sóng chuyên đề", "Phát sóng chuyên đề"))

    assert said.startswith("plan.yaml, bullets[16] (III.1.6), cả mục: lời văn không khớp mã băm")
    hashed = "48f01b0715f4ff4f82c39b86defd0daef694827328a38b178fb426c7b9301b25"
    assert said.endswith(f"ghi sha256: {hashed}")


def test_a_line_broken_elsewhere_is_no_change(edited: Edit) -> None:
    folder = edited(
        "plan.yaml", "Duy trì phát sóng chuyên đề", "Duy trì phát\n      sóng chuyên đề"
    )

    assert load_registry(folder).plan.bullets == load_registry().plan.bullets


def test_a_folder_without_the_files_is_refused(tmp_path: Path) -> None:
    assert "plan.yaml: không mở được tệp này" in refusal(tmp_path)


def test_what_is_no_yaml_names_the_line(edited: Edit) -> None:
    said = refusal(edited("roles.yaml", "- role: van_phong_ubnd", "- role: [van_phong_ubnd"))

    assert said.startswith("roles.yaml, dòng 1")
    assert "không đúng YAML; hãy xem lại thụt dòng" in said


def test_a_field_that_stands_twice_is_refused(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "complete: false\n", "complete: false\ncomplete: true\n"))

    assert "«complete» ghi hai lần" in said


def test_an_empty_file_is_refused(edited: Edit) -> None:
    folder = edited("roles.yaml", "roles:", "roles:")
    (folder / "roles.yaml").write_text("", encoding="utf-8")

    assert refusal(folder).startswith("roles.yaml, cả tệp: phải là một mục gồm các trường")


def test_every_problem_of_a_file_is_told_at_once(edited: Edit) -> None:
    edited("plan.yaml", "kind: default", "kind: habit")
    folder = edited("plan.yaml", "complete: false", "complete: perhaps")

    said = refusal(folder).splitlines()

    assert len(said) == 3
    assert "plan.yaml, complete «perhaps»: chỉ ghi true hoặc false" in said


def test_a_binding_names_a_unit_or_a_group_not_both(edited: Edit) -> None:
    said = refusal(edited("roles.yaml", "{unit: ubnd-tinh,", "{unit: ubnd-tinh, group: khac,"))

    assert "roles[2] (ubnd_tinh), units[0]: mỗi dòng ghi đúng một trong hai" in said


def test_a_role_bound_to_an_unknown_unit_is_refused(edited: Edit) -> None:
    said = refusal(edited("roles.yaml", "unit: dai-ptth", "unit: dai-pt"))

    assert "(dai_ptth), units[0].unit «dai-pt»: không có đơn vị này; có phải dai-ptth?" in said


def test_a_successor_without_a_last_day_is_refused(edited: Edit) -> None:
    said = refusal(edited("units.yaml", "2025-10-31, parents", "~, parents"))

    assert "(bql-khu-cong-nghiep), to: có đơn vị kế tiếp thì phải có ngày cuối" in said


@pytest.mark.parametrize("field", ["bounded_by: III.1.2.a4", "consolidates: III.1.1.c"])
def test_a_duty_that_points_to_no_duty_is_refused(edited: Edit, field: str) -> None:
    said = refusal(edited("plan.yaml", field, f"{field}x"))

    assert "không có nhiệm vụ này; có phải III.1." in said
