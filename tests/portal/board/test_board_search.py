"""One field on every page: a unit, a document's number, a receipt's number."""

from __future__ import annotations

import pytest

from dondoc.submissions.record_submission import receipt_number
from models import Account, Submission
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def led_to(desk: Desk, wanted: str) -> str:
    """Where the search leads at once; empty where it shows a list."""
    answer = desk.client.get("/bang/tim-kiem", params={"tim": wanted})
    return str(answer.headers.get("Location", ""))


def hand_in(desk: Desk, unit: str, number: str) -> tuple[int, str]:
    viec = desk.hand_in(unit, desk.portal.now, document_number=number)
    row = desk.portal.rows(Submission)[-1]
    return viec, receipt_number(row.id, row.recorded_at)


def test_the_field_stands_on_every_page_of_the_board(desk: Desk) -> None:
    for path in ("/bang", "/bang/dau-moi", f"/bang/viec/{desk.portal.assignment()}"):
        assert "tim" in Page(desk.get(path)).forms["tim-kiem"], path


def test_one_unit_is_gone_to_at_once(desk: Desk) -> None:
    found = {led_to(desk, one) for one in ("Sở Tài chính", "so tai chinh", "STC", "so-tai-chinh")}

    assert {"/bang/don-vi/so-tai-chinh"} == found


def test_parts_of_names_give_a_short_list(desk: Desk) -> None:
    page = Page(desk.client.get("/bang/tim-kiem?tim=xa+tan").text)

    found = [words for link, words in page.links.items() if "/bang/don-vi/" in link]
    assert 2 <= len(found) <= 20
    assert [] == [words for words in found if "Tân" not in words]


def test_a_word_in_every_name_is_cut_short_and_said_so(desk: Desk) -> None:
    text = Page(desk.client.get("/bang/tim-kiem?tim=a").text).text

    assert "Hơn 20 kết quả" in text
    assert "hãy ghi rõ hơn" in text


def test_a_document_and_a_receipt_lead_to_what_they_were_for(desk: Desk) -> None:
    viec, receipt = hand_in(desk, "so-tai-chinh", "77/BC-STC")

    for wanted in ("77/BC-STC", "số 77 /bc-stc", receipt, receipt.lower(), receipt[3:]):
        assert (f"/bang/viec/{viec}" if wanted != receipt[3:] else "") == led_to(desk, wanted)


def test_a_number_of_several_units_gives_a_list(desk: Desk) -> None:
    hand_in(desk, "so-tai-chinh", "77/BC-UBND")
    hand_in(desk, "so-y-te", "77/BC-UBND")

    text = Page(desk.client.get("/bang/tim-kiem?tim=77/BC-UBND").text).text

    assert "2 kết quả cho “77/BC-UBND”" in text
    assert "Sở Y tế, quý I/2027" in text


def test_what_may_not_be_read_is_not_found(portal: Portal, desk: Desk) -> None:
    _viec, receipt = hand_in(desk, "so-y-te", "77/BC-SYT")
    other = Account(
        name="Người xem",
        address="xem@so-tu-phap.example",
        unit_code="so-tu-phap",
        role=AccountRole.VIEWER,
    )
    with transaction(portal.engine) as session:
        session.add(other)
    stranger = Desk(portal, other)

    answers = [
        stranger.client.get("/bang/tim-kiem", params={"tim": one}) for one in ("77/BC-SYT", receipt)
    ]

    assert [200, 200] == [one.status_code for one in answers]
    assert [] == [one.text for one in answers if "Không tìm thấy" not in one.text]


def test_what_finds_nothing_says_what_to_write(desk: Desk) -> None:
    wanted = {
        "": (200, "Hãy ghi tên, ký hiệu"),
        "BN-2026-000001": (200, "Không tìm thấy"),
        "BN-2027-999999999": (200, "Không tìm thấy"),
        "không có ở đâu": (200, "Không tìm thấy"),
        "x" * 101: (422, "dài quá 100 ký tự"),
    }
    before = desk.portal.dump()

    answers = {one: desk.client.get("/bang/tim-kiem", params={"tim": one}) for one in wanted}

    assert [] == [
        one
        for one, (status, words) in wanted.items()
        if status != answers[one].status_code or words not in answers[one].text
    ]
    assert before == desk.portal.dump()
