"""A dead link: a fresh one goes to a proven address of that unit, and the page tells nothing."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from sqlmodel import col, select

from dondoc.ledger.links import make_token
from dondoc.limits import MOST_NEW_LINKS
from models import Contact, Message, Token
from models.database import transaction
from models.kinds import TokenPurpose
from models.reasons import MessagePurpose
from tests.support.cast import Cast
from tests.support.portal import Portal
from tests.support.reading import Page

KNOWN = "van-thu@so-tai-chinh.example"


@pytest.fixture
def dead(portal: Portal, sqlite_cast: Cast) -> str:
    """The link of Sở Tài chính's own report, past its time."""
    return portal.link(lasts=timedelta(0))


def ask(portal: Portal, link: str, address: str = KNOWN) -> httpx.Response:
    """By the form of the page that the dead link shows."""
    form = Page(portal.get(link).text).values("duong-dan-moi")
    return portal.client.post("/duong-dan-moi", data={**form, "dia_chi": address})


def mails(portal: Portal) -> list[Message]:
    return [one for one in portal.rows(Message) if one.purpose is MessagePurpose.NEW_LINK]


def test_the_fresh_link_opens_the_page_that_the_dead_one_was_for(portal: Portal, dead: str) -> None:
    ask(portal, dead, " Van-Thu@so-tai-chinh.example ")

    (mail,) = mails(portal)
    assert (KNOWN, True) == (mail.address, mail.any_hour)
    assert "[Đường dẫn mới] Trang đơn vị, T2 15/03 – Sở Tài chính" == mail.subject
    fresh = make_token(portal.settings.signing_key(), mail.key, "don-vi")
    assert 200 == portal.get(f"/v/{fresh}").status_code
    assert "Báo cáo kết quả tuyên truyền" in portal.get(f"/v/{fresh}").text
    assert fresh not in mail.text + mail.html
    (kept,) = [one for one in portal.rows(Token) if one.contact_id is not None]
    assert (TokenPurpose.UNIT, portal.assignment()) == (kept.purpose, kept.assignment_id)


@pytest.mark.parametrize(
    "address",
    ["ai-do@khong-co.example", "van-thu@so-y-te.example", "giam-doc@so-tai-chinh.example"],
)
def test_whoever_it_is_the_page_says_the_same(portal: Portal, dead: str, address: str) -> None:
    known, other = ask(portal, dead), ask(portal, dead, address)

    assert (200, 200) == (known.status_code, other.status_code)
    assert known.text == other.text.replace(address, KNOWN)


def test_only_that_units_proven_address_gets_one(portal: Portal, dead: str) -> None:
    for address in ("ai-do@khong-co.example", "van-thu@so-y-te.example"):
        ask(portal, dead, address)
    with transaction(portal.engine) as session:
        mine = session.exec(select(Contact).where(col(Contact.address) == KNOWN)).one()
        mine.verified_at = None
    ask(portal, dead)
    with transaction(portal.engine) as session:
        mine = session.exec(select(Contact).where(col(Contact.address) == KNOWN)).one()
        mine.verified_at = mine.disabled_at = portal.now
    ask(portal, dead)

    assert [] == mails(portal)


def test_a_link_that_was_cut_short_still_helps_who_is_a_contact(portal: Portal, dead: str) -> None:
    ask(portal, dead[:-5])

    (mail,) = mails(portal)
    fresh = make_token(portal.settings.signing_key(), mail.key, "don-vi")
    assert "Các việc của đơn vị" in portal.get(f"/v/{fresh}").text


def test_a_unit_gets_a_few_a_day_and_more_the_next(portal: Portal, dead: str) -> None:
    addresses = [KNOWN, "giam-doc@so-tai-chinh.example"]
    for number in range(MOST_NEW_LINKS + 2):
        ask(portal, dead, addresses[number % 2])
    assert MOST_NEW_LINKS == len(mails(portal))

    portal.now += timedelta(days=1)
    ask(portal, dead)
    assert MOST_NEW_LINKS + 1 == len(mails(portal))


def test_what_is_no_address_is_said_at_the_field(portal: Portal, dead: str) -> None:
    answer = ask(portal, dead, "van thu")

    assert 422 == answer.status_code
    assert "Hãy ghi địa chỉ thư điện tử" in answer.text
    assert dead.removeprefix("/v/") in Page(answer.text).values("duong-dan-moi")["duong_dan"]
    assert [] == mails(portal)


def test_reading_the_pages_changes_nothing(portal: Portal, dead: str) -> None:
    before = portal.dump()

    assert 404 == portal.get(dead).status_code
    assert 200 == portal.get("/duong-dan-moi").status_code
    assert before == portal.dump()
