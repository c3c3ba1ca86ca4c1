"""Regular work leaves a note of when it was last done, and how it ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from dondoc.clock import at
from dondoc.ledger.beats import beats
from dondoc.ledger.installation import Installation
from dondoc.operations.regular_work import read_mailbox, send_window, stop_reading
from models.database import transaction
from models.kinds import BeatName
from tests.support.watches import SetWatch

MONDAY = date(2027, 3, 1)
EIGHT = at(MONDAY, 8)
MINUTE = timedelta(minutes=1)


def _reads_from(settings, folder):
    return settings.model_copy(update={"incoming_url": SecretStr(str(folder))})


@pytest.fixture
def here(engine, settings, rulebook):
    return Installation(settings, rulebook, engine)


def _beat(engine, name):
    with transaction(engine, write=False) as session:
        return beats(session).get(name)


def test_a_window_is_noted_as_begun_and_as_ended_well(here, engine):
    send_window(here, EIGHT, SetWatch())

    beat = _beat(engine, BeatName.DISPATCH)
    assert (EIGHT, EIGHT, EIGHT, None) == (
        beat.begun_at,
        beat.ended_at,
        beat.well_at,
        beat.failing_since,
    )


@pytest.mark.one_database
def test_a_window_that_breaks_is_noted_as_failing_since_its_first_time(here, engine, monkeypatch):
    send_window(here, EIGHT, SetWatch())
    with engine.begin() as ledger:
        ledger.execute(text("alter table notice rename to mislaid"))
    for hour in (14, 15):
        with pytest.raises(Exception, match="notice"):
            send_window(here, at(MONDAY, hour), SetWatch())

    beat = _beat(engine, BeatName.DISPATCH)
    assert at(MONDAY, 15) == beat.begun_at == beat.ended_at
    assert at(MONDAY, 14) == beat.failing_since
    assert EIGHT == beat.well_at


def test_reading_is_noted_with_the_promise_of_who_reads_again_and_again(
    engine, settings, rulebook, tmp_path
):
    here = Installation(_reads_from(settings, tmp_path), rulebook, engine)

    read_mailbox(here, EIGHT, every=MINUTE)
    assert at(MONDAY, 8, 30) == _beat(engine, BeatName.READING).next_by
    read_mailbox(here, EIGHT + MINUTE)
    assert at(MONDAY, 8, 30) == _beat(engine, BeatName.READING).next_by  # another's is kept
    read_mailbox(here, EIGHT, every=20 * MINUTE)
    assert at(MONDAY, 9) == _beat(engine, BeatName.READING).next_by

    stop_reading(engine)
    assert _beat(engine, BeatName.READING).next_by is None


def test_a_mailbox_that_cannot_be_read_is_noted_as_failing(engine, settings, rulebook, tmp_path):
    here = Installation(_reads_from(settings, tmp_path / "khong-co"), rulebook, engine)

    read_mailbox(here, EIGHT, watch=SetWatch())
    read_mailbox(here, EIGHT + MINUTE, watch=SetWatch())

    beat = _beat(engine, BeatName.READING)
    assert (EIGHT, None) == (beat.failing_since, beat.well_at)


def test_where_no_mailbox_is_set_nothing_is_noted(here, engine):
    read_mailbox(here, EIGHT)

    assert _beat(engine, BeatName.READING) is None


@pytest.mark.one_database
def test_a_note_that_cannot_be_written_holds_up_no_window(here, engine, caplog):
    with engine.begin() as ledger:
        ledger.execute(text("alter table beat rename to mislaid"))

    assert 0 == send_window(here, EIGHT, SetWatch()).sent
    assert "Chưa ghi được lúc làm việc định kỳ vào sổ." in caplog.messages
