"""What could not leave for a while leaves as one message, in which the newest rung speaks."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.messages.reason_words import cancel_words
from models import Channel
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

OPENING, REMINDED, LAST = date(2027, 3, 1), date(2027, 3, 12), date(2027, 3, 16)
CLERK = "van-thu%40so-tai-chinh"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def _pause(office: Office) -> None:
    with transaction(office.engine) as session:
        session.add(Channel(name="email", paused_at=at(OPENING, 7), paused_why="đổi mật khẩu"))


def _resume(office: Office) -> None:
    with transaction(office.engine) as session:
        session.get_one(Channel, "email").paused_at = None


def test_after_a_channels_long_pause_each_contact_hears_one_message(office):
    _pause(office)
    for on in (OPENING, REMINDED, LAST):
        office.morning(on)
        office.window(at(on, 8))

    _resume(office)
    result = office.window(at(LAST, 14))

    assert (3, 0) == (result.sent, result.cancelled)
    (only,) = office.postman.to(CLERK)
    assert only.title.startswith("[Hôm nay]")
    assert 1 == only.body.count(f"{office.settings.base_url}/v/")
    why = {cancel_words(notice) for notice in office.notices() if notice.cancelled_at}
    assert {"Đã có thông báo mới hơn về cùng việc này."} == why


def test_what_waits_for_the_days_cap_takes_the_new_along(office):
    office.settings = office.settings.model_copy(update={"smtp_per_day": 2})
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    (left,) = [one for one in office.messages() if one.state is MessageState.PENDING]

    office.morning(REMINDED)
    office.window(at(REMINDED, 8))
    office.window(at(date(2027, 3, 15), 9))

    sent = [ready for ready in office.postman.sent if ready.message_id == left.id]
    assert 1 == len(sent)
    assert sent[0].title.startswith("[Nhắc hạn]")
    assert 5 == len(office.messages())  # three openings, one of them as a reminder; two reminders


def test_a_message_already_tried_is_not_changed_any_more(office):
    """A copy of it may be out: the same Message-ID must not say something else."""
    from tests.delivery.test_dispatch_outcomes import UNKNOWN

    office.morning(OPENING)
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(at(OPENING, 8))

    office.morning(REMINDED)
    office.window(at(REMINDED, 8))

    assert 3 == len(office.postman.to(CLERK))
    assert 3 == len({one.envelope.message_id for one in office.postman.to(CLERK)}) + 1
