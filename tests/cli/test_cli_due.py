"""`dondoc due`: the dates of a year, word for word.

To renew the golden text: DONDOC_TEST_UPDATE=1 pytest tests/cli
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_it_prints_the_dates_of_2026(bare):
    done = bare("due", "--year", "2026")

    golden = HERE / "golden" / "due-2026.txt"
    if os.environ.get("DONDOC_TEST_UPDATE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(done.out, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == done.out
    assert 0 == done.code


def test_it_tells_a_program_all_that_it_tells_a_person(bare):
    rows = bare("due", "--year", "2026", "--duty", "III.1.1.c", "--json").json

    assert 8 == len(rows)
    first = rows[0]
    sentence = first.pop("arithmetic")
    assert sentence.startswith("chốt số liệu 14/03/2026, cộng 2 ngày làm việc là thứ Ba, 17/03")
    assert "default" == first.pop("basis")["kind"]
    assert {
        "duty": "III.1.1.c",
        "slug": "bao-cao-dinh-ky",
        "period": "2026-Q1",
        "period_label": "quý I năm 2026",
        "role": "so_nganh",
        "role_title": "Các sở, ban, ngành thuộc tỉnh",
        "units": 15,
        "opens_on": "2026-03-02",
        "cutoff_on": "2026-03-14",
        "nominal_on": "2026-03-17",
        "target_on": "2026-03-17",
        "due_on": "2026-03-17",
        "plan_applies": True,
        "plan_confirmed": False,
        "calendar_confirmed": True,
        "confirmed": False,
    } == first


@pytest.mark.parametrize(
    ("year", "role", "days"),
    [
        ("2021", "so_nganh", ["2021-03-16", "2021-06-16", "2021-09-16", "2021-12-16"]),
        ("2021", "cap_huyen", ["2021-03-16", "2021-06-16", "2021-09-16", "2021-12-16"]),
        ("2026", "so_nganh", ["2026-03-17", "2026-06-16", "2026-09-16", "2026-12-16"]),
    ],
)
def test_the_units_report_falls_on_these_days(year, role, days, bare):
    rows = bare("due", "--year", year, "--duty", "bao-cao-dinh-ky", "--json").json

    assert days == [row["due_on"] for row in rows if row["role"] == role]


def test_the_roles_of_a_year_are_those_of_the_day_each_round_opens(bare):
    rows = bare("due", "--year", "2025", "--duty", "III.1.1.c", "--json").json

    assert ["cap_huyen", "cap_huyen", "cap_xa", "cap_xa"] == [
        row["role"] for row in rows if row["role"] != "so_nganh"
    ]


def test_a_year_without_a_plan_is_reckoned_and_said_to_be_for_reference(bare):
    done = bare("due", "--year", "2023")

    said = "Kế hoạch   không áp dụng cho năm 2023; hạn dưới đây chỉ để tham khảo"
    assert said in done.lines
    assert "thứ Năm, 15/06/2023" in done.out


def test_a_provisional_calendar_is_said_to_be(bare):
    done = bare("due", "--year", "2030")

    assert "Lịch nghỉ  tạm tính. Lịch nghỉ năm 2030 là tạm tính theo luật" in done.out


def test_an_unknown_duty_is_refused_with_those_there_are(bare):
    done = bare("due", "--year", "2026", "--duty", "IX.9")

    wanted = "không có nhiệm vụ này trong Kế hoạch; hãy ghi một trong: III.1.1.a1"
    [said] = done.problems
    assert 2 == done.code
    assert said.startswith(f"Nhiệm vụ «IX.9»: {wanted} (ke-hoach-tuyen-truyen), ")
    assert "III.1.1.c (bao-cao-dinh-ky), " in said
    assert "" == done.out
