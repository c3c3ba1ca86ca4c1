"""Which rounds have a draft on a day, and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.rounds.opening import open_rounds
from models import Assignment, Contact
from models.database import transaction
from tests.support.cast import give_clerks
from tests.support.letter_desk import LetterDesk

UNKNOWN = "xa-02545-2025"


@pytest.fixture
def desk(sqlite_life, settings):
    """Every unit of the round can be written to but one commune."""
    with transaction(sqlite_life.engine) as session:
        known = set(session.exec(select(Contact.unit_code)))
        asked = set(session.exec(select(Assignment.unit_code)))
    give_clerks(sqlite_life.engine, asked - known - {UNKNOWN})
    return LetterDesk(sqlite_life, settings)


def test_on_the_due_date_itself_nothing_is_drafted(desk):
    assert [] == desk.morning(date(2027, 3, 15))


def test_a_letter_stands_from_the_first_working_day_after_each_due_date(desk):
    [communes] = desk.morning(date(2027, 3, 16))
    [both] = desk.morning(date(2027, 3, 17))

    assert 123 == communes.units
    assert "hạn gửi ngày 15 tháng 3 năm 2027" in communes.text
    assert "trước 11 giờ" not in communes.text
    assert 137 == both.units
    assert 1 == both.text.count("**SỞ NỘI VỤ**")
    assert "1. Văn phòng UBND tỉnh (hạn gửi ngày 16 tháng 3 năm 2027);" in both.text
    assert "\n137. UBND xã Trường Sinh (hạn gửi ngày 15 tháng 3 năm 2027).\n" in both.text
    assert "bao-cao-dinh-ky-2027-q1" == both.key
    assert both.caption() == (
        "**Dự thảo công văn đôn đốc: Báo cáo tuyên truyền CCHC quý I/2027**\n\n137 đơn vị;"
        " Sở Nội vụ xem lại, ký số và phát hành."
        " Chưa liên hệ được 1 đơn vị, không có trong dự thảo."
    )


def test_who_was_never_told_is_named_apart_for_who_signs(desk):
    [draft] = desk.morning(date(2027, 3, 16))

    letter, note = draft.text.rsplit("---", 1)
    assert "UBND xã Tân Trào" not in letter
    assert "Chưa liên hệ được, không tính là chậm" in note
    assert "UBND xã Tân Trào" in note


def test_who_has_answered_is_not_on_it(desk):
    desk.hand_in("so-tai-chinh", date(2027, 3, 16))

    [draft] = desk.morning(date(2027, 3, 17))
    assert 136 == draft.units
    assert "Sở Tài chính" not in draft.text


def test_the_monitoring_body_does_not_urge_itself(desk):
    above = desk.life.rulebook.registry.plan.duty("III.1.2.a4")
    with transaction(desk.life.engine) as session:
        open_rounds(session, desk.life.rulebook, above, now=at(date(2027, 3, 1), 7, 31))

    found = {one.duty.code: one for one in desk.morning(date(2027, 3, 19))}
    assert {"III.1.1.c", "III.1.2.a4"} == set(found)
    assert "Văn phòng UBND tỉnh" == found["III.1.2.a4"].monitor
    assert "Kính gửi: Sở Nội vụ" in found["III.1.2.a4"].text
    assert "**CHÁNH VĂN PHÒNG**" in found["III.1.2.a4"].text
    assert ". Sở Nội vụ;" not in found["III.1.1.c"].text


@pytest.mark.parametrize(("on", "drafts"), [(date(2027, 4, 14), 1), (date(2027, 4, 22), 0)])
def test_past_the_last_rung_it_is_left_to_the_officer(desk, on: date, drafts: int):
    assert drafts == len(desk.morning(on))
