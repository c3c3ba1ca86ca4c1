"""A view of the board as a file, from the command line."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

NOW = ("--now", "17/03/2027 09:00")


def test_every_view_is_listed_with_what_it_goes_by(opened):
    lines = opened("export", "--list").lines

    assert {"matrix", "day", "unit", "year", "overdue", "late-twice", "waiting", "contacts"} < {
        line.split(" ", 1)[0] for line in lines
    }
    [unit] = [line for line in lines if line.startswith("unit ")]
    assert unit.endswith("--unit --year")


@pytest.mark.parametrize(
    ("view", "given"),
    [
        ("matrix", ("--duty", "III.1.1.c", "--year", "2027")),
        ("day", ()),
        ("unit", ("--unit", "Sở Tài chính")),
        ("year", ("--year", "2027")),
        ("overdue", ()),
        ("late-twice", ()),
        ("waiting", ()),
        ("contacts", ()),
        ("inspection", ("--period", "2027")),
    ],
)
def test_each_is_written_as_a_workbook(opened, tmp_path, view, given):
    out = tmp_path / f"{view}.xlsx"
    done = opened("export", view, *given, "--out", str(out), *NOW)

    assert (0, [f"Đã ghi {out}."]) == (done.code, done.lines), done.err
    assert load_workbook(out).worksheets[0]["A1"].value


def test_a_past_day_is_what_was_known_then(opened, tmp_path):
    out = tmp_path / "qua-han.csv"
    opened("export", "overdue", "--out", str(out), *NOW)
    late = list(csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    opened("export", "overdue", "--as-of", "16/03/2027", "--out", str(out), *NOW)
    before = list(csv.reader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))

    assert ["Đơn vị", "Nhóm", "Số việc quá hạn", "Lâu nhất từ"] == before[0] == late[0]
    assert [] == before[1:]


def test_the_year_is_written_as_a_calendar(opened, tmp_path):
    out = tmp_path / "nam-2027.ics"
    done = opened("export", "year", "--year", "2027", "--out", str(out), *NOW)

    assert 0 == done.code
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (("bang", "--out", "a.xlsx"), "không có «bang»"),
        (("overdue", "--out", "a.pdf"), "hãy đặt tên tệp kết thúc bằng .xlsx hoặc .csv"),
        (("overdue", "--out", "a.ics"), "hãy đặt tên tệp kết thúc bằng .xlsx hoặc .csv"),
        (("overdue",), "hãy đặt tên tệp kết thúc bằng .xlsx hoặc .csv"),
        (("overdue", "--unit", "Sở Y tế", "--out", "a.csv"), "bảng overdue không chọn theo --unit"),
        (("unit", "--out", "a.csv"), "hãy ghi tên, mã hoặc ký hiệu của một đơn vị"),
        (("unit", "--unit", "Sở Lạ", "--out", "a.csv"), "Sở Lạ"),
        (("matrix", "--period", "2030-Q1", "--out", "a.csv"), "Không có kỳ «2030-Q1»"),
        (("year", "--year", "1950", "--out", "a.csv"), "kế hoạch không đặt hạn nào"),
        (("inspection", "--period", "1999", "--out", "a.csv"), "không có cuộc kiểm tra nào"),
        (("overdue", "--out", "khong-co/a.csv"), "không ghi được tệp này"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(opened, tmp_path, monkeypatch, line, problem):
    monkeypatch.chdir(tmp_path)
    done = opened("export", *line, *NOW)

    assert 2 == done.code
    assert problem in done.err
    assert [] == list(tmp_path.glob("a.*"))
