"""A mail taken for the answer to something else is detached, and waits for an officer again."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.incoming.detach import detach
from dondoc.incoming.handling import Officer, accept, letter_unlocked
from dondoc.ledger.installation import Context
from dondoc.problems import Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from dondoc.submissions.evidence import Given
from models import Account, Assignment, Notice
from models.database import transaction
from models.kinds import DecisionKind, IncomingOutcome
from tests.support.colleagues import another_officer
from tests.support.mailroom import NOON

BACK = at(date(2027, 3, 18), 9)
DUE = date(2027, 3, 16)


def _officer(room, session, account, now):
    context = Context(room.settings, room.rulebook, room.engine, now)
    return Officer(session, context, account, letter_unlocked(context, account, room.last.id))


def _detach(room, account, now=BACK, *, why="Là báo cáo kiểm soát thủ tục"):
    with transaction(room.engine) as session:
        detach(_officer(room, session, account, now), room.last.id, why)


def _facts(room, as_of):
    mine = col(Assignment.unit_code) == "so-tai-chinh"
    return room.read(lambda session: load_facts(session, mine, as_of=as_of)[0])


def test_it_was_an_answer_until_then_and_the_unit_gets_its_time(room):
    room.take(room.letter())
    other = another_officer(room.engine)
    _detach(room, other)

    before, after = _facts(room, at(date(2027, 3, 18), 8)), _facts(room, BACK)
    assert StandingKind.SUBMITTED is standing(before, NOON).kind
    assert ((), StandingKind.OPEN) == (after.submissions, standing(after, BACK).kind)
    assert (date(2027, 3, 19),) * 2 == (after.due_on, after.first_due_on)
    assert DecisionKind.LETTER_DETACHED is after.decisions[-1].kind
    told = [one.kind for one in room.rows(Notice) if one.immediate and one.kind != "receipt"]
    assert ["letter_detached"] == told
    assert (IncomingOutcome.HELD, None) == (room.last.outcome, room.last.submission_id)
    assert "Là báo cáo kiểm soát thủ tục" in room.last.reason


def test_it_is_recorded_anew_for_what_it_answers(room):
    """The same mail is an answer once more: the form's key went with the first."""
    room.take(room.letter())
    _detach(room, another_officer(room.engine))
    with transaction(room.engine) as session:
        mine = select(Assignment.id).where(col(Assignment.unit_code) == "so-tai-chinh")
        wanted = session.exec(mine).one()
        account = session.get_one(Account, 1)
        recorded = accept(_officer(room, session, account, BACK), room.last.id, wanted, Given())

    assert (2, False) == (recorded.version, recorded.repeated)
    assert StandingKind.SUBMITTED is standing(_facts(room, BACK), BACK).kind


@pytest.mark.one_database
def test_who_recorded_it_does_not_detach_it(room):
    room.take(room.letter(sender="mai1980@thu.example"))
    with transaction(room.engine) as session:
        account = session.get_one(Account, 1)
        accept(_officer(room, session, account, NOON), room.last.id, None, Given())

    with pytest.raises(Refused, match="hãy nhờ cán bộ khác hoặc quản trị"):
        _detach(room, account)
    _detach(room, another_officer(room.engine))
    with pytest.raises(Refused, match="không gắn với việc nào"):
        _detach(room, account)
