"""`dondoc inspection`: shown first, kept when asked, in somebody's name."""

from __future__ import annotations

from tests.cli.conftest import Run

MARCH = "15/03/2027 09:00"
DRAW = ("inspection", "draw", "--year", "2027", "--seed", "7", "--now", MARCH)
KEEP = (*DRAW, "--apply", "--as")


def test_a_draw_is_shown_and_kept_only_when_asked(peopled: Run):
    shown = peopled(*DRAW)
    again = peopled(*DRAW)

    assert 0 == shown.code
    assert shown.out == again.out
    assert "Rút 42/139 đơn vị (ít nhất 30 %), hạt giống 7: " in shown.out
    assert "Chưa ghi." in shown.out
    assert 1 == peopled("inspection", "show", "--year", "2027").code


def test_keeping_it_needs_a_name(peopled: Run):
    assert "thiếu --as" in peopled(*DRAW, "--apply").err


def test_a_quarterly_inspection_needs_its_quarter(peopled: Run):
    refused = peopled(*DRAW, "--duty", "kiem-tra-niem-yet-tthc")

    assert (2, True) == (refused.code, "thiếu --quarter" in refused.err)


def test_a_viewer_or_a_stranger_draws_nothing(peopled: Run):
    assert "chỉ được xem" in peopled(*KEEP, "xem@so-noi-vu.example").err
    wanted = "chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị được rút thăm"
    assert wanted in peopled(*KEEP, "khac@so-tu-phap.example").err


def test_from_the_draw_to_the_minutes(peopled: Run):
    assert "Đã ghi vào sổ." in peopled(*KEEP, "ha@so-noi-vu.example").out
    unit = _first_unit(peopled)
    about = ("--year", "2027", "--unit", unit, "--as", "ha@so-noi-vu.example", "--now", MARCH)

    hens = peopled("inspection", "appoint", *about, "--on", "23/03/2027", "--words", "08 giờ")
    done = peopled("inspection", "minutes", *about, "--number", "12/BB-SNV", "--date", "15/03/2027")

    assert f"Đã hẹn kiểm tra {unit} thứ Ba, 23/03/2027." in hens.out
    assert f"Đã ghi biên bản kiểm tra số 12/BB-SNV của {unit}." in done.out
    assert "1/139 đơn vị đã kiểm tra, mục tiêu 30 %." in done.out


def test_a_unit_that_was_not_drawn_is_not_visited(peopled: Run):
    peopled(*KEEP, "ha@so-noi-vu.example")
    about = ("--unit", "Sở Nội vụ", "--as", "ha@so-noi-vu.example", "--now", MARCH)

    refused = peopled("inspection", "appoint", "--year", "2027", *about, "--on", "23/03/2027")

    assert (2, True) == (refused.code, "không có trong mẫu kiểm tra" in refused.err)


def _first_unit(run: Run) -> str:
    """The first unit of the sample, as `show` prints it."""
    shown = run("inspection", "show", "--year", "2027", "--now", MARCH)
    return shown.lines[1].partition(". ")[2].removesuffix(" (kỳ trước cũng được rút)")
