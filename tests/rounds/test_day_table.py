"""Which rounds a run shows, and how their rows read."""

from __future__ import annotations

import re
from datetime import date, datetime

from dondoc.clock import at
from dondoc.rounds.day_table import RoundTable, rounds_to_show
from dondoc.rounds.opening import open_rounds
from models.database import transaction


def _shown(life, now: datetime) -> list[RoundTable]:
    with transaction(life.engine, write=False) as session:
        return rounds_to_show(session, life.rulebook, life.duty, now)


def test_a_round_not_opened_yet_is_not_shown(sqlite_life):
    assert [] == _shown(sqlite_life, at(date(2027, 2, 28), 9))


def test_a_row_tells_unit_standing_due_date_and_paper(sqlite_life):
    sqlite_life.submit(at(date(2027, 3, 12), 9, 14))
    [shown] = _shown(sqlite_life, at(date(2027, 3, 16), 7, 30))

    rows = {row["Đơn vị"]: row for row in shown.table()}
    assert "… chờ kiểm tra" == rows["Sở Tài chính"]["Tình trạng"]
    assert "09:14 ngày 12/03/2027" == rows["Sở Tài chính"]["Nhận lúc"]
    assert "12/BC-STC ngày 11/03/2027" == rows["Sở Tài chính"]["Văn bản"]
    assert "● hạn hôm nay" == rows["Sở Y tế"]["Tình trạng"]
    assert "? chưa liên hệ được" == rows["UBND xã Tân Trào"]["Tình trạng"]
    assert [str(n) for n in range(1, len(rows) + 1)] == [row["TT"] for row in shown.table()]


def test_an_earlier_round_is_shown_until_everybody_has_answered(sqlite_life):
    with transaction(sqlite_life.engine) as session:
        now = at(date(2027, 6, 1), 7, 30)
        open_rounds(session, sqlite_life.rulebook, sqlite_life.duty, now=now)

    shown = _shown(sqlite_life, now)
    assert [("2027-S1", True), ("2027-Q1", False)] == [
        (one.progress.period, one.newest) for one in shown
    ]


def test_its_key_is_what_prefect_takes(sqlite_life):
    [shown] = _shown(sqlite_life, at(date(2027, 3, 2), 9))

    assert re.fullmatch(r"[a-z0-9-]+", shown.key)
    assert "bao-cao-dinh-ky-2027-q1" == shown.key
