"""Danh sách, biên bản kiểm tra: what each says, of which facts."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from dondoc.clock import at
from dondoc.documents.letters.inspection_minutes import inspection_minutes
from dondoc.documents.letters.punctuality_list import punctuality_list
from dondoc.documents.paper.passages import Narrative
from dondoc.documents.paper.table import Table
from dondoc.inspections import visit
from dondoc.inspections.sample import keep_draw
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.progress import progress
from models.database import transaction
from tests.support.life import Life

LATE = date(2027, 3, 18)
INSPECTION = "III.1.2.a3.2"


def test_a_list_has_every_unit_once_as_the_round_counts_it(sqlite_life: Life):
    for unit, day in (("so-tai-chinh", 12), ("so-y-te", 17)):
        sqlite_life.id = sqlite_life.assignment(unit)
        sqlite_life.submit(at(date(2027, 3, day), 9))
    with transaction(sqlite_life.engine, write=False) as session:
        found = progress(
            session, sqlite_life.rulebook, duty="III.1.1.c", period="2027-Q1", as_of=at(LATE, 8)
        )
    values = punctuality_list(sqlite_life.rulebook, found)

    tables = {one.title: one for one in values.content if isinstance(one, Table)}
    named = {title: [row[1] for row in one.rows] for title, one in tables.items()}
    assert ["Sở Tài chính"] == named["Gửi đúng hạn: 1 đơn vị"]
    assert ["Sở Y tế"] == named["Gửi chậm: 1 đơn vị"]
    assert ["Sở Tư pháp"] == named["Chưa gửi: 1 đơn vị"]
    others = f"Trường hợp khác, không tính là chậm: {found.tally.asked - 3} đơn vị"
    assert "chưa liên hệ được" in str(tables[others].rows[0])
    units = [unit for one in named.values() for unit in one]
    assert sorted(row.unit.name for row in found.rows) == sorted(units)
    assert values.content[0].words == f"{found.sentence()}."  # type: ignore[union-attr]


def test_minutes_have_the_day_and_place_of_the_newest_appointment(sqlite_life: Life):
    now = at(date(2027, 3, 15), 9)
    rulebook = sqlite_life.rulebook
    duty = rulebook.registry.plan.duty(INSPECTION)
    with transaction(sqlite_life.engine) as session:
        drawn = keep_draw(session, rulebook, duty, "2027", seed=7, by="account:1", now=now)
        unit = rulebook.registry.unit(drawn.units[0])
        asked = visit.drawn_unit(session, duty, "2027", unit)
        blank = _minutes(session, rulebook, asked, now)
        for on, words in ((date(2027, 3, 23), ""), (date(2027, 3, 24), "14 giờ, tại trụ sở")):
            visit.appoint(session, rulebook, asked, on=on, words=words, by="account:1", now=now)
        told = _minutes(session, rulebook, asked, now)

    assert "…… giờ …… phút, ngày …… tháng …… năm ………" == blank.starts
    assert "………………………………" == blank.venue
    assert "…… giờ …… phút, ngày 24 tháng 3 năm 2027" == told.starts
    assert told.venue.endswith("(lịch đã báo đơn vị: thứ Tư, 24/03/2027, 14 giờ, tại trụ sở)")
    assert f"Đại diện {unit.name}" == told.other_position
    written = {one.key: one.written for one in told.content if isinstance(one, Narrative)}
    assert {"ket_qua": "Đã niêm yết đủ.", "y_kien": "", "kien_nghi": ""} == written


def _minutes(session: Session, rulebook: Rulebook, asked, now):
    duty = rulebook.registry.plan.duty(INSPECTION)
    texts = {"ket_qua": "Đã niêm yết đủ."}
    return inspection_minutes(session, rulebook, duty, asked, texts=texts, now=now)
