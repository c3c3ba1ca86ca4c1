"""What an officer does with a letter in doubt stands like any other answer."""

from __future__ import annotations

import pytest

from dondoc.incoming.handling import Officer, accept, letter_unlocked
from dondoc.ledger.installation import Context
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from models import Account, Assignment, Submission
from models.database import transaction
from models.kinds import IncomingOutcome
from tests.support.mailroom import NOON


def _accept(room, given: Given = Given(), account: int = 1):  # noqa: B008 - frozen
    context = Context(room.settings, room.rulebook, room.engine, NOON)
    with transaction(room.engine, write=False) as session:
        who = session.get_one(Account, account)
    letter = letter_unlocked(context, who, room.last.id)
    with transaction(room.engine) as session:
        officer = Officer(session, context, session.get_one(Account, account), letter)
        return accept(officer, room.last.id, None, given)


def test_the_letter_says_what_the_officer_leaves_out(room):
    room.take(room.letter(sender="mai1980@thu.example"))
    _accept(room, Given(signer="Nguyễn Văn An"))

    (kept,) = room.submissions()
    assert ("12/BC-STC", "Nguyễn Văn An") == (kept.document_number, kept.signer)
    assert (kept.id, "account:1") == (room.last.submission_id, room.last.handled_by)
    assert IncomingOutcome.RECORDED is room.last.outcome


def test_recording_tells_the_registered_clerk_not_whoever_wrote(room):
    room.take(room.letter(sender="mai1980@thu.example"))
    room.answers()
    _accept(room)

    (receipt,) = room.answers()
    assert "van-thu%40so-tai-chinh" in receipt.url


def test_two_officers_record_it_once(room):
    room.take(room.letter(sender="mai1980@thu.example"))
    _accept(room)

    with pytest.raises(Refused, match="không còn chờ"):
        _accept(room)
    assert 1 == len(room.rows(Submission))


def test_what_cannot_be_recorded_leaves_the_letter_waiting(room):
    room.take(room.letter("Đã gửi.", sender="mai1980@thu.example"))

    with pytest.raises(Refused, match="hãy ghi như 12/BC-STC"):
        _accept(room)
    assert (IncomingOutcome.HELD, []) == (room.last.outcome, room.submissions())
    (asked,) = [one for one in room.rows(Assignment) if one.unit_code == "so-tai-chinh"]
    assert asked.acknowledged_at is None
