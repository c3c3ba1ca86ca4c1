"""A unit's page of a conference: the invitation, its answer, and what a change does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.conclusions import set_task
from dondoc.conference.erase_delegates import erase_delegates
from dondoc.conference.find_conference import find_conference
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Delegate
from models.conference_kinds import RsvpAnswer
from models.database import transaction
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, OFFICER, TITLE, to_day
from tests.support.invitation_guest import AN, BINH, LOOKED, Guest, invited_hall
from tests.support.portal import Portal
from tests.support.reading import Page

EVE, ON_DAY = at(date(2026, 11, 26), 16), at(date(2026, 11, 27), 7)
AFTER = at(date(2026, 11, 28), 9)


@pytest.fixture
def guest(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook, sqlite_cast: Cast
) -> Iterator[Guest]:
    hall = invited_hall(sqlite_engine, portal_settings, rulebook)
    portal = Portal(portal_settings, sqlite_engine, rulebook)
    portal.now = LOOKED
    yield Guest(portal, hall)
    portal.close()


def test_the_link_leads_to_one_page_with_the_whole_invitation(guest: Guest) -> None:
    led = guest.portal.get(guest.home)
    text = guest.text

    assert (303, guest.address) == (led.status_code, led.headers["location"])
    assert TITLE in text
    assert "Sở Y tế, 2 đại biểu" in text
    assert "Thứ Sáu, 27/11/2026" in text
    assert "từ 08 giờ 00 phút đến 11 giờ 30 phút" in text
    assert "Hội trường Sở Nội vụ" in text
    assert "Phó Chủ tịch UBND tỉnh" in text
    assert "Chưa trả lời Xin trả lời đến hết thứ Năm, 19/11/2026" in text
    assert "hệ thống xóa sau thứ Bảy, 27/11/2027" in text


def test_an_answer_is_kept_with_its_people_and_a_receipt(guest: Guest) -> None:
    sent = guest.answer("comes", **AN, **BINH)
    text = Page(guest.portal.get(sent.headers["location"].partition("#")[0]).text).text

    assert 303 == sent.status_code
    assert "Đã ghi nhận Dự họp, 2 đại biểu. Gửi lúc 09:14 ngày 09/11/2026." in text
    assert "Mã biên nhận BN-2026-" in text
    assert "Nguyễn Văn An, Phó Giám đốc – 0207 300 0123" in text
    assert "Trần Thị Bình, Chuyên viên" in text
    codes = re.findall(r"Mã điểm danh ([A-Z0-9]{5})", text)
    assert [one.code for one in _people(guest)] == codes
    assert 2 == guest.html.count('class="qr"')


def test_opening_it_answers_nothing_and_a_double_tap_is_one_answer(guest: Guest) -> None:
    before = guest.portal.dump()
    for path in ("", "?sua=1", "?gui=1", "/lich-hop.ics"):
        assert 200 == guest.portal.get(f"{guest.address}{path}").status_code
    assert 303 == guest.portal.get(f"{guest.home}/hoi-nghi/tra-loi").status_code
    after = guest.portal.dump()

    filled = guest.form()
    assert [303, 303] == [guest.send(filled, **AN).status_code for _ in range(2)]

    assert before == after
    assert [1] == [one.version for one in guest.hall.rsvps("so-y-te")]


def test_it_is_changed_until_the_day_before_with_what_was_said_filled_in(guest: Guest) -> None:
    guest.answer("comes", **AN)
    filled = guest.at(EVE).form("?sua=1")
    guest.send(filled, "cannot", reason="Có dịch bệnh")

    assert AN == {name: filled[name] for name in AN}
    assert "comes" == filled["answer"]
    assert [RsvpAnswer.COMES, RsvpAnswer.CANNOT] == [
        one.answer for one in guest.hall.rsvps("so-y-te")
    ]
    assert "Không dự được: Có dịch bệnh." in guest.text
    assert "Sửa câu trả lời" not in guest.at(ON_DAY).text
    assert 422 == guest.send(filled, **AN).status_code


def test_after_the_deadline_it_is_kept_and_said_to_be_late(guest: Guest) -> None:
    before = guest.at(at(date(2026, 11, 20), 9)).text
    guest.answer("substitute", **AN)

    assert "Hạn trả lời thứ Năm, 19/11/2026 đã qua; trả lời ở dưới vẫn được ghi nhận" in before
    assert "Quá hạn" not in before
    assert "muộn so với hạn 19/11/2026" in guest.text
    assert [True] == [one.late for one in guest.hall.rsvps("so-y-te")]


def test_every_wrong_field_is_named_and_what_was_typed_stays(guest: Guest) -> None:
    none = guest.answer("", reason="")
    wrong = guest.answer("comes", name_1="", post_1="Trưởng phòng", telephone_1="0207 300 0123")
    why = guest.answer("cannot", reason="")

    assert [422, 422, 422] == [one.status_code for one in (none, wrong, why)]
    assert "hãy chọn một trong: dự, cử người thay, không dự được" in Page(none.text).text
    assert 'href="#name_1"' in wrong.text
    assert "Họ và tên (1): hãy ghi họ và tên" in Page(wrong.text).text
    assert 'value="Trưởng phòng"' in wrong.text
    assert 'href="#done_reason"' in why.text
    assert [] == guest.hall.rsvps("so-y-te")


def test_a_line_more_than_there_are_seats_is_refused_not_lost(guest: Guest) -> None:
    sent = guest.answer("comes", **AN, **BINH, name_3="Lê Văn Chi")

    assert 422 == sent.status_code
    assert "mỗi đơn vị có 2 chỗ; hãy ghi không quá 2 người" in Page(sent.text).text


def test_after_a_move_the_answer_is_asked_again_with_what_it_was(guest: Guest) -> None:
    guest.answer("comes", **AN)
    filled = guest.form("?sua=1")
    guest.hall.move(at(date(2026, 11, 10), 9), to_day(date(2026, 12, 11)))
    text = guest.at(at(date(2026, 11, 11), 9)).text
    old = guest.send(filled, **AN)

    assert "Lịch họp đã đổi" in text
    assert "Chủ trì bận việc đột xuất." in text
    assert "Thứ Sáu, 11/12/2026" in text
    assert "Cần xác nhận lại" in text
    assert "là cho lịch cũ: 08 giờ 00 phút đến 11 giờ 30 phút, thứ Sáu, 27/11/2026" in text
    assert "lịch họp vừa đổi" in Page(old.text).text
    assert 303 == guest.answer("comes").status_code
    assert "✓ Đã trả lời Dự họp, 1 đại biểu." in guest.text


def test_cancelled_postponed_and_taken_out_are_said_truly(guest: Guest) -> None:
    finance = Guest(guest.portal, guest.hall, "so-tai-chinh")
    guest.hall.remove(LOOKED, "so-tai-chinh")
    guest.hall.postpone(at(date(2026, 11, 10), 9))
    postponed, file = guest.at(at(date(2026, 11, 10), 10)).text, guest.address + "/lich-hop.ics"
    calendar = guest.portal.get(file).text
    guest.hall.cancel(at(date(2026, 11, 12), 9))

    assert "không cần cử đại biểu" in finance.text
    assert "Không thuộc diện chấm." in finance.text
    assert "Hội nghị hoãn, chưa có ngày họp mới" in postponed
    assert "Chờ hướng dẫn của Bộ." in postponed
    assert "Gửi trả lời" not in postponed
    assert "STATUS:CANCELLED" in calendar
    assert "Hội nghị đã hủy" in guest.text
    assert "Trước đây định họp" in guest.text
    assert "Gửi trả lời" not in guest.text


def test_the_calendar_file_is_the_mails_entry_and_asks_for_nothing(guest: Guest) -> None:
    answer = guest.portal.get(f"{guest.address}/lich-hop.ics")

    assert "text/calendar; charset=utf-8" == answer.headers["content-type"]
    for line in ("METHOD:PUBLISH", "UID:hoi-nghi-1@", "DTSTART:20261127T010000Z", "SEQUENCE:0"):
        assert line in answer.text
    assert "ATTENDEE" not in answer.text


def test_another_units_link_opens_nothing(guest: Guest) -> None:
    other = guest.portal.link("so-tu-phap", assignment_id=None)

    assert 404 == guest.portal.get(f"{other}/hoi-nghi/{guest.assignment}").status_code
    given = {**guest.form(), **AN, "answer": "comes"}
    refused = guest.portal.client.post(f"{other}/hoi-nghi/tra-loi", data=given)
    assert 404 == refused.status_code
    assert [] == guest.hall.rsvps("so-y-te")


def test_after_the_retention_the_page_knows_nobody(guest: Guest) -> None:
    guest.answer("comes", **AN)
    with transaction(guest.portal.engine) as session:
        erase_delegates(session, now=at(date(2027, 11, 29), 9))
    guest.portal.now = AFTER

    assert "Nguyễn Văn An" not in guest.text
    assert "đã được xóa theo thời hạn lưu giữ" in guest.text
    assert "Dự họp, 1 đại biểu." in guest.text


def test_its_receipt_leads_back_to_the_page(guest: Guest) -> None:
    guest.answer("comes", **AN)
    number = guest.hall.rsvps("so-y-te")[0].submission_id

    led = guest.portal.get(f"{guest.home}/bien-nhan/{number}")
    assert guest.address == led.headers["location"]


def test_self_scoring_and_the_conclusions_tasks_are_on_the_same_page(guest: Guest) -> None:
    guest.at(at(date(2026, 12, 1), 9))
    guest.portal.open_round("III.1.2.c3", now=guest.portal.now)
    task = {"number": "1", "text": "Cử đầu mối chấm điểm", "due_on": "18/12/2026"}
    with transaction(guest.portal.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        units = [guest.hall.rulebook.registry.unit("so-y-te")]
        set_task(
            *(session, guest.hall.rulebook, conference, task, units),
            by=OFFICER,
            now=guest.portal.now,
        )
    scoring = guest.portal.assignment("so-y-te", "III.1.2.c3", "2026")

    assert "Tự chấm điểm Chỉ số CCHC năm 2026" in guest.text
    assert f"{guest.home}/viec/{scoring}" in guest.page.links
    assert "Cử đầu mối chấm điểm" in guest.text
    assert "thứ Sáu, 18/12/2026" in guest.text


def _people(guest: Guest) -> list[Delegate]:
    with transaction(guest.portal.engine, write=False) as session:
        return list(session.exec(select(Delegate).order_by(col(Delegate.id))))
