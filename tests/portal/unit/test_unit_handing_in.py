"""Handing in: two taps to a receipt, once however often it is tapped, and mended until accepted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from dondoc.clock import at
from models import Contact, Figure, Message, Notice, Submission
from models.database import transaction
from models.kinds import MessageState
from tests.support.portal import TYPED, Portal


def test_a_report_leads_to_its_receipt(portal: Portal) -> None:
    home = portal.link()

    answer = portal.hand_in(home)

    assert (303, f"{home}/bien-nhan/1") == (answer.status_code, answer.headers["location"])
    text = portal.page(f"{home}/bien-nhan/1").text
    assert "Đã nhận báo cáo số 12/BC-STC lúc 09:14 ngày 15/03/2027." in text
    assert "Mã biên nhận BN-2027-000001" in text
    assert "Sở Nội vụ sẽ xem và chấp nhận, hoặc gửi thư đề nghị bổ sung kèm lý do." in text
    assert "Đã gửi lúc 09:14 ngày 15/03/2027, số 12/BC-STC." in portal.page(home).text


def test_what_people_type_is_understood_and_shown_back_in_order(portal: Portal) -> None:
    portal.hand_in(
        portal.link(),
        document_number="số 12 /bc-stc",
        document_on="15-3-27",
        figure_luot_nguoi="1.250",
        figure_tin_bai="1 250",
    )

    (kept,) = portal.rows(Submission)
    assert ("12/BC-STC", date(2027, 3, 15)) == (kept.document_number, kept.document_on)
    figures = {figure.indicator: figure.value for figure in portal.rows(Figure)}
    assert {"tin_bai": 1250, "hoi_nghi": 3, "an_pham": 0, "luot_nguoi": 1250} == figures


def test_a_double_tap_is_one_submission(portal: Portal) -> None:
    home = portal.link()
    form = portal.page(home).values()

    answers = [portal.hand_in(home, form_key=form["form_key"]) for _ in range(2)]

    assert 1 == len(portal.rows(Submission))
    assert answers[0].headers["location"] == answers[1].headers["location"]


def test_two_taps_at_the_same_instant_are_one_submission(portal: Portal) -> None:
    home = portal.link()
    form = {**portal.page(home).values(), **TYPED}

    with ThreadPoolExecutor(4) as taps:
        sent = [taps.submit(portal.client.post, f"{home}/nop", data=form) for _ in range(4)]
    places = {tap.result().headers["location"] for tap in sent}

    assert {f"{home}/bien-nhan/1"} == places
    assert 1 == len(portal.rows(Submission))


def test_back_a_correction_and_a_second_tap_are_not_swallowed(portal: Portal) -> None:
    home = portal.link()
    form = portal.page(home).values()
    portal.hand_in(home, form_key=form["form_key"])

    portal.hand_in(home, form_key=form["form_key"], document_number="13/BC-STC")

    numbers = [kept.document_number for kept in portal.rows(Submission)]
    assert ["12/BC-STC", "13/BC-STC"] == numbers


def test_mending_begins_with_what_was_sent(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home, note="Gửi kèm phụ lục")

    assert "nop" not in portal.page(home).forms
    values = portal.page(f"{home}?sua=1").values()

    assert "12/BC-STC" == values["document_number"]
    assert "15/03/2027" == values["document_on"]
    assert "Nguyễn Văn An" == values["signer"]
    assert "1.250" == values["figure_luot_nguoi"]
    assert "Gửi kèm phụ lục" == values["note"]


def test_the_next_period_knows_the_signer_and_what_was_received(portal: Portal) -> None:
    portal.hand_in(portal.link())
    portal.open_round(now=at(date(2027, 6, 1), 8))
    portal.now = at(date(2027, 6, 10), 9)

    page = portal.page(f"{portal.link()}/viec/{portal.assignment(period='2027-S1')}")

    assert "Nguyễn Văn An" == page.values()["signer"]
    assert "" == page.values()["figure_luot_nguoi"]
    assert "Đã nhận trước đây Quý I/2027" in page.text


def test_figures_are_held_against_the_same_period_a_year_before(portal: Portal) -> None:
    """«6 tháng» beside quý I would compare a sum with one of its parts."""
    portal.open_round(now=at(date(2026, 6, 1), 8))
    portal.open_round(now=at(date(2027, 6, 1), 8))
    home, now = portal.link(), portal.now
    before, here = portal.assignment(period="2026-S1"), portal.assignment(period="2027-S1")
    portal.hand_in(home, figure_luot_nguoi="40")  # quý I/2027
    portal.now = at(date(2026, 6, 10), 9)
    portal.client.post(
        f"{home}/nop", data={**TYPED, "assignment": before, "document_on": "9/6/2026"}
    )
    portal.now = max(now, at(date(2027, 6, 10), 9))

    page = portal.page(f"{home}/viec/{here}")

    assert "6 tháng/2026: 1.250" in page.text
    assert "40" not in page.text
    assert "Số liệu từ 15/12/2026 đến 14/06/2027, cộng dồn. Không có thì ghi 0." in page.text


def test_the_receipt_is_mailed_once_the_answer_is_out(portal: Portal) -> None:
    with transaction(portal.engine) as session:
        session.add(Contact(unit_code="so-tai-chinh", address="van-thu@stc.example"))

    portal.hand_in(portal.link())

    assert ["receipt"] == [notice.kind for notice in portal.rows(Notice)]
    # The settings are in trial mode: dispatch came, and held what it may not send.
    assert [MessageState.HELD] == [message.state for message in portal.rows(Message)]


def test_what_is_merely_odd_is_said_on_the_receipt(portal: Portal) -> None:
    receipt = portal.hand_in(portal.link(), document_on="12/03/2027").headers["location"]

    assert "Văn bản ký ngày 12/03/2027, trước ngày chốt số liệu" in portal.page(receipt).text


def test_it_is_recorded_as_the_contact_that_the_link_was_sent_to(portal: Portal) -> None:
    with transaction(portal.engine) as session:
        session.add(Contact(id=7, unit_code="so-tai-chinh", address="van-thu@stc.example"))

    portal.hand_in(portal.link(contact_id=7, assignment_id=portal.assignment()))

    assert ["contact:7"] == [kept.recorded_by for kept in portal.rows(Submission)]
