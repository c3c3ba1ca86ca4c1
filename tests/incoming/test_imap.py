"""A mailbox over IMAP: by UID, marked only once it is on our disk, nothing lost, nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.limits import LARGEST_MAIL
from models import Mailbox
from models.kinds import IncomingOutcome
from tests.support.imap_server import ImapServer
from tests.support.mailroom import SAID, Mailroom

pytestmark = pytest.mark.one_database

CAME = at(date(2027, 3, 15), 9, 10)


def _put(room: Mailroom, server: ImapServer, text: str = SAID) -> int:
    return server.put(room.letter(text).as_bytes(), came=CAME)


def _seen(server: ImapServer) -> list[int]:
    return [mail.uid for mail in server.mails if r"\Seen" in mail.flags]


def test_a_letter_becomes_a_submission_with_the_servers_time(imap_room, server):
    uid = _put(imap_room, server)
    imap_room.read_mail()

    assert CAME == imap_room.submissions()[0].received_at
    assert (7, uid) == (imap_room.last.uid_validity, imap_room.last.uid)
    assert [uid] == _seen(server)
    assert "bi-mat" not in imap_room.last.mailbox


def test_fetching_marks_nothing_and_only_what_is_new_is_asked_for(imap_room, server):
    _put(imap_room, server)
    imap_room.read_mail()
    server.said.clear()

    imap_room.read_mail()
    assert not [one for one in server.said if one.startswith("FETCH")]

    _put(imap_room, server, "Số 13/BC-STC ngày 15/3/2027")
    imap_room.read_mail()
    fetches = [one for one in server.said if one.startswith("FETCH")]
    assert all(" 2 " in f" {one.split()[1]} " for one in fetches)
    assert all("PEEK" in one for one in fetches if "BODY" in one)
    assert 2 == len(imap_room.submissions())


def test_mail_that_somebody_has_read_already_is_read_all_the_same(imap_room, server):
    _put(imap_room, server)
    server.mails[0].flags.add(r"\Seen")
    imap_room.read_mail()

    assert 1 == len(imap_room.submissions())


def test_a_line_that_breaks_loses_nothing_and_repeats_nothing(imap_room, server):
    _put(imap_room, server)
    _put(imap_room, server, "Số 13/BC-STC ngày 15/3/2027")
    server.cut_after = 1

    broken = imap_room.read_mail()
    assert "không đọc được hộp thư đến" in broken.sentence()
    assert ([1], 1) == (_seen(server), len(imap_room.submissions()))

    server.cut_after = None
    imap_room.read_mail()
    assert ["12/BC-STC", "13/BC-STC"] == [one.document_number for one in imap_room.submissions()]


def test_a_mailbox_made_anew_is_read_from_its_start_and_records_nothing_twice(imap_room, server):
    _put(imap_room, server)
    imap_room.read_mail()
    server.renumber(4_294_967_295)
    imap_room.read_mail()

    assert 1 == len(imap_room.submissions())
    (kept,) = imap_room.read(lambda s: s.exec(select(Mailbox)).all())
    assert (4_294_967_295, 1) == (kept.uid_validity, kept.last_uid)


def test_a_mail_over_the_limit_is_not_fetched(imap_room, server):
    raw = imap_room.letter().as_bytes()
    server.put(raw, came=CAME, size=LARGEST_MAIL + 1)
    imap_room.read_mail()

    assert not imap_room.last.whole
    assert IncomingOutcome.HELD is imap_room.last.outcome
    assert not [one for one in server.said if "BODY.PEEK[]" in one]


def test_mail_from_before_the_start_is_not_read(imap_room, server):
    starts = {"incoming_from_on": date(2027, 3, 15)}
    imap_room.settings = imap_room.settings.model_copy(update=starts)
    server.put(imap_room.letter().as_bytes(), came=at(date(2027, 3, 15), 0) - timedelta(minutes=1))
    _put(imap_room, server)
    imap_room.read_mail()

    assert [2] == [one.uid for one in imap_room.incoming()]
    assert any("SINCE 14-Mar-2027" in one for one in server.said)
