"""What waits is told to those who decide: each working morning once, what is near at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.officer_mail import queue_mornings
from dondoc.ledger.installation import Context
from dondoc.settings import load_settings
from models import Account, Message
from models.database import transaction
from models.kinds import AccountRole, DecisionKind, MessageState
from models.reasons import MessagePurpose
from tests.support.post import Office
from tests.support.report_desk import ReportDesk

pytestmark = pytest.mark.one_database

HA, QUAN = "ha%40so-noi-vu.example", "quan%40so-noi-vu.example"
MONDAY, TUESDAY, THURSDAY = date(2027, 3, 8), date(2027, 3, 9), date(2027, 3, 11)
FRIDAY = date(2027, 3, 12)  # two working days before the date, Tuesday 16/03
REPORT = "Báo cáo CCHC quý I/2027"
ASKED_FOR = date(2027, 3, 17)
UNITS = {17: "so-tu-phap", 18: "so-tai-chinh", 19: "so-y-te", 22: "so-cong-thuong"}
"""Who hands in late on which day of March."""


@pytest.fixture
def office(engine, settings, rulebook, life):
    return Office(engine, settings, rulebook)


def _told(office: Office, who: str = HA) -> list[str]:
    return [one.title for one in office.postman.to(who)]


def test_the_morning_says_what_waits_with_counts_dates_and_pages(office, life):
    life.ask(at(TUESDAY, 15), ASKED_FOR)
    office.hand_in(at(TUESDAY, 16), by="contact:1")
    office.window(at(date(2027, 3, 10), 8))

    [letter] = office.postman.to(HA)
    assert "[Việc chờ] 2 mục chờ xử lý – gần nhất thứ Ba 16/03" == letter.title
    board = office.settings.base_url
    lines = [line for line in letter.body.splitlines() if line.strip()]
    assert [
        "Kính gửi: Phạm Thị Hà",
        "Có 2 mục đang chờ xử lý; ngày gần nhất: thứ Ba, ngày 16/03/2027.",
        "Xin gia hạn, chờ trả lời: 1 việc",
        f"– Sở Tài chính: {REPORT}, hạn thứ Ba 16/03, xin đến thứ Tư 17/03",
        f"  {board}/bang/viec/{life.id}",
        "Kết quả chờ kiểm tra: 1 việc, cần xong trước báo cáo tổng hợp thứ Năm 18/03",
        f"– Sở Y tế: {REPORT}, gửi thứ Ba 09/03",
        f"  {board}/bang/viec/{office.assignment('so-y-te')}",
        "Xem tất cả trên bảng theo dõi:",
        f"{board}/bang",
    ] == lines[:10]


def test_nothing_waits_and_nothing_is_written(office):
    office.window(at(TUESDAY, 8))

    assert [] == office.messages()


def test_it_is_written_once_a_day_whatever_runs_again(office, life):
    life.ask(at(MONDAY, 15), ASKED_FOR)
    for hour, minute in ((8, 0), (8, 30), (14, 0)):
        office.window(at(TUESDAY, hour, minute))
    assert 1 == len(_told(office))

    office.window(at(date(2027, 3, 10), 8))
    assert 2 == len(_told(office))


def test_what_comes_after_the_first_window_waits_for_the_next_morning(office, life):
    life.ask(at(TUESDAY, 9), ASKED_FOR)
    office.at_once(at(TUESDAY, 9))
    office.window(at(TUESDAY, 14))
    assert [] == _told(office)

    office.window(at(date(2027, 3, 10), 8))
    assert 1 == len(_told(office))


def test_a_missed_morning_is_made_up_by_the_next_window_of_the_day(office, life):
    life.ask(at(MONDAY, 15), ASKED_FOR)
    office.window(at(TUESDAY, 14))

    assert 1 == len(_told(office))


def test_what_is_near_its_date_is_told_at_once_and_once(office, life):
    office.window(at(FRIDAY, 8))
    life.ask(at(FRIDAY, 9), ASKED_FOR)
    office.at_once(at(FRIDAY, 9))
    office.at_once(at(FRIDAY, 9, 5))
    office.window(at(FRIDAY, 14))

    assert ["[Cần quyết] Xin gia hạn, hạn thứ Ba 16/03 – Sở Tài chính"] == _told(office)
    assert "cần quyết định sớm" in office.postman.to(HA)[0].body


def test_not_done_near_its_date_is_told_at_once_too(office, life):
    life.submit(at(FRIDAY, 10), answer="not_done", reason="Chưa có số liệu", figures={})
    office.at_once(at(FRIDAY, 10))

    assert ["[Cần quyết] Báo chưa thực hiện, hạn thứ Ba 16/03 – Sở Tài chính"] == _told(office)


def test_what_comes_after_hours_is_in_the_mornings_letter_alone(office, life):
    life.ask(at(FRIDAY, 18), ASKED_FOR)
    office.at_once(at(FRIDAY, 18))
    office.at_once(at(date(2027, 3, 15), 7, 40))
    assert [] == _told(office)

    office.window(at(date(2027, 3, 15), 8))
    assert ["[Việc chờ] 1 mục chờ xử lý – gần nhất thứ Ba 16/03"] == _told(office)


def test_what_was_decided_before_it_left_is_not_said(office, life):
    life.ask(at(MONDAY, 15), ASKED_FOR)
    with transaction(office.engine) as session:
        context = Context(office.settings, office.rulebook, office.engine, at(TUESDAY, 8))
        queue_mornings(session, context)
    life.decide(at(TUESDAY, 8, 1), DecisionKind.EXTENSION_GRANTED)
    office.window(at(TUESDAY, 8, 2))

    assert [] == _told(office)
    assert [MessageState.CANCELLED] == [
        one.state for one in office.messages() if one.purpose is MessagePurpose.MORNING
    ]


def test_each_reads_what_is_theirs_and_an_administrator_what_is_nobodys(office, life, cast):
    with transaction(office.engine) as session:
        session.add(
            Account(
                name="Đỗ Thị Quản",
                address="quan@so-noi-vu.example",
                unit_code="so-noi-vu",
                role=AccountRole.ADMINISTRATOR,
            )
        )
    life.ask(at(MONDAY, 15), ASKED_FOR)
    office.window(at(TUESDAY, 8))
    assert (1, 0) == (len(_told(office)), len(_told(office, QUAN)))

    with transaction(office.engine) as session:
        session.get_one(Account, cast.officer.id).duties = "III.1.7.b.2"
    office.window(at(date(2027, 3, 10), 8))
    assert (1, 1) == (len(_told(office)), len(_told(office, QUAN)))


def test_contacts_that_do_not_confirm_are_told_on_the_weeks_first_working_day(office):
    office.add_contact("so-y-te", "moi", position=2, verified_at=None, channel="email")
    contact = office.contact("moi@so-y-te.example")
    asked = {"purpose": MessagePurpose.VERIFICATION, "state": MessageState.SENT, "window": "ngay"}
    when = at(date(2027, 3, 4), 8)
    with transaction(office.engine) as session:
        session.add(
            Message(
                key="0",
                mime_id="0",
                channel="email",
                contact_id=contact.id,
                created_at=when,
                next_attempt_at=when,
                sent_at=when,
                **asked,
            )
        )
    for on in (date(2027, 3, 5), MONDAY, TUESDAY, THURSDAY):
        office.window(at(on, 8))

    assert ["[Việc chờ] 1 mục chờ xử lý"] == _told(office)
    assert f"{office.settings.base_url}/bang/dau-moi" in office.postman.to(HA)[0].body


def test_trial_mode_holds_it_and_its_day_over_it_is_let_go(office, life):
    trial = load_settings(
        data_dir=office.settings.data_dir,
        trial=True,
        secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
    )
    life.ask(at(MONDAY, 15), ASKED_FOR)
    running, office.settings = office.settings, trial
    office.window(at(TUESDAY, 8))
    assert [MessageState.HELD] == [one.state for one in office.messages()]

    office.settings = running
    office.window(at(date(2027, 3, 10), 7, 45))
    assert [] == _told(office)


def test_a_real_server_gets_it_with_text_and_html_that_say_the_same(office, life, smtp):
    url = f"mailto://127.0.0.1:{smtp.port}?from=don-doc@so-noi-vu.example&mode=insecure"
    settings = office.settings.model_copy(update={"smtp_url": SecretStr(url)})
    life.ask(at(MONDAY, 15), ASKED_FOR)
    dispatch_window(office.engine, settings, office.rulebook, at(TUESDAY, 8))

    [received] = [one for one in smtp.received if ["ha@so-noi-vu.example"] == one.recipients]
    text, html = (received.message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for part in (text, html):
        assert "Xin gia hạn, chờ trả lời: 1 việc" in part
        assert f"/bang/viec/{life.id}" in part


def test_a_new_draft_of_the_report_is_told_in_one_morning(office, life):
    desk = ReportDesk(life, office.settings)
    desk.draft(at(date(2027, 3, 17), 7, 30))
    for hour in (8, 14):
        office.window(at(date(2027, 3, 17), hour))
    office.window(at(date(2027, 3, 18), 8))

    [letter] = office.postman.to(HA)
    said = "Báo cáo tổng hợp quý I/2027: bản 1, 0/139 đơn vị, số liệu lúc 07:30 ngày 17/03/2027"
    assert f"– {said}" in letter.body
    assert f"{office.settings.base_url}/bang/tai-lieu/1" in letter.body


def test_a_draft_that_changed_before_its_date_is_told_again_and_afterwards_not(office, life):
    desk = ReportDesk(life, office.settings)
    for day in (17, 18, 19, 22):
        morning = date(2027, 3, day)
        desk.hand_in(f"{UNITS[day]}", at(morning, 7))
        desk.draft(at(morning, 7, 30))
        office.window(at(morning, 8))

    told = [letter for letter in office.postman.to(HA) if "Báo cáo tổng hợp quý I" in letter.body]
    assert ["bản 1", "bản 2"] == [re.search(r"bản \d", letter.body)[0] for letter in told]
