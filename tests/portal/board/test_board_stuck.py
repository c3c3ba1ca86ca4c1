"""The board says what stands still: a paused channel, letters over the account's rate."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.outcome import record_outcome
from dondoc.delivery.sign_in_mail import queue_sign_in
from models import Account, Channel, ChannelAlarm, Message
from models.database import transaction
from models.reasons import MessageReason
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

NOW = at(date(2027, 3, 12), 9)
REFUSED = Outcome(OutcomeKind.CHANNEL, 535, "5.7.8 login refused")


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(NOW)
    return desk


def _queue(portal: Portal, account: Account) -> int:
    with transaction(portal.engine) as session:
        key = queue_sign_in(session, portal.settings, account, NOW)
        message = session.exec(select(Message).where(col(Message.key) == key)).one()
        assert message.id is not None
        return message.id


def _stop(portal: Portal, message_id: int) -> None:
    where = {"message_id": message_id, "outcome": REFUSED, "now": NOW}
    with transaction(portal.engine) as session:
        record_outcome(session, portal.rulebook, **where)


def test_nothing_is_said_while_everything_runs(desk: Desk) -> None:
    assert "tạm dừng" not in desk.get("/bang")


def test_a_channel_that_stopped_is_said_with_why_how_many_wait_and_who_knows(
    desk: Desk, portal: Portal, sqlite_cast: Cast
) -> None:
    _stop(portal, _queue(portal, sqlite_cast.officer))

    stopped = "Kênh email tạm dừng từ 09:00 ngày 12/03/2027 (5.7.8 login refused): 1 tin chờ"
    unheard = f"{stopped}; quản trị chưa được báo: chưa đặt DONDOC_ALARM_URLS."
    assert unheard in desk.get("/bang")

    with transaction(portal.engine) as session:
        session.exec(select(ChannelAlarm)).one().told_at = NOW
    assert f"{stopped}; quản trị đã được báo." in desk.get("/bang")


def test_a_channel_that_a_person_paused_is_said_without_alarm(desk: Desk, portal: Portal) -> None:
    with transaction(portal.engine) as session:
        session.add(Channel(name="email", paused_at=NOW, paused_why="đổi mật khẩu"))

    said = "Kênh email tạm dừng từ 09:00 ngày 12/03/2027 (đổi mật khẩu): 0 tin chờ."
    assert said in desk.get("/bang")


def test_letters_over_the_rate_are_counted(desk: Desk, portal: Portal, sqlite_cast: Cast) -> None:
    waiting = _queue(portal, sqlite_cast.officer)
    with transaction(portal.engine) as session:
        session.get_one(Message, waiting).reason = MessageReason.MINUTE_FULL

    assert "Còn 1 tin chờ vì hạn mức của tài khoản gửi thư." in desk.get("/bang")
