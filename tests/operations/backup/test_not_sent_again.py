"""The machine is lost after its letters left; the copy of the night before sends none again."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.after_restore.settle_holds import answer_holds
from dondoc.delivery.operating.delivery_overview import overview
from dondoc.ledger.actors import Actor
from models import Message, RestoredHold
from models.database import transaction
from models.kinds import HoldAnswer, MessageState

OPENING = date(2027, 3, 1)
REMINDED_ON = date(2027, 3, 12)  # the morning after «two working days before»
DUE_ON = date(2027, 3, 16)
NIGHT = at(REMINDED_ON, 1, 30)
BY = Actor.machine("quan-tri")


@pytest.fixture
def lost(machine):
    """The morning's reminders left at eight; the copy is of half past one."""
    machine.morning(OPENING)
    machine.window(at(OPENING, 8))
    machine.found = machine.copy(NIGHT)
    machine.morning(REMINDED_ON)
    machine.letters = machine.window(at(REMINDED_ON, 8)).sent
    assert machine.letters >= 3
    return machine


def _to(smtp) -> Counter[str]:
    return Counter(one.recipients[0] for one in smtp.received)


def test_a_restored_ledger_sends_nothing_of_the_morning_again(lost, smtp, database):
    before = _to(smtp)
    restored = lost.restored(lost.found, database("moi"), at(REMINDED_ON, 13, 45))

    restored.morning(REMINDED_ON)  # the flows make up for what the ledger does not know
    result = restored.window(at(REMINDED_ON, 14))

    assert before == _to(smtp)
    assert 0 == result.sent
    assert lost.letters == restored.read(lambda session: overview(session).restored)


def test_what_comes_after_the_restore_leaves_as_ever(lost, smtp, database):
    restored = lost.restored(lost.found, database("moi"), at(REMINDED_ON, 13, 45))
    restored.morning(REMINDED_ON)
    restored.window(at(REMINDED_ON, 14))
    smtp.received.clear()

    restored.morning(DUE_ON)

    assert restored.window(at(DUE_ON, 8)).sent == len(smtp.received) >= 3


def test_an_officer_who_knows_lets_them_count_as_sent_or_go(lost, smtp, database):
    restored = lost.restored(lost.found, database("moi"), at(REMINDED_ON, 13, 45))
    restored.morning(REMINDED_ON)
    restored.window(at(REMINDED_ON, 14))
    smtp.received.clear()
    held = restored.read(_held)
    with transaction(restored.engine) as session:
        now, some = at(REMINDED_ON, 14, 30), restored.settings
        assert 1 == answer_holds(session, some, held[:1], HoldAnswer.NOT_LEFT, by=BY, now=now)
        left = answer_holds(session, some, held, HoldAnswer.LEFT, by=BY, now=now)
    assert len(held) - 1 == left

    assert 1 == restored.window(at(REMINDED_ON, 14, 31)).sent
    assert 1 == len(smtp.received)
    states = {one.id: one.state for one in restored.messages()}
    assert {MessageState.SENT} == {states[number] for number in held}
    assert [] == restored.read(_held)


def _held(session):
    query = select(Message.id).where(
        col(Message.id).in_(
            select(RestoredHold.message_id).where(col(RestoredHold.answer).is_(None))
        )
    )
    return list(session.exec(query.order_by(col(Message.id))))


def test_an_hour_at_which_the_old_machine_stood_still_holds_less(lost, smtp, database):
    """It broke days ago: nothing of this morning can have left it."""
    now, broke_at = at(DUE_ON, 13, 45), at(REMINDED_ON, 12)
    restored = lost.restored(lost.found, database("moi"), now, lost_at=broke_at)
    smtp.received.clear()
    restored.morning(DUE_ON)

    assert restored.window(at(DUE_ON, 14)).sent == len(smtp.received) >= 3
