"""What the unit sees once an officer has decided: accepted, returned, extended, waived."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from models import Account
from models.database import transaction
from models.kinds import AccountRole, DecisionKind
from tests.support.portal import Portal


def test_after_acceptance_it_is_shown_and_not_mended(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)
    _decide(portal, Ruling(DecisionKind.ACCEPTED))

    page = portal.page(f"{home}?sua=1")

    assert {} == page.forms
    assert "✓ Đúng hạn" in page.text
    answer = portal.client.post(
        f"{home}/nop", data={"assignment": portal.assignment(), "answer": "not_done", "reason": "x"}
    )
    assert 422 == answer.status_code
    assert "đã được chấp nhận nên không sửa được nữa" in answer.text


def test_a_return_shows_the_officers_words_and_what_was_sent(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)
    portal.now = at(date(2027, 3, 15), 15)
    _decide(portal, Ruling(DecisionKind.RETURNED, "Thiếu số liệu của hai phòng."))

    page = portal.page(home)

    assert "Sở Nội vụ đề nghị bổ sung Thiếu số liệu của hai phòng." in page.text
    assert "Hạn gửi lại: Thứ Tư, 17/03/2027" in page.text
    assert "12/BC-STC" == page.values()["document_number"]


def test_a_granted_extension_gives_the_new_date(portal: Portal) -> None:
    home = portal.link()
    _decide(portal, Ruling(DecisionKind.EXTENSION_GRANTED, "", date(2027, 3, 17)))

    text = portal.page(home).text

    assert "Hạn: Thứ Tư, 17/03/2027" in text
    assert "Sở Nội vụ đã đồng ý gia hạn; ngày ghi ở trên là ngày mới." in text
    assert "từ 16/03/2027 thành thứ Tư, 17/03/2027" in text


def test_what_is_waived_asks_for_nothing_and_says_why(portal: Portal) -> None:
    home = portal.link()
    _decide(portal, Ruling(DecisionKind.WAIVED, "Đơn vị mới thành lập."))

    page = portal.page(home)

    assert {} == page.forms
    assert "– Miễn Không phải gửi nữa." in page.text
    assert "Đơn vị mới thành lập." in page.text


def _decide(portal: Portal, ruling: Ruling) -> None:
    with transaction(portal.engine) as session:
        officer = session.exec(select(Account)).first() or Account(
            name="Hà",
            address="ha@so-noi-vu.example",
            unit_code="so-noi-vu",
            role=AccountRole.OFFICER,
        )
        session.add(officer)
        session.flush()
        decide(
            session,
            portal.rulebook,
            assignment_id=portal.assignment(),
            account=officer,
            ruling=ruling,
            now=portal.now,
        )
