"""Commands about the plan: show, agenda, calendar, lint."""

from __future__ import annotations

import shutil

import pytest

from dondoc.plan.registry import DATA_FOLDER


def test_the_plan_is_shown_with_its_years_and_duties(bare):
    done = bare("plan", "show")

    assert (
        "Kế hoạch số 15/KH-UBND ngày 26/01/2021 của Ủy ban nhân dân tỉnh Tuyên Quang"
        == (done.lines[0])
    )
    assert "  2021  ban hành 26/01/2021, đã xác nhận" in done.lines
    assert "III.1.1.c · bao-cao-dinh-ky" in done.lines
    rule = "Các sở, ban, ngành thuộc tỉnh: min(cutoff + 2wd, D18 back - 1wd)"
    assert f"  Quy tắc hạn     {rule}" in done.lines
    assert "UBND huyện, thành phố (đến hết 30/06/2025)" in done.out
    assert "mốc mặc định, chưa xác nhận." in done.out


def test_one_duty_can_be_shown_alone(bare):
    shown = bare("plan", "show", "--duty", "bao-cao-tong-hop", "--json").json

    assert ["III.1.2.a4"] == [duty["code"] for duty in shown["duties"]]
    assert "15/KH-UBND" == shown["number"]


def test_the_agenda_lists_the_coming_days_by_name(bare):
    done = bare("agenda", "--duty", "III.1.2.a4", "--from", "1/3/2027", "--to", "18/3/2027")

    assert "Từ 01/03/2027 đến 18/03/2027: 6 việc" == done.lines[0]
    assert "thứ Hai, 01/03/2027  III.1.2.a4  Báo cáo tổng hợp quý I/2027 · mở kỳ" in done.lines
    last = "thứ Năm, 18/03/2027  III.1.2.a4  Báo cáo tổng hợp quý I/2027 · đến hạn hôm nay; dự thảo"
    assert last == done.lines[-1]


def test_the_agenda_looks_thirteen_months_ahead_of_today(bare):
    asked = ("--now", "01/02/2026 08:00", "--duty", "III.1.1.c", "--json")
    days = bare("agenda", *asked).json

    assert "2026-03-02" == days[0]["on"]
    assert "2027-03-01" == days[-1]["on"]


def test_an_agenda_that_ends_before_it_begins_is_refused(bare):
    done = bare("agenda", "--from", "2/3/2027", "--to", "1/3/2027")

    assert (
        2,
        ["--to «01/03/2027»: trước ngày bắt đầu (02/03/2027); hãy sửa --from hoặc --to"],
    ) == (
        done.code,
        done.problems,
    )


def test_the_calendar_shows_days_off_and_make_up_days(bare):
    done = bare("calendar", "--year", "2026")

    assert "Lịch nghỉ năm 2026: đã xác nhận. 249 ngày làm việc." == done.lines[0]
    assert "thứ Sáu, 02/01/2026   Ngày nghỉ (thay cho ngày 10/01/2026)" in done.lines
    assert "thứ Bảy, 10/01/2026  Làm bù cho ngày 02/01/2026" in done.lines
    assert {"year": 2026, "confirmed": True, "workdays": 249}.items() <= (
        bare("calendar", "--year", "2026", "--json").json.items()
    )


def test_lint_groups_what_it_finds(bare):
    done = bare("lint")

    heads = [line.partition(":")[0] for line in done.lines if not line.startswith(" ") and line]
    assert ["Lỗi phải sửa", "Cảnh báo", "Chưa xác nhận"] == heads
    severities = {one["severity"] for one in bare("lint", "--json").json}
    assert severities <= {"error", "warning", "info"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("bullet: III.1.6", "bullet: III.1.5", 1), ("complete: true", "complete: có", 2)],
)
def test_lint_tells_errors_by_its_exit_code(old, new, code, bare, tmp_path, monkeypatch):
    folder = tmp_path / "plan"
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "plan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))

    assert code == bare("lint").code
