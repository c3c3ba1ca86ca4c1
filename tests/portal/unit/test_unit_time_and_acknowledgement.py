"""«Xác nhận đã nhận» and «Xin gia hạn»: said once, kept, and shown on the page."""

from __future__ import annotations

from datetime import date

import httpx

from dondoc.clock import at
from models import Assignment, Audit, Decision
from tests.support.portal import Portal
from tests.support.reading import Page


def ask(portal: Portal, home: str, on: str, reason: str = "Chờ số liệu cấp xã") -> httpx.Response:
    form = {"assignment": portal.assignment(), "asked_on": on, "reason": reason}
    return portal.client.post(f"{home}/gia-han", data=form)


def test_an_acknowledgement_is_kept_once_and_shown(portal: Portal) -> None:
    home, form = portal.link(), {"assignment": portal.assignment()}
    first = portal.client.post(f"{home}/da-nhan", data=form)
    portal.now = at(date(2027, 3, 15), 10)

    portal.client.post(f"{home}/da-nhan", data=form)

    address = f"{home}/viec/{portal.assignment()}#tinh-trang"
    assert (303, address) == (first.status_code, first.headers["location"])
    kept = {row.id: row.acknowledged_at for row in portal.rows(Assignment)}
    assert at(date(2027, 3, 15), 9, 14) == kept[portal.assignment()]
    page = portal.page(home)
    assert "Đã xác nhận nhận việc lúc 09:14 ngày 15/03/2027." in page.text
    assert "da-nhan" not in page.forms
    assert 1 == sum(row.act == "xác nhận đã nhận" for row in portal.rows(Audit))


def test_a_request_for_time_is_kept_and_shown_and_moves_nothing(portal: Portal) -> None:
    home = portal.link()

    answer = ask(portal, home, "17-3-27")

    assert 303 == answer.status_code
    text = portal.page(home).text
    assert "Đã xin gia hạn đến thứ Tư, 17/03/2027" in text
    assert "Hạn: Thứ Ba, 16/03/2027" in text


def test_a_double_tap_asks_once(portal: Portal) -> None:
    home = portal.link()

    for _ in range(2):
        assert 303 == ask(portal, home, "17/03/2027").status_code

    assert 1 == len(portal.rows(Decision))


def test_every_wrong_place_of_the_request_is_named_at_once(portal: Portal) -> None:
    page = Page(ask(portal, portal.link(), "31/02/2027", reason="").text)

    assert "Có 2 chỗ cần sửa" in page.text
    assert {"#asked_on", "#extension_reason"} <= set(page.links)
    assert "31/02/2027" == page.values("gia-han")["asked_on"]


def test_a_day_off_is_refused_with_a_day_that_would_do(portal: Portal) -> None:
    answer = ask(portal, portal.link(), "20/03/2027")

    assert 422 == answer.status_code
    assert "Xin lùi đến ngày" in Page(answer.text).text
    assert "là ngày nghỉ; hãy chọn ngày làm việc" in answer.text
    assert [] == portal.rows(Decision)


def test_the_main_form_keeps_what_is_known_when_the_small_one_is_wrong(portal: Portal) -> None:
    portal.hand_in(portal.link())
    portal.open_round(now=at(date(2027, 6, 1), 8))
    portal.now = at(date(2027, 6, 10), 9)
    form = {"assignment": portal.assignment(period="2027-S1"), "asked_on": "", "reason": "x"}

    page = Page(portal.client.post(f"{portal.link()}/gia-han", data=form).text)

    assert "Nguyễn Văn An" == page.values()["signer"]


def test_once_handed_in_there_is_nothing_to_put_off(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)

    assert "gia-han" not in portal.page(home).forms
    assert 422 == ask(portal, home, "17/03/2027").status_code


def test_where_no_later_day_is_left_the_page_says_why_instead_of_a_form(portal: Portal) -> None:
    """The year's report of 2021 is due on the last day before Sở Nội vụ's own."""
    portal.now = at(date(2021, 12, 13), 9)
    portal.open_round(now=at(date(2021, 12, 1), 8))
    last = portal.assignment(period="2021")
    home = portal.link(assignment_id=last)

    page = portal.page(home)
    why = "thứ Năm, 16/12/2021 đã là ngày cuối trước khi"
    above = "Sở Nội vụ báo cáo cấp trên (thứ Sáu, 17/12/2021)"
    assert f"Không lùi được nữa: {why} {above}" in page.text
    assert "gia-han" not in page.forms
    form = {"assignment": last, "asked_on": "20/12/2021", "reason": "Chờ số liệu"}
    assert f"{why} cấp trên phải báo cáo" in portal.client.post(f"{home}/gia-han", data=form).text


def test_the_example_of_a_later_day_is_one_that_is_taken(portal: Portal) -> None:
    """Also once the level above has reported: what comes then only completes its report."""
    home = portal.link()
    for on, example, said in (
        (date(2027, 3, 15), "17/03/2027", "muộn nhất thứ Tư, 17/03/2027"),
        (date(2027, 3, 19), "22/03/2027", "gửi sau ngày ấy chỉ còn để bổ sung"),
    ):
        portal.now = at(on, 9)
        text = portal.page(home).text
        assert said in text
        assert f"ví dụ: {example}" in text
        assert 303 == ask(portal, home, example).status_code
