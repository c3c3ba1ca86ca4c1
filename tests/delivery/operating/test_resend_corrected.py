"""A corrected address takes the old one's place, and gets what was said to it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.resend import resend
from dondoc.ledger.links import find_token, make_token
from dondoc.problems import Refused
from models import Contact
from models.database import transaction
from models.kinds import MessageState, TokenPurpose
from tests.support.post import Office
from tests.support.resending import CLERK, NINE, OPENING, again, first

pytestmark = pytest.mark.one_database

REMINDED = date(2027, 3, 12)
NEW = "mai.nt@so-tai-chinh.example"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    return office


def test_a_corrected_address_takes_the_old_ones_place(office):
    assert again(office, to=NEW).corrected

    office.at_once(NINE)
    (sent,) = office.postman.to("mai.nt%40so-tai-chinh")
    assert f"<{first(office).mime_id}>" == sent.envelope.headers["References"]
    office.morning(REMINDED)
    office.window(at(REMINDED, 8))
    assert 2 == len(office.postman.to("mai.nt%40so-tai-chinh"))
    assert 1 == len(office.postman.to(CLERK))


def test_planning_again_does_not_say_it_to_the_corrected_address_a_second_time(office):
    again(office, to=NEW)
    office.at_once(NINE)

    assert 0 == office.morning(OPENING)
    assert 0 == office.window(at(OPENING, 14)).sent


def test_what_waits_for_the_old_address_goes_to_the_corrected_one(office):
    office.morning(REMINDED)
    again(office, to=NEW, now=at(REMINDED, 7, 45))

    office.window(at(REMINDED, 8))

    titles = [ready.title for ready in office.postman.to("mai.nt%40so-tai-chinh")]
    assert ["[Mở kỳ]", "[Nhắc hạn]"] == sorted(title.split("] ")[0] + "]" for title in titles)


def test_links_that_went_to_the_wrong_address_end(office):
    sent = first(office)
    placeholder = str(office.assignment("so-tai-chinh"))
    token = make_token(office.settings.signing_key(), sent.key, placeholder)
    ask = lambda s: find_token(s, token, TokenPurpose.UNIT, now=NINE)  # noqa: E731
    assert office.read(ask) is not None

    again(office, to=NEW)

    assert office.read(ask) is None


def test_a_refused_message_is_sent_to_the_corrected_address(office):
    refused = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")
    office.morning(REMINDED)
    office.postman.answers["van-thu%40so-tai-chinh"] = [refused]
    office.window(at(REMINDED, 8))
    number = next(m.id for m in office.messages() if m.state is MessageState.REFUSED)

    with transaction(office.engine) as session:
        nine = at(REMINDED, 9)
        resend(session, office.settings, office.rulebook, number, to=NEW, by="machine:x", now=nine)

    assert 1 == office.at_once(at(REMINDED, 9)).sent
    assert 1 == len(office.postman.to("mai.nt%40so-tai-chinh"))


@pytest.mark.parametrize(
    ("to", "wanted"),
    [
        ("mai.nt", "không phải địa chỉ thư; hãy ghi như van-thu@so-tai-chinh.gov.vn"),
        ("Van-Thu@so-tai-chinh.example", "là địa chỉ đã gửi; để trống nếu muốn gửi lại"),
    ],
)
def test_an_address_that_corrects_nothing_is_refused_and_nothing_is_kept(office, to, wanted):
    before = (len(office.messages()), len(office.notices()))
    with pytest.raises(Refused, match=wanted):
        again(office, to=to)

    assert before == (len(office.messages()), len(office.notices()))
    gone = office.read(lambda s: s.exec(select(Contact).where(col(Contact.address) == to)).all())
    assert [] == gone
