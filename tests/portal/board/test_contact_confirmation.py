"""A contact confirms its address by one button; a contact that acts by a link has proven it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.ledger.links import Right, keep_tokens, make_token
from models import Account, Audit, Contact
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)


@pytest.fixture
def contact(portal: Portal) -> Contact:
    row = Contact(unit_code="so-tai-chinh", address="mai@so-tai-chinh.example", person="Mai")
    with transaction(portal.engine) as session:
        session.add(row)
    return row


@pytest.fixture
def link(portal: Portal, contact: Contact) -> str:
    key, right = portal.settings.signing_key(), Right(TokenPurpose.VERIFY, contact_id=contact.id)
    with transaction(portal.engine) as session:
        keep_tokens(session, key, {("thu", "x"): right}, now=NOW, lasts=timedelta(days=120))
    return f"/xac-nhan/{make_token(key, 'thu', 'x')}"


def verified_at(portal: Portal):
    return [one.verified_at for one in portal.rows(Contact)][-1]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_changes_nothing(portal: Portal, link: str, method: str) -> None:
    before = portal.dump()

    assert 200 == portal.client.request(method, link).status_code
    assert before == portal.dump()


def test_the_page_has_one_button_that_says_what_is_confirmed(portal: Portal, link: str) -> None:
    text = portal.get(link).text

    assert 1 == text.count("<button")
    assert "Xác nhận đây là đầu mối của Sở Tài chính" in text
    assert "mai@so-tai-chinh.example" in text
    assert "Mai<" not in text  # who opens it may be anybody


def test_the_button_confirms_once_and_says_so(portal: Portal, contact: Contact, link: str) -> None:
    answer = portal.client.post(link)
    portal.now = at(date(2027, 3, 16), 8)
    portal.client.post(link)

    assert (303, link) == (answer.status_code, answer.headers["location"])
    assert NOW == verified_at(portal)
    assert "Đã xác nhận" in portal.get(link).text
    (told,) = [one for one in portal.rows(Audit) if one.act == "xác nhận địa chỉ đầu mối"]
    assert (f"contact:{contact.id}", f"contact:{contact.id}") == (told.actor, told.target)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_of_another_purpose_or_of_nobody_is_not_found(portal: Portal, method: str) -> None:
    of_unit = portal.link().removeprefix("/v/")

    for token in (of_unit, "a" * 32, "x"):
        assert 404 == portal.client.request(method, f"/xac-nhan/{token}").status_code


def test_it_opens_no_page_of_the_unit(portal: Portal, link: str) -> None:
    assert 404 == portal.get(link.replace("/xac-nhan/", "/v/")).status_code


def test_a_contact_out_of_use_confirms_nothing(portal: Portal, contact: Contact, link: str) -> None:
    with transaction(portal.engine) as session:
        session.get_one(Contact, contact.id).disabled_at = NOW

    assert 404 == portal.client.post(link).status_code
    assert verified_at(portal) is None


def test_any_act_by_a_link_sent_to_the_contact_proves_it(portal: Portal, contact: Contact) -> None:
    home = portal.link(contact_id=contact.id)
    portal.get(home)
    assert verified_at(portal) is None

    form = portal.page(home).values()
    portal.client.post(f"{home}/da-nhan", data={"assignment": form["assignment"]})
    assert NOW == verified_at(portal)


@pytest.mark.usefixtures("contact")
def test_officers_see_who_has_not_confirmed(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)

    assert "1 đầu mối chưa xác nhận địa chỉ" in desk.get("/bang?nam=2027")
    listed = desk.get("/bang/dau-moi")
    assert "Sở Tài chính" in listed
    assert "mai@so-tai-chinh.example" in listed
    assert "van-thu@so-tai-chinh.example" not in listed


@pytest.mark.usefixtures("contact")
def test_viewers_and_strangers_are_not_told(portal: Portal, sqlite_cast: Cast) -> None:
    assert 303 == portal.get("/bang/dau-moi").status_code

    desk = Desk(portal, sqlite_cast.viewer)
    assert "chưa xác nhận địa chỉ" not in desk.get("/bang")
    assert 403 == desk.client.get("/bang/dau-moi").status_code


def test_an_address_of_a_chat_service_is_not_shown(portal: Portal, sqlite_cast: Cast) -> None:
    secret = Contact(unit_code="so-tai-chinh", channel="json", address="a.example/ma-bi-mat")
    with transaction(portal.engine) as session:
        session.add(secret)
    desk = Desk(portal, sqlite_cast.officer)

    for page in ("/bang/dau-moi", f"/bang/viec/{portal.assignment()}"):
        assert "ma-bi-mat" not in desk.get(page)
        assert "json://…" in desk.get(page)


def test_nobody_is_asked_for_where_the_rule_is_off(portal: Portal, sqlite_cast: Cast) -> None:
    portal.app.state.settings = portal.settings.model_copy(update={"verify_contacts": False})
    with transaction(portal.engine) as session:
        session.add(Contact(unit_code="so-y-te", address="a@so-y-te.example"))
    account: Account = sqlite_cast.officer

    assert "chưa xác nhận địa chỉ" not in Desk(portal, account).get("/bang")


def test_officers_see_which_units_have_no_contact_at_all(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    before = desk.get("/bang/dau-moi")
    with transaction(portal.engine) as session:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == "so-y-te")):
            contact.disabled_at = NOW

    after = desk.get("/bang/dau-moi")

    assert "<b>Sở Y tế</b>" not in before
    assert "đơn vị chưa có đầu mối dùng được" in after
    assert "<b>Sở Y tế</b>" in after
