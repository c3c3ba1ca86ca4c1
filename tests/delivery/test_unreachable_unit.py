"""A unit without any usable contact: Sở Nội vụ is told, once, however its last one fell away."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from models import Contact
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, REMINDED, LAST = date(2027, 3, 1), date(2027, 3, 12), date(2027, 3, 16)
MONITOR = "van-thu%40so-noi-vu"
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def _disable(office: Office, unit: str, *, back: bool = False) -> None:
    with transaction(office.engine) as session:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == unit)):
            contact.disabled_at = None if back else at(OPENING, 7)


def _days(office: Office, *days: date) -> None:
    for on in days:
        office.morning(on)
        office.window(at(on, 8))
        office.window(at(on, 14))


def test_contacts_disabled_by_hand_are_told_of_once(office):
    _disable(office, "so-y-te")
    _days(office, OPENING, REMINDED, LAST)

    (told,) = office.postman.to(MONITOR)
    assert "Sở Y tế hiện không có địa chỉ liên hệ nào dùng được" in told.body
    assert [] == office.postman.to("so-y-te")


def test_a_refused_last_contact_is_told_of_once_with_the_servers_words(office):
    office.postman.answers["so-y-te"] = [REFUSED]
    _days(office, OPENING, REMINDED, LAST)

    (told,) = office.postman.to(MONITOR)
    assert "Sở Y tế hiện không có địa chỉ liên hệ nào dùng được" in told.body
    assert "“550 5.1.1 no such user”" in told.body


def test_losing_a_new_contact_again_is_news(office):
    _disable(office, "so-y-te")
    _days(office, OPENING)
    with transaction(office.engine) as session:
        row = Contact(unit_code="so-y-te", address="moi@so-y-te.example", verified_at=VERIFIED)
        session.add(row)
    _days(office, REMINDED)
    assert 1 == len(office.postman.to("moi%40so-y-te"))

    office.postman.answers["moi%40so-y-te"] = [REFUSED]
    _days(office, LAST)

    assert 2 == len(office.postman.to(MONITOR))


def test_a_unit_that_never_had_a_contact_is_only_named_by_a_dutys_own_planning(office):
    """Who follows up tells of it, with all others: test_contactless_units."""
    with transaction(office.engine) as session:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == "so-y-te")):
            session.delete(contact)
    _days(office, OPENING)

    assert [] == office.postman.to(MONITOR)
