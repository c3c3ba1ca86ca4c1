"""Sent again because a person asked: a message of its own, to a corrected address if need be."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.resend import resend
from dondoc.links import find_token, make_token
from dondoc.problems import Refused
from dondoc.rounds.evidence import Given
from dondoc.rounds.submission import Handing, record_submission
from models import Audit, Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState, TokenPurpose, Way
from tests.delivery.post import Office

OPENING, REMINDED = date(2027, 3, 1), date(2027, 3, 9)
NINE = at(OPENING, 9)
CLERK = "van-thu%40so-tai-chinh"
NEW = "mai.nt@so-tai-chinh.example"
FIGURES = {"tin_bai": "1", "hoi_nghi": "1", "an_pham": "1", "luot_nguoi": "1"}


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    return office


def _first(office: Office) -> Message:
    first: Message = office.read(
        lambda s: s.exec(
            select(Message)
            .join(Contact)
            .where(col(Contact.address) == "van-thu@so-tai-chinh.example")
            .order_by(col(Message.id))
        ).first()
    )
    return first


def _again(office: Office, *, to: str = "", now=NINE):
    with transaction(office.engine) as session:
        number = _first(office).id
        return resend(
            session, office.settings, office.rulebook, number, to=to, by="account:1", now=now
        )


def _submit(office: Office) -> None:
    given = Given(
        document_number="12/BC-STC", document_on="01/03/2027", signer="An", figures=FIGURES
    )
    with transaction(office.engine) as session:
        record_submission(
            session,
            office.rulebook,
            assignment_id=office.assignment("so-tai-chinh"),
            given=given,
            handing=Handing("contact:1", Way.LINK, NINE),
            now=NINE,
        )


def test_it_says_the_same_with_its_own_message_id_and_refers_to_the_first(office):
    _again(office)

    assert 1 == office.at_once(NINE).sent
    first, again = office.postman.to(CLERK)
    assert first.title == again.title
    assert first.envelope.message_id != again.envelope.message_id
    assert f"<{first.envelope.message_id}>" == again.envelope.headers["References"]
    assert 0 == office.window(at(OPENING, 14)).sent


def test_it_is_in_the_audit_with_who_asked(office):
    again = _again(office)

    last = office.read(lambda s: s.exec(select(Audit).order_by(col(Audit.id).desc())).first())
    assert ("account:1", "gửi lại tin", f"message:{_first(office).id}") == (
        last.actor,
        last.act,
        last.target,
    )
    assert f"tin {again.message_id} tới van-thu@so-tai-chinh.example" == last.detail


def test_it_waits_for_the_office_to_open(office):
    night = at(OPENING, 20)
    assert at(date(2027, 3, 2), 7, 30) == _again(office, now=night).leaves_at

    assert 0 == office.at_once(night).sent
    assert 1 == office.at_once(at(date(2027, 3, 2), 7, 31)).sent


def test_a_corrected_address_takes_the_old_ones_place(office):
    assert _again(office, to=NEW).corrected

    office.at_once(NINE)
    (sent,) = office.postman.to("mai.nt%40so-tai-chinh")
    assert f"<{_first(office).mime_id}>" == sent.envelope.headers["References"]
    office.morning(REMINDED)
    office.window(at(REMINDED, 8))
    assert 2 == len(office.postman.to("mai.nt%40so-tai-chinh"))
    assert 1 == len(office.postman.to(CLERK))


def test_planning_again_does_not_say_it_to_the_corrected_address_a_second_time(office):
    _again(office, to=NEW)
    office.at_once(NINE)

    assert 0 == office.morning(OPENING)
    assert 0 == office.window(at(OPENING, 14)).sent


def test_what_waits_for_the_old_address_goes_to_the_corrected_one(office):
    office.morning(REMINDED)
    _again(office, to=NEW, now=at(REMINDED, 7, 45))

    office.window(at(REMINDED, 8))

    titles = [ready.title for ready in office.postman.to("mai.nt%40so-tai-chinh")]
    assert ["[Mở kỳ]", "[Nhắc hạn]"] == sorted(title.split("] ")[0] + "]" for title in titles)


def test_links_that_went_to_the_wrong_address_end(office):
    first = _first(office)
    hole = str(office.assignment("so-tai-chinh"))
    token = make_token(office.settings.signing_key(), first.key, hole)
    ask = lambda s: find_token(s, token, TokenPurpose.UNIT, now=NINE)  # noqa: E731
    assert office.read(ask) is not None

    _again(office, to=NEW)

    assert office.read(ask) is None


def test_what_the_unit_answered_meanwhile_is_not_asked_again(office):
    _again(office)
    _submit(office)

    office.at_once(NINE)

    assert 1 == len([r for r in office.postman.to(CLERK) if r.title.startswith("[Mở kỳ]")])
    assert MessageState.CANCELLED in {message.state for message in office.messages()}


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
        _again(office, to=to)

    assert before == (len(office.messages()), len(office.notices()))
    gone = office.read(lambda s: s.exec(select(Contact).where(col(Contact.address) == to)).all())
    assert [] == gone


def test_asked_twice_it_is_sent_once(office):
    again = _again(office)

    with pytest.raises(Refused, match=f"đã có tin gửi lại số {again.message_id} chờ gửi"):
        _again(office)
    office.at_once(NINE)
    assert 2 == len(office.postman.to(CLERK))
    keys = [notice.key for notice in office.read(lambda s: s.exec(select(Notice)).all())]
    assert len(keys) == len(set(keys))
