"""Our question to a sender: a message without notices, read wherever messages are read."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.delivery_overview import overview
from dondoc.delivery.operating.pause_withdraw import withdraw
from dondoc.delivery.operating.resend import resend
from dondoc.delivery.operating.status import fates
from dondoc.problems import Refused
from models.database import transaction
from models.kinds import MessageState
from tests.support.mailroom import CLERK

pytestmark = pytest.mark.one_database

LATER = at(date(2027, 3, 15), 12, 5)
STRANGER = "ai-do@gmail.example"
NO_NULL_SENDER = Outcome(OutcomeKind.REFUSED, 550, "5.7.1 null sender not allowed")


@pytest.fixture(params=[CLERK, STRANGER])
def asked(request, room):
    """A mailroom with one question queued, to a contact and to somebody unknown."""
    room.settings = room.settings.model_copy(update={"incoming_auth_id": "mx.tinh.example"})
    domain = request.param.partition("@")[2]
    found = f"mx.tinh.example; dmarc=pass header.from={domain}"
    mail = room.letter("Đã gửi rồi nhé.", sender=request.param, Authentication_Results=found)
    room.take(mail)
    room.whom = request.param
    return room


def _question(room):
    (question,) = [one for one in room.messages() if one.address]
    return question


def test_one_that_is_refused_ends_no_contact(asked):
    """Some servers take no letter without a sender; who has just written is there."""
    asked.postman.answers[asked.whom.replace("@", "%40")] = [NO_NULL_SENDER]

    asked.at_once(LATER)

    assert MessageState.REFUSED is _question(asked).state
    assert asked.contact(CLERK).disabled_at is None
    assert 0 == asked.window(at(date(2027, 3, 15), 14)).outcomes[OutcomeKind.REFUSED]


def test_it_leaves_and_its_fate_is_what_the_server_said(asked):
    asked.at_once(LATER)

    question = _question(asked)
    fate = asked.read(lambda s: fates(s, [question]))[question.id]
    assert ["Máy chủ đã nhận lúc 12:05 ngày 15/03/2027 (250 2.0.0 queued)"] == [*fate.sentences()]
    assert ("", "") == (fate.acknowledged_short(), fate.answered_short())


def test_it_is_counted_and_may_be_withdrawn(asked):
    question = _question(asked)
    assert question.id == asked.read(overview).oldest.id
    with transaction(asked.engine) as session:
        withdraw(session, question.id, reason="đã gọi điện", by="account:1", now=LATER)

    assert 0 == asked.at_once(LATER).sent


def test_it_is_not_sent_again_and_the_officer_hears_what_to_do(asked):
    asked.at_once(LATER)
    number = _question(asked).id

    with transaction(asked.engine) as session:
        given = (session, asked.settings, asked.rulebook, number)
        with pytest.raises(Refused, match="hãy viết cho người ấy từ hộp thư cơ quan"):
            resend(*given, by="account:1", now=LATER)
