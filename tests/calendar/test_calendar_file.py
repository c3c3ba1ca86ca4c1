"""calendar.yaml: what is decided, what is provisional, and how a slip of the pen is reported."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.workdays import Workdays, load_workdays
from dondoc.problems import Refused

ENTRY = """
decisions:
  - year: 2027
    scope: {scope}
    title: Lịch nghỉ lễ, Tết năm 2027
    source: Thông báo
    confirmed: {confirmed}
{days}
"""


def written(
    tmp_path: Path, *, scope: str = "year", confirmed: str = "true", days: str = ""
) -> Path:
    path = tmp_path / "calendar.yaml"
    path.write_text(ENTRY.format(scope=scope, confirmed=confirmed, days=days), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        load_workdays(path)
    return str(refused.value)


def test_the_years_up_to_2026_are_decided_and_later_ones_are_not(workdays: Workdays) -> None:
    confirmed = [year for year in range(2015, 2035) if workdays.confirmed(year)]

    assert list(range(2020, 2027)) == confirmed


@pytest.mark.parametrize("year", [2019, 2027, 2028, 2040])
def test_a_provisional_year_says_so(workdays: Workdays, year: int) -> None:
    assert any("chưa có quyết định của Thủ tướng" in note for note in workdays.notes(year))


def test_the_day_of_culture_2026_is_off_but_flagged(workdays: Workdays) -> None:
    assert not workdays.is_workday(date(2026, 11, 24))
    (doubt,) = workdays.unconfirmed(2026)
    assert doubt.startswith("Chưa xác nhận: Ngày Văn hóa Việt Nam 24/11/2026")


def test_the_swap_of_2026_cites_its_decision(workdays: Workdays) -> None:
    assert any("văn bản 12729/VPCP-KGVX, 25/12/2025" in note for note in workdays.notes(2026))


def test_a_swap_alone_does_not_settle_the_year(tmp_path: Path) -> None:
    days = "    days_off:\n      - {date: 2027-05-04, label: Hoán đổi}\n"
    days += "    worked:\n      - {date: 2027-05-08, label: Làm bù}\n"
    workdays = load_workdays(written(tmp_path, scope="days", days=days))

    assert not workdays.is_workday(date(2027, 5, 4))
    assert workdays.is_workday(date(2027, 5, 8))
    assert not workdays.confirmed(2027)


def test_a_day_that_the_library_has_off_can_be_worked(tmp_path: Path) -> None:
    days = "    worked:\n      - {date: 2027-11-24, label: Quốc hội chưa thông qua}\n"

    assert load_workdays(written(tmp_path, days=days)).is_workday(date(2027, 11, 24))


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = written(tmp_path, confirmed="false")
    assert not load_workdays(path).confirmed(2027)

    written(tmp_path)
    os.utime(path, (2_000_000_000, 2_000_000_000))

    assert load_workdays(path).confirmed(2027)


@pytest.mark.parametrize(
    ("days", "place", "wanted"),
    [
        ("    worked:\n      - {date: 2027-05-04, label: x}", "worked[0].date", "thứ Bảy hoặc"),
        ("    days_off:\n      - {date: 2027-05-08, label: x}", "days_off[0].date", "vốn đã nghỉ"),
        ("    days_off:\n      - {date: 2021-05-04, label: x}", "days_off[0].date", "năm 2027"),
        ("    days_off:\n      - {date: 04/05/2027, label: x}", "days_off[0].date", "2026-01-02"),
        ("    days_off:\n      - {date: 2027-05-04}", "days_off[0].label", "thiếu"),
        ("    nghi: []", "nghi", "không có trường này"),
        ("    number: 12", "number", "phải là chữ"),
    ],
)
def test_a_wrong_entry_is_named_with_its_field(
    tmp_path: Path, days: str, place: str, wanted: str
) -> None:
    message = refusal(written(tmp_path, days=days))

    assert f"calendar.yaml, decisions[0] (năm 2027), {place}" in message
    assert wanted in message


def test_confirmed_must_be_true_or_false(tmp_path: Path) -> None:
    assert "chỉ ghi true" in refusal(written(tmp_path, confirmed="'rồi'"))


def test_a_day_decided_twice_is_refused(tmp_path: Path) -> None:
    days = "    days_off:\n" + 2 * "      - {date: 2027-05-04, label: Hoán đổi}\n"

    assert "days_off[1].date «2027-05-04»: ngày này đã có ở" in refusal(
        written(tmp_path, days=days)
    )


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text("decisions:\n  - year: 2027\n title: [", encoding="utf-8")

    assert "calendar.yaml, dòng 3" in refusal(path)


@pytest.mark.parametrize("text", ["", "- 1", "decisions: 3", "decisions: [3]"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text(text, encoding="utf-8")

    assert refusal(path).startswith("calendar.yaml, decisions")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "không mở được" in refusal(tmp_path / "khong-co.yaml")
