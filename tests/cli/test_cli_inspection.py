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
