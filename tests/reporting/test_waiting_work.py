"""What waits for an officer: each thing once, the nearest first, to who may decide it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select, update

from dondoc.clock import at
from dondoc.ledger.installation import Context
from dondoc.reporting.waiting_lists import waiting_for
from dondoc.reporting.waiting_work import Waiting
from models import Account, Contact, Incoming, Message
from models.database import transaction
from models.kinds import AccountRole, DecisionKind, IncomingOutcome, MessageState
from models.reasons import MessagePurpose, MessageReason

NOW = at(date(2027, 3, 12), 9)
LATER = at(date(2027, 3, 12), 15)


class MorningDesk:
    """Three units have said three things; the officer looks at what is hers."""

    def __init__(self, life, settings) -> None:
        self.life, self.settings = life, settings
        self.of = life.officer

    def as_unit(self, code: str):
        self.life.id = self.life.assignment(code)
        return self.life

    def waiting(self, as_of: datetime = LATER, account: Account | None = None) -> Waiting:
        context = Context(self.settings, self.life.rulebook, self.life.engine, as_of)
        with transaction(self.life.engine, write=False) as session:
            return waiting_for(session, context, account or self.of, as_of)

    def add(self, *rows) -> None:
        with transaction(self.life.engine) as session:
            session.add_all(rows)


@pytest.fixture
def desk(sqlite_life, settings) -> MorningDesk:
    desk = MorningDesk(sqlite_life, settings)
    desk.as_unit("so-tai-chinh").ask(NOW, date(2027, 3, 17))
    desk.as_unit("so-y-te").submit(NOW)
    desk.as_unit("so-tu-phap").submit(
        NOW, answer="not_done", reason="Chưa có số liệu cấp xã", figures={}
    )
    return desk


def test_each_thing_stands_once_in_its_own_list_with_its_date(desk):
    found = desk.waiting()

    said = [
        [(one.unit.code, one.by_on) for one in works]
        for works in (found.requests, found.not_done, found.reports)
    ]
    due, above = date(2027, 3, 16), date(2027, 3, 18)
    assert [
        [("so-tai-chinh", due)],
        [("so-tu-phap", due)],
        [("so-y-te", above)],
    ] == said
    assert 3 == len(found.works)


def test_the_nearest_date_comes_first_then_what_waits_longer(desk):
    desk.as_unit("so-giao-duc-dao-tao").ask(at(date(2027, 3, 11), 9), date(2027, 3, 17))

    assert ["so-giao-duc-dao-tao", "so-tai-chinh"] == [
        one.unit.code for one in desk.waiting().requests
    ]


def test_what_is_decided_waits_no_longer_and_did_before(desk):
    desk.as_unit("so-tai-chinh").decide(LATER, DecisionKind.EXTENSION_GRANTED)
    desk.as_unit("so-y-te").decide(LATER, DecisionKind.ACCEPTED)
    desk.as_unit("so-tu-phap").decide(LATER, DecisionKind.RETURNED, "Đã có số liệu cấp xã")

    assert () == desk.waiting(at(date(2027, 3, 12), 16)).works
    assert 3 == len(desk.waiting(at(date(2027, 3, 12), 10)).works)


def test_a_report_handed_in_after_a_request_makes_it_moot(desk):
    desk.as_unit("so-tai-chinh").submit(LATER)

    found = desk.waiting()
    assert () == found.requests
    assert {"so-tai-chinh", "so-y-te"} == {one.unit.code for one in found.reports}


def test_who_watches_over_something_else_and_who_only_looks_has_nothing_to_decide(
    desk, sqlite_cast
):
    other = Account(
        name="Vũ Văn Khác",
        address="khac@so-noi-vu.example",
        unit_code="so-noi-vu",
        role=AccountRole.OFFICER,
        duties="III.1.7.b.2",
    )
    desk.add(other)

    assert () == desk.waiting(account=other).works
    for account in (sqlite_cast.viewer, sqlite_cast.stranger):
        assert Waiting() == desk.waiting(account=account)


def test_mail_contacts_and_what_did_not_go_wait_too(desk):
    held = {"outcome": IncomingOutcome.HELD, "received_at": NOW, "recorded_at": NOW, "size": 1}
    desk.add(
        Incoming(sha256="a", subject="Báo cáo quý I", **held),
        Incoming(sha256="b", stranger=True, **held),
        Incoming(sha256="c", stranger=True, **held),
        Contact(unit_code="so-y-te", address="moi@so-y-te.example", position=2),
    )
    message = {"channel": "email", "window": "ngay", "created_at": NOW, "next_attempt_at": NOW}
    with transaction(desk.life.engine, write=False) as session:
        new = select(Contact.id).where(col(Contact.address) == "moi@so-y-te.example")
        contact = session.exec(new).one()
    asked = {"purpose": MessagePurpose.VERIFICATION, "sent_at": at(date(2027, 3, 10), 8)}
    desk.add(
        Message(
            key="0",
            mime_id="0",
            contact_id=contact,
            state=MessageState.SENT,
            **asked,
            **message,
        ),
        Message(key="1", mime_id="1", contact_id=1, state=MessageState.REFUSED, **message),
        Message(
            key="2",
            mime_id="2",
            contact_id=1,
            state=MessageState.HELD,
            reason=MessageReason.LETTER_REFUSED,
            **message,
        ),
        Message(
            key="3",
            mime_id="3",
            contact_id=1,
            state=MessageState.HELD,
            reason=MessageReason.TRIAL,
            **message,
        ),
    )

    found = desk.waiting()
    assert ["Báo cáo quý I"] == [one.subject for one in found.mail]
    assert 2 == found.strangers
    assert ["moi@so-y-te.example"] == [contact.address for contact, _unit in found.contacts]
    assert ["1", "2"] == [one.message.key for one in found.stuck]


def test_what_an_officer_sent_anew_or_lost_long_ago_is_settled(desk):
    message = {"channel": "email", "window": "ngay", "next_attempt_at": NOW, "contact_id": 1}
    desk.add(
        Message(key="1", mime_id="1", state=MessageState.EXPIRED, created_at=NOW, **message),
        Message(
            key="2",
            mime_id="2",
            state=MessageState.REFUSED,
            created_at=at(date(2027, 3, 1), 9),
            **message,
        ),
    )
    assert ["1"] == [one.message.key for one in desk.waiting().stuck]

    with transaction(desk.life.engine) as session:
        anew = update(Message).where(col(Message.key) == "1")
        session.execute(anew.values(reason=MessageReason.SENT_ANEW))
    assert () == desk.waiting().stuck


def test_a_day_of_sending_that_nobody_checked_waits_though_the_report_is_accepted(desk):
    late = at(date(2027, 3, 17), 9)
    unit = desk.as_unit("so-tai-chinh")
    unit.submit(late, document_on="15/03/2027", sent_on="16/03/2027")
    unit.decide(late, DecisionKind.ACCEPTED)

    assert "so-tai-chinh" in {one.unit.code for one in desk.waiting(late).reports}
