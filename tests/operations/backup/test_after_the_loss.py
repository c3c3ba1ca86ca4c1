"""A machine is lost: what was handed in is there, the archive answers, lost links open again."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.after_restore.list_holds import count_holds, list_holds
from dondoc.delivery.after_restore.settle_holds import answer_holds
from dondoc.ledger.actors import Actor
from dondoc.ledger.links import find_token
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from models import Message, Submission
from models.database import transaction
from models.kinds import HoldAnswer, MessageState, TokenPurpose

OPENING = date(2027, 3, 1)
REMINDED_ON = date(2027, 3, 12)
NIGHT = at(REMINDED_ON, 1, 30)
BROKEN = at(REMINDED_ON, 13, 45)


@pytest.fixture
def lost(machine):
    """One unit has answered; the morning's reminders left at eight; the copy is of before."""
    machine.morning(OPENING)
    machine.window(at(OPENING, 8))
    machine.hand_in(at(OPENING, 9))
    machine.found = machine.copy(NIGHT)
    machine.morning(REMINDED_ON)
    machine.letters = machine.window(at(REMINDED_ON, 8)).sent
    assert machine.letters >= 2
    return machine


def _standings(machine) -> dict[int, str]:
    facts = machine.read(lambda session: load_facts(session, as_of=NIGHT))
    return {one.id: str(standing(one, NIGHT)) for one in facts}


def test_a_copy_under_load_holds_every_submission_of_before_and_the_board_of_then(
    machine, database
):
    machine.morning(OPENING)
    machine.hand_in(at(OPENING, 9))
    machine.hand_in(at(OPENING, 10), unit="so-tu-phap")
    stop = threading.Event()

    def write_on() -> None:
        minute = 0
        while not stop.is_set():
            minute += 1
            machine.hand_in(NIGHT + timedelta(minutes=minute), unit="so-tai-chinh")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        copy = machine.copy(NIGHT)
    finally:
        stop.set()
        writer.join()
    before = _standings(machine)

    restored = machine.restored(copy, database("moi"), BROKEN)

    units = [Submission.recorded_at, Submission.received_at]
    kept = restored.read(
        lambda session: session.exec(
            select(*units).where(col(Submission.recorded_at) <= NIGHT)
        ).all()
    )
    assert 2 == len(kept)
    assert before == _standings(restored)


def _link_in(mail) -> str | None:
    text = mail.message.get_body(("plain",)).get_content()
    return next((word.strip("<>.,") for word in text.split() if "/v/" in word), None)


def _is_receipt(mail) -> bool:
    return str(mail.message["Subject"]).startswith("[Biên nhận]")


def test_what_the_archive_has_counts_as_sent_and_the_rest_goes(lost, smtp, database, tmp_path):
    log = tmp_path / "mail.log"
    # Several lines bring them in any order. The receipt's reader had a letter before the copy.
    morning = sorted(smtp.received[-lost.letters :], key=lambda one: -_is_receipt(one))
    assert _is_receipt(morning[0])
    with log.open("w", encoding="utf-8") as lines:
        for number, one in enumerate(smtp.received):
            if one is not morning[0]:
                mime_id = one.message["Message-ID"].strip("<>")
                lines.write(f"mx postfix/cleanup[1]: A{number}: message-id=<{mime_id}>\n")
                lines.write(f"mx postfix/smtp[2]: A{number}: to=<a@b.example>, status=sent (ok)\n")
    restored = lost.restored(lost.found, database("moi"), BROKEN)
    archive = {"archive_url": SecretStr(str(log))}
    restored.settings = restored.settings.model_copy(update=archive)
    smtp.received.clear()
    restored.morning(REMINDED_ON)
    assert 0 == restored.window(at(REMINDED_ON, 14)).sent

    restored.window(at(REMINDED_ON, 14, 30))

    assert [morning[0].recipients] == [one.recipients for one in smtp.received]
    assert 0 == restored.read(count_holds)
    sent = {one.mime_id for one in restored.messages() if one.state is MessageState.SENT}
    assert {one.message["Message-ID"].strip("<>") for one in morning[1:]} <= sent


def test_links_of_the_morning_open_again_once_it_is_known_that_they_left(lost, smtp, database):
    address = next(filter(None, map(_link_in, smtp.received[-lost.letters :])))
    token = urlsplit(address).path.rpartition("/v/")[2]
    restored = lost.restored(lost.found, database("moi"), BROKEN)

    def opens(session) -> bool:
        return find_token(session, token, TokenPurpose.UNIT, now=BROKEN) is not None

    assert not restored.read(opens)  # the page of a dead link offers a new one
    restored.morning(REMINDED_ON)
    restored.window(at(REMINDED_ON, 14))
    registry = restored.rulebook.registry
    with transaction(restored.engine) as session:
        numbers = [one.number for one in list_holds(session, registry)]
        by, now = Actor.machine("quan-tri"), at(REMINDED_ON, 14, 30)
        answer_holds(session, restored.settings, numbers, HoldAnswer.LEFT, by=by, now=now)
    assert restored.read(opens)


def test_what_was_on_its_way_when_the_copy_was_made_is_held_too(machine, smtp, database):
    machine.morning(OPENING)
    claimed = machine.claimed(at(OPENING, 8))
    copy = machine.copy(at(OPENING, 8, 1))
    restored = machine.restored(copy, database("moi"), at(OPENING, 9))

    assert len(claimed) == restored.read(count_holds)
    assert 0 == restored.window(at(OPENING, 14)).sent
    states = {one.state for one in restored.read(lambda s: s.exec(select(Message)).all())}
    assert {MessageState.HELD} == states
