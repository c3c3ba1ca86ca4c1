"""The desk's page: who may, what a tap does without a script, what its script is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from dondoc.clock import at
from models import CheckIn, Conference, Delegate
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.conference_day import DAY, OPENS_AT, ConferenceDay, conference_day
from tests.support.desk import Desk
from tests.support.portal import Portal

HOME = "/bang/hoi-nghi/hoi-nghi-2026/ban-don"
JSON = {"Accept": "application/json"}
SCAN = "quet-" + "a" * 20


@pytest.fixture
def day(portal: Portal) -> ConferenceDay:
    portal.now = OPENS_AT
    return conference_day(portal.engine)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast, day: ConferenceDay) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def sent(desk: Desk, **fields: Any) -> httpx.Response:
    """One scan as the page's script sends it."""
    token = desk.portal.page(HOME).values("ghi")["form_token"]
    data = {"form_token": token, "thiet_bi": "Bàn 1", **fields}
    return desk.client.post(f"{HOME}/ghi", data=data, headers=JSON)


def test_a_tap_without_a_script_is_recorded_and_said(desk: Desk, day: ConferenceDay) -> None:
    key = desk.portal.page(HOME).values("ghi")["lan"]
    answers = [desk.post(f"{HOME}/ghi", co_mat="AAAAA", lan=key) for _ in range(2)]
    page = desk.get(str(answers[1].headers["location"]))

    assert [303, 303] == [one.status_code for one in answers]
    assert "Người 1 của so-tai-chinh (Sở Tài chính): đã ghi có mặt lúc 07:30." in page
    assert '<b id="dem">1</b>/4 đại biểu có mặt' in page
    assert 1 == len(day.rows(CheckIn))


def test_another_page_says_when_and_where_somebody_was_counted(desk: Desk) -> None:
    for _ in range(2):
        key = desk.portal.page(HOME).values("ghi")["lan"]
        answer = desk.post(f"{HOME}/ghi", co_mat="AAAAA", lan=key, thiet_bi="Bàn 2")

    page = desk.get(str(answer.headers["location"]))
    assert "đã điểm danh lúc 07:30, tại Bàn 2. Không tính thêm." in page


def test_opening_a_qr_code_shows_the_delegate_and_changes_nothing(
    desk: Desk, day: ConferenceDay
) -> None:
    before = desk.portal.dump()
    page = desk.get(f"{HOME}?ma=aaaaa")
    stranger = desk.get(f"{HOME}?ma=XXXXX")

    assert "Đại biểu mang mã AAAAA" in page
    assert page.index("Người 1 của so-tai-chinh") < page.index("Người 2 của so-tai-chinh")
    assert "Không có đại biểu mang mã này" in stranger
    assert before == desk.portal.dump()


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("tu phap", ["DDDDD", "EEEEE"]),
        ("người 2", ["EEEEE", "CCCCC"]),
        ("STC", ["AAAAA", "CCCCC"]),
        ("ddddd", ["DDDDD", "EEEEE"]),  # the code's own first, in a place of its own
        ("https://x.example/bang/hoi-nghi/h/ban-don?ma=CCCCC", ["CCCCC", "DDDDD"]),
        ("không ai", []),
    ],
)
def test_it_finds_by_unit_name_and_code(desk: Desk, wanted: str, codes: list[str]) -> None:
    page = desk.portal.page(f"{HOME}?tim={wanted}")

    shown = [str(one["data-ma"]) for tag, one in page.elements if tag == "li" and "data-ma" in one]
    assert codes == shown[: len(codes)]
    assert bool(codes) == bool(shown)


def test_the_script_is_told_what_it_may_forget(desk: Desk, day: ConferenceDay) -> None:
    counted = sent(desk, co_mat="AAAAA", ma_quet=SCAN)
    replayed = sent(desk, co_mat="AAAAA", ma_quet=SCAN, tu_hang_doi="1")
    unknown = sent(desk, co_mat="XXXXX", ma_quet=SCAN + "2")
    day.change(Conference, day.conference_id, cancelled_at=OPENS_AT)
    refused = sent(desk, co_mat="CCCCC", ma_quet=SCAN + "3")
    bad = sent(desk, co_mat="CCCCC", ma_quet="x")

    statuses = [one.status_code for one in (counted, replayed, unknown, refused, bad)]
    assert [200, 200, 404, 400, 400] == statuses
    assert ("counted", True, 1, "07:30, Bàn 1") == tuple(
        counted.json()[name] for name in ("ket", "co_mat", "dem", "luc")
    )
    assert "bàn đón đã đóng" in refused.json()["cau"]
    assert "hãy mở lại trang bàn đón" in bad.json()["cau"]


def test_a_queue_keeps_the_devices_hour_and_says_so(desk: Desk, day: ConferenceDay) -> None:
    sent(
        desk,
        co_mat="AAAAA",
        ma_quet=SCAN,
        tu_hang_doi="1",
        luc="2026-11-27T00:20:00Z",
        gui_luc="2026-11-27T00:30:00Z",
    )

    (row,) = day.rows(CheckIn)
    assert (True, at(DAY, 7, 20), OPENS_AT) == (row.offline, row.device_at, row.server_at)
    assert "07:20, Bàn 1" in desk.get(HOME)


def test_whom_his_unit_replaced_can_be_let_in_by_pressing(desk: Desk, day: ConferenceDay) -> None:
    day.change(Delegate, day.delegate().id, removed_at=OPENS_AT)
    refused = sent(desk, co_mat="AAAAA", ma_quet=SCAN)
    pressed = sent(desk, van_ghi=refused.json()["van_ghi"], ma_quet=SCAN + "2")

    assert (400, "AAAAA") == (refused.status_code, refused.json()["van_ghi"])
    assert (200, "forced", 1) == (
        pressed.status_code,
        pressed.json()["ket"],
        pressed.json()["dem"],
    )


def test_somebody_who_is_not_on_the_list_is_added(desk: Desk, day: ConferenceDay) -> None:
    key = desk.portal.page(HOME).values("ghi")["lan"]
    wrong = desk.post(f"{HOME}/them", ho_ten="", don_vi="Sở Không Có", lan=key)
    right = desk.post(f"{HOME}/them", ho_ten="Lê Văn Mới", don_vi="SYT", lan=key)

    assert 422 == wrong.status_code
    assert "Có 2 chỗ" in wrong.text or "Chưa ghi được" in wrong.text
    assert 'value="Sở Không Có"' in wrong.text
    assert 303 == right.status_code
    assert "ngoài danh sách mời" in desk.get(HOME)


def test_nobody_else_sees_delegates(portal: Portal, sqlite_cast: Cast, day: ConferenceDay) -> None:
    sqlite_cast.stranger.role = AccountRole.ADMINISTRATOR  # of another body
    people = sqlite_cast.viewer, sqlite_cast.stranger

    statuses = []
    for account in people:
        with_account = Desk(portal)
        with_account.sign_in(account)
        statuses += [
            portal.get(HOME + end).status_code for end in ("", "/../danh-sach", "/../the-dai-bieu")
        ]
    portal.client.cookies.clear()

    assert [403] * 6 == statuses
    assert 303 == portal.get(HOME).status_code
    assert 303 == portal.client.post(f"{HOME}/ghi", data={"co_mat": "AAAAA"}).status_code
    assert [] == day.rows(CheckIn)


def test_only_this_page_runs_a_script_and_only_ours(desk: Desk) -> None:
    answer = desk.client.get(HOME)
    page = desk.portal.page(HOME)

    policy = answer.headers["content-security-policy"]
    assert policy.endswith("; script-src 'self'; connect-src 'self'")
    assert ["/static/desk.js"] == [one["src"] for tag, one in page.elements if tag == "script"]
    assert "script-src" not in desk.client.get("/bang").headers["content-security-policy"]


def test_the_list_is_printed_signed_and_entered_once(desk: Desk, day: ConferenceDay) -> None:
    day.scan("a" * 20, "CCCCC", device="Bàn 1")
    where = "/bang/hoi-nghi/hoi-nghi-2026/danh-sach"
    page = desk.portal.page(where)
    form = {"lan": page.values("nhap")["lan"], "ky": ["AAAAA", "CCCCC"], "gio": "7h15"}
    desk.at(OPENS_AT + timedelta(hours=5))
    answers = [desk.post(f"{where}/nhap", **form) for _ in range(2)]

    assert [303, 303] == [one.status_code for one in answers]
    done = desk.get(str(answers[0].headers["location"]))
    assert "Đã ghi 1 đại biểu có mặt. 1 đại biểu đã điểm danh trước đó" in done
    assert "07:15, Danh sách giấy" in done
    assert 3 == len(day.rows(CheckIn))


def test_a_list_with_a_line_that_cannot_be_entered_enters_nobody(
    desk: Desk, day: ConferenceDay
) -> None:
    where = "/bang/hoi-nghi/hoi-nghi-2026/danh-sach"
    key = desk.portal.page(where).values("nhap")["lan"]
    refused = [
        desk.post(f"{where}/nhap", lan=key, ky=["AAAAA", "XXXXX"]),
        desk.post(f"{where}/nhap", lan=key),
        desk.post(f"{where}/nhap", lan=key, ky=["AAAAA"], gio="sáng"),
    ]

    assert [422] * 3 == [one.status_code for one in refused]
    assert "không có đại biểu mang mã này" in refused[0].text
    assert [] == day.rows(CheckIn)


def test_the_list_is_a_file_too_and_cards_carry_codes(desk: Desk, day: ConferenceDay) -> None:
    where = "/bang/hoi-nghi/hoi-nghi-2026"
    table = desk.client.get(f"{where}/danh-sach?tai=csv")
    word = desk.client.get(f"{where}/danh-sach?tai=docx")
    cards = desk.get(f"{where}/the-dai-bieu")

    assert "Người 1 của so-tai-chinh" in table.text
    assert "0207 300 0100" in table.text
    assert (200, b"PK") == (word.status_code, word.content[:2])
    assert 4 == cards.count("<svg")
