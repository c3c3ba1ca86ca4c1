"""A unit's page: all its duties and periods, what it owes, its rate, and what was said to it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.operating.said_to_unit import PAGE_SIZE
from models import Contact, Message
from models.database import transaction
from models.kinds import MessageState
from tests.support.cast import Cast, give_clerks
from tests.support.desk import Desk
from tests.support.portal import Portal

BEFORE, LATE = at(date(2027, 3, 12), 9), at(date(2027, 3, 17), 9)
REVIEW = "II.3.3"
PAGE = "/bang/don-vi/so-y-te"


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(html: str, name: str) -> str:
    """The words under the heading of that id."""
    after = html.partition(f'<h2 id="{name}">')[2]
    return words(after.partition("</section>")[0])


def test_one_click_from_the_board_tells_what_a_unit_still_owes(desk: Desk, portal: Portal) -> None:
    portal.open_round(REVIEW, now=at(date(2027, 3, 24), 7, 30))
    desk.at(at(date(2027, 3, 25), 9))

    [link] = re.findall(r'row"><a href="([^"]+)">Sở Y tế</a>', desk.get("/bang"))
    owed = section(desk.get(link), "con-no")

    assert PAGE == link
    assert owed.startswith("Đang phải làm (2 việc)")
    found = re.findall(r"Báo cáo tuyên[^!]+I/2027|Rà soát[^,]+", owed)
    assert ["Báo cáo tuyên truyền CCHC, quý I/2027", "Rà soát quyết định công bố TTHC"] == found
    assert "! quá hạn hạn thứ Ba, 16/03/2027" in owed


def test_every_duty_of_the_year_stands_with_its_periods(desk: Desk, portal: Portal) -> None:
    portal.open_round(REVIEW, now=at(date(2027, 3, 24), 7, 30))
    viec = desk.hand_in("so-y-te", BEFORE, document_on="11/03/2027")
    desk.at(at(date(2027, 3, 25), 9))

    html = desk.get(PAGE)

    shown = section(html, "cac-ky")
    assert "Các nhiệm vụ năm 2027" in shown
    assert "Báo cáo tuyên truyền CCHC" in shown
    assert "Quý I … chờ kiểm tra 12/03" in shown
    assert "Tháng 3 ○ chưa gửi, hạn" in shown
    assert f'href="/bang/viec/{viec}"' in html


def test_its_rate_stands_beside_its_groups(desk: Desk) -> None:
    give_clerks(desk.portal.engine, ["so-xay-dung"])
    desk.hand_in("so-y-te", BEFORE, document_on="11/03/2027")
    desk.at(LATE)

    said = section(desk.get(PAGE), "dung-han")
    late = section(desk.get("/bang/don-vi/so-tai-chinh"), "dung-han")

    # Sở Y tế on time; Tài chính, Tư pháp, Xây dựng late; Nội vụ's own slot and the unreached: no.
    assert "Đơn vị này 100 % 1/1 Sở, ban, ngành 25 % 1/4" in said
    assert "Đơn vị này 0 % 0/1 Sở, ban, ngành 25 % 1/4" in late


def test_what_was_said_to_it_comes_by_pages(desk: Desk, portal: Portal) -> None:
    with transaction(portal.engine) as session:
        contact = Contact(unit_code="so-y-te", address="them@so-y-te.example", person="Bà Lan")
        session.add(contact)
        session.flush()
        for number in range(PAGE_SIZE + 1):
            moment = at(date(2027, 3, 2), 8, number)
            session.add(_message(contact.id, number, moment))

    first, second = desk.get(PAGE), desk.get(f"{PAGE}?trang=2")
    beyond = desk.get(f"{PAGE}?trang=99")

    assert f"Đã nói với đơn vị ({PAGE_SIZE + 1} tin)" in words(first)
    assert ("Thư số 20", "Thư số 0") == (_subjects(first)[0], _subjects(second)[0])
    assert PAGE_SIZE == len(_subjects(first))
    assert _subjects(second) == _subjects(beyond)
    assert "Bà Lan (đầu mối), đã gửi" in words(first)


def test_who_may_only_see_reads_neither_telephone_nor_letters(
    desk: Desk, sqlite_cast: Cast
) -> None:
    desk.sign_in(sqlite_cast.stranger)

    html = desk.get(PAGE)
    own = desk.get("/bang/don-vi/so-tu-phap")

    assert "van-thu@so-y-te.example" not in html
    assert "Số điện thoại và thư đã gửi không hiện ở đây" in html
    assert "Đang phải làm" in html
    assert "van-thu@so-tu-phap.example" in own


def test_a_number_that_was_used_again_is_the_unit_of_the_day(desk: Desk) -> None:
    """02215 was Phường Ỷ La until 30/06/2025 and is Phường Minh Xuân since."""
    before = desk.get("/bang/don-vi/02215?ngay=30/06/2025")
    since = desk.get("/bang/don-vi/02215")

    headings = [re.findall(r"<h1>(.*?)</h1>", page)[0] for page in (before, since)]
    assert ["UBND phường Ỷ La", "UBND phường Minh Xuân"] == headings


def test_a_code_that_nobody_bears_is_not_found(desk: Desk) -> None:
    assert 404 == desk.client.get("/bang/don-vi/khong-co").status_code


def _subjects(html: str) -> list[str]:
    return re.findall(r"<b>(Thư số \d+)</b>", html)


def _message(contact_id: int | None, number: int, moment: object) -> Message:
    return Message(
        key=f"thu-{number}",
        contact_id=contact_id,
        channel="email",
        window="ngay",
        mime_id=f"<{number}@x.example>",
        subject=f"Thư số {number}",
        state=MessageState.SENT,
        created_at=moment,
        next_attempt_at=moment,
        sent_at=moment,
    )
