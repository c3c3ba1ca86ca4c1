"""A file that cannot be right is refused: which file, which entry, which field, what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.plan.registry import PlanError, load_registry

Edit = Callable[..., Path]
HEAD = "plan.yaml, duties[0] (III.1.1.c)"


def refusal(folder: Path) -> str:
    with pytest.raises(PlanError) as refused:
        load_registry(folder)
    assert len(refused.value.problems) == 1, str(refused.value)
    return str(refused.value)


def test_an_unknown_field_is_named_with_the_fields_there_are(edited: Edit) -> None:
    said = refusal(
        edited("plan.yaml", "flag_before_cutoff: true\n    indic", "flag: true\n    indic")
    )

    assert said == (
        f"{HEAD}, evidence.flag «True»: không có trường này; các trường được dùng là"
        " fields, optional, date_label, date_rule, flag_before_cutoff, dated_link,"
        " note_instead, link_hint"
    )


def test_a_missing_field_is_named(edited: Edit) -> None:
    said = refusal(edited("units.yaml", "group: khac, order: 0, ", "group: khac, "))

    assert said == "units.yaml, units[0] (ubnd-tinh), order: thiếu trường này; hãy thêm vào"


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        ("order: 0,", 'order: "0",', "order «0»", "phải là một số nguyên, ví dụ 12"),
        ('"08"', "08.5", "official_code «8.5»", 'đặt trong dấu nháy, ví dụ "02215"'),
        ("khac, order: 0,", "huyện, order: 0,", "group «huyện»", "hãy ghi một trong: so_ban_nganh"),
        (" 0, from: 2021-01-01", " 0, from: 2021-02-30", "from «2021-02-30»", "ghi như 2021-01-26"),
        (" 0, from: 2021-01-01", " 0, from: 26/01/2021", "from «26/01/2021»", "ghi như 2021-01-26"),
        (
            " 0, from: 2021-01-01",
            " 0, from: 2021-01-01, to: 2020-01-01",
            "cả mục",
            "ngày kết thúc không sớm hơn ngày bắt đầu",
        ),
        ("order: 0, from", "order: 0, tones: request, from", "tones «request»", "một danh sách"),
    ],
)
def test_a_value_of_another_kind_is_shown_with_what_to_write(
    edited: Edit, old: str, new: str, place: str, remedy: str
) -> None:
    said = refusal(edited("units.yaml", old, new))

    assert f"units.yaml, units[0] (ubnd-tinh), {place}" in said
    assert remedy in said


def test_an_official_code_without_quotes_is_told_to_be_quoted(edited: Edit) -> None:
    said = refusal(
        edited(
            "units.yaml",
            'official_code: "02215", name: UBND phường Ỷ',
            "official_code: 02215, name: UBND phường Ỷ",
        )
    )

    assert "(xa-02215-2021), official_code «1165»: phải là chữ" in said
    assert 'đặt trong dấu nháy, ví dụ "02215"' in said


def test_an_unknown_role_is_answered_with_the_nearest(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "monitored_by: so_noi_vu", "monitored_by: so_noivu"))

    assert said == f"{HEAD}, monitored_by «so_noivu»: không có vai trò này; có phải so_noi_vu?"


def test_an_unknown_successor_or_parent_is_answered_with_the_nearest(edited: Edit) -> None:
    folder = edited("units.yaml", "successor: so-xay-dung", "successor: so-xay-dug")
    edited("units.yaml", "parents: [{code: huyen-na-hang}]", "parents: [{code: huyen-na-hag}]")

    with pytest.raises(PlanError) as refused:
        load_registry(folder)

    assert "(so-giao-thong-van-tai), successor «so-xay-dug»" in str(refused.value)
    assert "có phải so-xay-dung?" in str(refused.value)
    assert len(refused.value.problems) == 1 + 12  # Na Hang has twelve communes


def test_a_code_given_twice_names_the_first(edited: Edit) -> None:
    said = refusal(edited("units.yaml", "code: so-cong-thuong", "code: so-tu-phap"))

    assert said == (
        "units.yaml, units[6], code «so-tu-phap»: đã dùng ở mục [3];"
        " mỗi mục phải có tên riêng, hãy đổi một bên"
    )


def test_one_statistics_code_is_never_borne_by_two_units_on_one_day(edited: Edit) -> None:
    said = refusal(edited("units.yaml", 'official_code: "070"', 'official_code: "071"'))

    assert "(huyen-lam-binh), official_code «071»: cùng ngày 2021-01-01" in said


def test_a_due_rule_that_cannot_be_read_is_shown_with_a_caret(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "cap_xa: min(cutoff + 1wd,", "cap_xa: min(cutoff + 1w,"))

    assert said.startswith(f"{HEAD}, due.cap_xa: ")
    assert said.splitlines()[-2:] == [
        "  min(cutoff + 1w, D18 back - 1wd)",
        "                ^",
    ]


def test_a_due_rule_is_wanted_for_every_role(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "      cap_xa: min(cutoff + 1wd, D18 back - 1wd)\n", ""))

    assert said == (
        f"{HEAD}, cả mục: «due» ghi theo vai trò thì phải đủ và chỉ gồm các vai trò của"
        " «responsible»: so_nganh, cap_huyen, cap_xa"
    )


def test_a_due_rule_that_is_a_number_is_told_once(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "due: D18 back\n", "due: 18\n"))

    assert "duties[1] (III.1.2.a4), due «18»: phải là một quy tắc hạn" in said


def test_a_duty_without_due_rule_is_told_what_it_lacks(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "    due: D18 back\n", ""))

    assert "nhiệm vụ (kind: duty) còn thiếu due" in said


def test_a_duty_on_no_bullet_is_refused(edited: Edit) -> None:
    said = refusal(edited("plan.yaml", "bullet: III.1.1 gạch 3", "bullet: III.1.1 gạch 9"))

    assert f"{HEAD}, bullet «III.1.1 gạch 9»: không có gạch đầu dòng này" in said
