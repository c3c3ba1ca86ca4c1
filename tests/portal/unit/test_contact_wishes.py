"""A unit's page about who is written to: three requests, ruled on at `/bang/dau-moi`."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from models import Contact, ContactRequest
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page

NOW = at(date(2027, 3, 15), 9, 14)
CLERK = "van-thu@so-tai-chinh.example"
TYPED = {
    "de_nghi": "doi",
    "ho_ten": "Trần Thị Lan",
    "dia_chi": "lan@so-tai-chinh.example",
    "dien_thoai": "0207 300 0009",
    "ghi_chu": "Từ 01/04",
}


@pytest.fixture
def home(portal: Portal, sqlite_cast: Cast) -> str:
    """The link that was sent to the clerk of Sở Tài chính."""
    with transaction(portal.engine, write=False) as session:
        number = session.exec(select(Contact.id).where(col(Contact.address) == CLERK)).one()
    return portal.link(contact_id=number)


def test_the_unit_finds_it_below_the_number_to_call(portal: Portal, home: str) -> None:
    about = f"{home}/dau-moi?viec={portal.assignment()}"

    assert "Chuyển cho đồng nghiệp, đổi đầu mối" == portal.page(home).links[about]
    assert f"{home}/dau-moi" in portal.page(f"{home}/danh-sach").links
    page = portal.page(about)
    assert CLERK in page.text
    wanted = ["Chuyển việc này cho đồng nghiệp", "Đổi đầu mối", "Tôi không phụ trách nữa"]
    assert [True] * 3 == [words in page.text for words in wanted]


def test_what_is_asked_waits_and_is_shown_as_waiting(portal: Portal, home: str) -> None:
    answer = portal.client.post(f"{home}/dau-moi", data=TYPED)

    (row,) = portal.rows(ContactRequest)
    assert (303, "replace", "Trần Thị Lan", "lan@so-tai-chinh.example") == (
        answer.status_code,
        row.wish,
        row.person,
        row.address,
    )
    assert {CLERK} == {
        c.address for c in portal.rows(Contact) if c.address.startswith("van-thu@so-tai-c")
    }
    assert "lan@so-tai-chinh.example" not in {c.address for c in portal.rows(Contact)}
    assert "chờ xác nhận" in portal.page(answer.headers["location"]).text


def test_what_is_missing_is_named_at_its_field_and_what_was_typed_stays(
    portal: Portal, home: str
) -> None:
    wrong = {**TYPED, "de_nghi": "chuyen", "ho_ten": "", "dia_chi": "lan@so", "viec": "x"}
    wrong["viec"] = str(portal.assignment())
    answer = portal.client.post(f"{home}/dau-moi", data=wrong)
    page = Page(answer.text)

    assert 422 == answer.status_code
    assert {"#chuyen-person", "#chuyen-address"} <= set(page.links)
    assert "lan@so" == page.by_id("chuyen-address")["value"]
    assert "true" == page.by_id("chuyen-person")["aria-invalid"]
    assert [] == portal.rows(ContactRequest)


def test_another_units_matter_cannot_be_shared_nor_a_link_of_nobody_used(
    portal: Portal, home: str
) -> None:
    foreign = {**TYPED, "de_nghi": "chuyen", "viec": str(portal.assignment("so-y-te"))}

    assert 404 == portal.client.post(f"{home}/dau-moi", data=foreign).status_code
    assert 404 == portal.get(f"{portal.link()}/dau-moi").status_code
    assert 422 == portal.client.post(f"{home}/dau-moi", data={"de_nghi": "x"}).status_code
    assert [] == portal.rows(ContactRequest)


def test_the_officer_reads_who_asks_for_whom_and_confirms(
    portal: Portal, sqlite_cast: Cast, home: str
) -> None:
    portal.client.post(f"{home}/dau-moi", data={**TYPED, "dia_chi": "lan@gmail.com"})
    desk = Desk(portal, sqlite_cast.officer)
    (row,) = portal.rows(ContactRequest)

    assert "Đề nghị của đơn vị về đầu mối: 1" in desk.get("/bang")
    assert "1 đề nghị về đầu mối chờ xác nhận" in desk.get("/bang?nam=2027")
    listed = desk.get("/bang/dau-moi")
    for words in ("đổi đầu mối sang Trần Thị Lan", CLERK, "Từ 01/04", "Không phải thư công vụ"):
        assert words in listed
    answer = desk.post(f"/bang/dau-moi/de-nghi/{row.id}", quyet_dinh="dong-y")

    assert (303, "/bang/dau-moi?quyet-dinh=dong-y") == (
        answer.status_code,
        answer.headers["location"],
    )
    (row,) = portal.rows(ContactRequest)
    assert (True, f"account:{sqlite_cast.officer.id}") == (row.accepted, row.decided_by)
    assert 404 == portal.get(home).status_code
    assert "Đã đồng ý" in desk.get(answer.headers["location"])


def test_a_refusal_without_a_reason_is_asked_for_one(
    portal: Portal, sqlite_cast: Cast, home: str
) -> None:
    portal.client.post(f"{home}/dau-moi", data=TYPED)
    desk = Desk(portal, sqlite_cast.officer)
    (row,) = portal.rows(ContactRequest)

    answer = desk.post(f"/bang/dau-moi/de-nghi/{row.id}", quyet_dinh="khong")

    assert 422 == answer.status_code
    assert f'href="#dn-{row.id}-reason"' in answer.text
    assert portal.rows(ContactRequest)[0].decided_at is None
    desk.post(f"/bang/dau-moi/de-nghi/{row.id}", quyet_dinh="khong", ly_do="Chưa rõ")
    assert (False, "Chưa rõ") == (
        portal.rows(ContactRequest)[0].accepted,
        portal.rows(ContactRequest)[0].reason,
    )
    assert 200 == portal.get(home).status_code
