"""How the installation is, read from the ledger and the data folder at one instant."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.operating.pause_withdraw import pause_channel
from dondoc.ledger import audit, beats
from dondoc.ledger.installation import Context
from dondoc.operations.backup.take_backup import take_backup
from dondoc.operations.vital_signs import overdue_by_duty, settled_messages, vital_signs
from models.database import transaction
from models.kinds import BeatName, MessageState
from tests.support.post import DUTY, Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
DAY_AFTER = at(date(2027, 3, 17), 9)  # the round of quý I/2027 was due on 16/03/2027


@pytest.fixture
def office(engine, settings, rulebook, cast):
    settings.data_dir.mkdir(parents=True)
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _signs(office, now=EIGHT):
    return vital_signs(Context(office.settings, office.rulebook, office.engine, now))


def test_messages_are_counted_by_state_and_what_has_left_waits_no_longer(office):
    office.claimed(EIGHT)
    before = _signs(office)
    assert 3 == before.messages[MessageState.SENDING] == sum(before.messages.values())
    assert EIGHT == before.oldest_due_at
    assert _signs(office, at(OPENING, 7, 59)).oldest_due_at is None  # not due yet


def test_what_is_sent_is_counted_apart_and_every_state_is_in_one_of_the_two(office):
    office.window(EIGHT)
    signs = _signs(office)
    with transaction(office.engine, write=False) as session:
        settled = settled_messages(session)

    assert {MessageState.SENT: 3, MessageState.CANCELLED: 0} == settled
    assert set(MessageState) == {*signs.messages, *settled}
    assert not set(signs.messages) & set(settled)
    assert signs.oldest_due_at is None


def test_a_channel_that_somebody_paused_stands_still(office):
    assert {"email": False} == _signs(office).channels
    with transaction(office.engine) as session:
        pause_channel(session, "email", by=audit.SYSTEM, now=EIGHT)

    assert {"email": True} == _signs(office).channels


def test_regular_work_is_known_by_when_it_was_last_done(office):
    with transaction(office.engine) as session:
        beats.end(session, BeatName.PREFECT, well=True, now=EIGHT)

    found = _signs(office).beats
    assert [BeatName.PREFECT] == list(found)
    assert EIGHT == found[BeatName.PREFECT].well_at


def test_what_is_overdue_is_counted_by_duty_and_a_duty_without_any_is_zero(office):
    with transaction(office.engine, write=False) as session:
        before = overdue_by_duty(session, office.rulebook, as_of=EIGHT)
        after = overdue_by_duty(session, office.rulebook, as_of=DAY_AFTER)

    assert {duty.code for duty in office.rulebook.registry.plan.duties} == set(before)
    assert 0 == sum(before.values())
    assert {DUTY} == {code for code, count in after.items() if count}
    assert 0 < after[DUTY]


@pytest.mark.one_database
def test_the_newest_copy_and_the_free_space_are_looked_up_in_the_data_folder(office):
    assert _signs(office).copied_at is None
    place = office.settings.data_dir / "backups"
    for hour in (1, 3, 2):
        take_backup(office.engine, office.settings, place, now=at(OPENING, hour, 30))

    signs = _signs(office)
    assert at(OPENING, 3, 30) == signs.copied_at
    assert 0 < signs.free_bytes <= shutil.disk_usage(office.settings.data_dir).total


@pytest.mark.one_database
def test_a_data_folder_that_is_gone_has_no_free_space_to_tell(office):
    shutil.rmtree(office.settings.data_dir)

    assert _signs(office).free_bytes is None
