"""A receipt looked at later: what was true when it was given, then what came after."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.delivery.composing.compose import compose_item
from dondoc.messages.render import render
from models import Account
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind
from tests.support.cast import Cast
from tests.support.colleagues import another_officer
from tests.support.portal import Portal

AFTERNOON = at(date(2027, 3, 15), 15)
NOTHING_MORE = "không phải làm gì thêm"
RETURNED = Ruling(DecisionKind.RETURNED, "Thiếu số liệu", date(2027, 3, 17))


@pytest.fixture
def home(portal: Portal, sqlite_cast: Cast) -> str:
    home = portal.link()
    portal.hand_in(home)
    return home


def _decide(
    portal: Portal, ruling: Ruling, account: Account | None = None, now: datetime = AFTERNOON
) -> None:
    portal.now = now
    with transaction(portal.engine) as session:
        decide(
            session,
            portal.rulebook,
            assignment_id=portal.assignment(),
            account=account or session.get_one(Account, 1),
            ruling=ruling,
            now=portal.now,
        )


def test_it_keeps_its_date_and_its_verdict_and_says_what_came_after(portal: Portal, home: str):
    given = portal.page(f"{home}/bien-nhan/1").text
    assert "thứ Ba, 16/03/2027 (nhận đúng hạn)" in given
    assert NOTHING_MORE in given

    _decide(portal, RETURNED)
    later = portal.page(f"{home}/bien-nhan/1").text

    assert "thứ Ba, 16/03/2027 (nhận đúng hạn)" in later
    assert "Sau đó 15:00 ngày 15/03/2027: trả lại, hạn thứ Tư, 17/03/2027." in later
    assert "Đơn vị còn phải gửi, hạn thứ Tư, 17/03/2027" in later
    assert NOTHING_MORE not in later


def test_it_names_the_answer_that_followed(portal: Portal, home: str):
    _decide(portal, RETURNED)
    portal.hand_in(home)
    first, second = (portal.page(f"{home}/bien-nhan/{number}").text for number in (1, 2))

    assert "15:00 ngày 15/03/2027: gửi lần 2, mã biên nhận BN-2027-000002." in first
    assert "Sau đó" not in second


def test_what_was_accepted_then_opened_again_is_not_said_to_be_accepted(portal: Portal, home: str):
    _decide(portal, Ruling(DecisionKind.ACCEPTED))
    accepted = portal.page(f"{home}/bien-nhan/1").text
    assert "Đã được chấp nhận lúc 15:00 ngày 15/03/2027." in accepted

    other = another_officer(portal.engine)
    _decide(portal, Ruling(DecisionKind.REOPENED, "Nhầm kỳ"), other)
    page = portal.page(f"{home}/bien-nhan/1").text

    assert "Sở Nội vụ đã mở lại việc này, 15:00 ngày 15/03/2027. Lý do: Nhầm kỳ" in (
        portal.page(home).text
    )
    assert "15:00 ngày 15/03/2027: mở lại." in page
    assert "Đã được chấp nhận lúc" not in page


def test_a_late_receipt_stays_late_whatever_date_followed(portal: Portal, sqlite_cast: Cast):
    home = portal.link()
    portal.now = at(date(2027, 3, 17), 9)
    portal.hand_in(home, document_on="16/03/2027")
    _decide(portal, Ruling(DecisionKind.RETURNED, "Thiếu số liệu"), now=at(date(2027, 3, 17), 10))

    assert "thứ Ba, 16/03/2027 (nhận sau hạn)" in portal.page(f"{home}/bien-nhan/1").text


def test_a_receipt_mailed_late_says_the_same(portal: Portal, home: str):
    _decide(portal, RETURNED)
    with transaction(portal.engine, write=False) as session:
        item = compose_item(
            session,
            portal.rulebook,
            portal.settings,
            assignment_id=portal.assignment(),
            kind=NoticeKind.RECEIPT,
            now=portal.now,
            detail={"submission_id": 1},
        )
    text = render([item], to_name=item.unit_name).text

    assert "Ghi nhận đúng hạn; hạn là thứ Ba, ngày 16/03/2027." in text
    assert "Sau đó:\n15:00 ngày 15/03/2027: trả lại, hạn thứ Tư, 17/03/2027." in text
    assert "Việc này Quý cơ quan còn phải gửi, hạn thứ Tư, ngày 17/03/2027." in text
    assert NOTHING_MORE not in text
