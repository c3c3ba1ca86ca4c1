"""Withdrawing what has not left, and an officer's form for all of it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.delivery_form import (
    PAUSE,
    RELEASE,
    RESEND,
    WITHDRAW,
    Order,
    carry_out,
)
from dondoc.delivery.operating.pause_withdraw import withdraw
from dondoc.delivery.retry import LEASE
from dondoc.problems import Refused
from models import Account, Audit
from models.database import transaction
from models.kinds import AccountRole, MessageState
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT, NINE = at(OPENING, 8), at(OPENING, 9)
DEFERRED = Outcome(OutcomeKind.DEFERRED, 450, "4.2.0 mailbox busy")
UNKNOWN = Outcome(OutcomeKind.UNKNOWN, None, "mất kết nối sau khi gửi xong thư")
HA = "ha@so-noi-vu.example"
KHAC = "khac@so-tu-phap.example"  # an officer of a unit that watches over nothing
CHIEF = "quan-tri@so-noi-vu.example"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    chief = Account(
        name="Quản trị", address=CHIEF, unit_code="so-noi-vu", role=AccountRole.ADMINISTRATOR
    )
    with transaction(engine) as session:
        session.add(chief)
    return office


def _one(office: Office, state: MessageState) -> int:
    (number,) = [message.id for message in office.messages() if message.state is state]
    return number


def _withdraw(office: Office, number: int) -> None:
    with transaction(office.engine) as session:
        withdraw(session, number, reason="soạn nhầm", by="account:1", now=NINE)


def _order(office: Office, act: str, **given: str):
    with transaction(office.engine) as session:
        order = Order(act=act, account=given.pop("account", HA), **given)
        return carry_out(session, office.settings, office.rulebook, order, now=NINE)


def _audited(office: Office) -> list[tuple[str, str, str]]:
    query = select(Audit).where(col(Audit.actor) != "system").order_by(col(Audit.id))
    return [(a.actor, a.act, a.target) for a in office.read(lambda s: s.exec(query).all())]


def test_a_deferred_message_is_withdrawn_and_not_tried_again(office):
    office.postman.answers["so-y-te"] = [DEFERRED]
    office.window(EIGHT)

    _withdraw(office, _one(office, MessageState.PENDING))

    assert 0 == office.window(at(OPENING, 14)).sent
    assert 0 == office.morning(OPENING)  # nor is it planned once more
    assert 1 == len(office.postman.to("so-y-te"))


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (None, MessageState.SENT, "tin này đã gửi"),
        (UNKNOWN, MessageState.UNKNOWN, "tin này chưa rõ đã đến hay chưa"),
    ],
)
def test_what_left_or_may_have_left_is_not_withdrawn(office, answer, state, words):
    if answer:
        office.postman.answers["so-y-te"] = [answer]
    office.window(EIGHT)
    number = next(message.id for message in office.messages() if message.state is state)

    with pytest.raises(Refused, match=words):
        _withdraw(office, number)
    assert state is next(m.state for m in office.messages() if m.id == number)


def test_what_may_have_arrived_before_is_withdrawn_with_that_said(office):
    office.postman.answers["so-y-te"] = [UNKNOWN, DEFERRED]
    office.window(EIGHT)
    office.window(EIGHT + 3 * LEASE)

    number = _one(office, MessageState.PENDING)
    said = _order(office, WITHDRAW, message=str(number), reason="x").sentence

    assert said.endswith("Một lần gửi trước đó có thể đã đến nơi.")


def test_the_form_does_each_act_in_the_officers_name(office):
    office.postman.answers["so-y-te"] = [DEFERRED]
    office.window(EIGHT)
    waiting = _one(office, MessageState.PENDING)
    sent = next(m.id for m in office.messages() if m.state is MessageState.SENT)

    figures = [
        _order(office, PAUSE, account=CHIEF, channel="email", reason="đổi mật khẩu").figure,
        _order(office, RELEASE, account=CHIEF, channel="email").figure,
        _order(office, RESEND, message=str(sent)).figure,
        _order(office, WITHDRAW, message=f" {waiting} ", reason="soạn nhầm").figure,
    ]

    assert [
        "dừng kênh email",
        "kênh email chạy lại",
        f"tin {sent} thành tin 4",
        f"rút tin {waiting}",
    ] == figures
    assert [
        ("account:4", "tạm dừng kênh", "channel:email"),
        ("account:4", "cho kênh chạy lại", "channel:email"),
        ("account:1", "gửi lại tin", f"message:{sent}"),
        ("account:1", "rút lại tin", f"message:{waiting}"),
    ] == _audited(office)


def test_the_form_names_every_wrong_field(office):
    with pytest.raises(Refused) as refusal:
        _order(office, "xóa hết", account="ai-do@x.example")
    assert ["Người thực hiện", "Việc"] == [problem.label for problem in refusal.value.problems]

    with pytest.raises(Refused, match="Số tin «mười»: hãy ghi số của tin, như 12"):
        _order(office, RESEND, message="mười")
    with pytest.raises(Refused, match="tài khoản này chỉ được xem"):
        _order(office, PAUSE, channel="email", account="xem@so-noi-vu.example")
    assert [] == _audited(office)


@pytest.mark.parametrize("act", [PAUSE, RELEASE, RESEND, WITHDRAW])
def test_no_officer_of_a_unit_takes_delivery_in_hand(office, act):
    office.postman.answers["so-y-te"] = [DEFERRED]
    office.window(EIGHT)
    number = str(_one(office, MessageState.PENDING))

    with pytest.raises(Refused, match=r"«khac@so-tu-phap\.example»: chỉ .*quản trị được"):
        _order(office, act, account=KHAC, channel="email", message=number, reason="thử")
    assert [] == _audited(office)


@pytest.mark.parametrize("act", [PAUSE, RELEASE])
def test_only_an_administrator_touches_a_channel(office, act):
    with pytest.raises(Refused, match="chỉ quản trị được dừng kênh, cho kênh chạy lại"):
        _order(office, act, channel="email")
    assert [] == _audited(office)


def test_a_message_is_taken_in_hand_by_the_body_that_watches_over_its_duty(office, cast):
    office.postman.answers["so-y-te"] = [DEFERRED]
    office.window(EIGHT)
    number = str(_one(office, MessageState.PENDING))
    with transaction(office.engine) as session:
        session.get_one(Account, cast.stranger.id).unit_code = "van-phong-ubnd"

    with pytest.raises(Refused, match="chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị"):
        _order(office, WITHDRAW, account=KHAC, message=number, reason="thử")
    assert f"rút tin {number}" == _order(office, WITHDRAW, message=number, reason="sai").figure


def test_what_the_form_answers_holds_no_address(office):
    office.window(EIGHT)
    sent = office.messages()[0].id

    said = _order(office, RESEND, message=str(sent), to="mai.nt@so-tai-chinh.example").sentence

    assert "mai.nt" not in said
    assert "tới …@so-tai-chinh.example" in said
