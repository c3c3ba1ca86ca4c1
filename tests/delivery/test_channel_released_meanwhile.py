"""A channel that fails is released while the dispatch that saw it fail is still at work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.pause_withdraw import release_channel
from dondoc.delivery.workers import Lines
from dondoc.ledger.installation import Context
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
WRONG_PASSWORD = Outcome(OutcomeKind.CHANNEL, 535, "5.7.8 bad credentials")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_it_is_not_tried_again_in_this_dispatch(office):
    """Else what is given back would be claimed and given back again, for ever."""
    engine, context = office.engine, Context(office.settings, office.rulebook, office.engine, EIGHT)
    first, *others = office.claimed(EIGHT)
    ids = [ready.message_id for ready in (first, *others)]
    office.postman.answers["mailto"] = [WRONG_PASSWORD]
    with ThreadPoolExecutor(1) as pool:
        lines = Lines(engine, context, office.postman, pool, lambda: EIGHT)
        lines.take([first])
        lines.land()
        with transaction(engine) as session:
            release_channel(session, "email", by="account:1", now=EIGHT)
        lines.take(others)
        while not lines.idle:
            lines.land()
        lines.bring_home()

    assert ([first], set(ids)) == (office.postman.sent, lines.unsent)
    assert {(MessageState.PENDING, 0)} == {(one.state, one.attempts) for one in office.messages()}
