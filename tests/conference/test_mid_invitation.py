"""Something happens while invitations leave: a crash, a move. None is lost, none said twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dondoc.clock import at
from dondoc.delivery.dispatch_window import deliver_immediate
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import ReadyMessage
from dondoc.delivery.retry import LEASE
from models.kinds import NoticeKind
from tests.support.conference_hall import UNITS, Hall, to_day
from tests.support.post import SENT

INVITED, MOVED = at(date(2026, 11, 5), 9), at(date(2026, 11, 5), 10)
DEFERRED = Outcome(OutcomeKind.DEFERRED, 451, "4.7.1 later")
AGAIN = MOVED + timedelta(hours=1, minutes=5)


class Post:
    """Takes what `takes` says, and keeps it."""

    def __init__(self, hall: Hall, settings: Any) -> None:
        self.hall, self.settings = hall, settings
        self.sent: list[ReadyMessage] = []

    def leaves(self, now: datetime, takes: Any = lambda _ready, _sent: True) -> None:
        def send(ready: ReadyMessage) -> Outcome:
            if not takes(ready, self.sent):
                return DEFERRED
            self.sent.append(ready)
            return SENT

        deliver_immediate(self.hall.engine, self.settings, self.hall.rulebook, now, send)

    def subjects(self, unit: str) -> list[str]:
        return [one.title.split(",")[0] for one in self.sent if unit in one.url]


@pytest.fixture
def post(hall: Hall, settings) -> Post:
    hall.plan()
    hall.invite(INVITED)
    return Post(hall, settings)


def test_a_crash_in_mid_batch_loses_none_and_doubles_none(post: Post) -> None:
    def dies(_ready: ReadyMessage, sent: list[ReadyMessage]) -> bool:
        if sent:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        post.leaves(INVITED, dies)
    post.leaves(INVITED + LEASE + timedelta(minutes=20))
    post.leaves(INVITED + LEASE + timedelta(minutes=40))

    assert dict.fromkeys(UNITS, 1) == {unit: len(post.subjects(unit)) for unit in UNITS}


def test_moved_when_some_have_left_each_unit_ends_with_the_new_day(post: Post) -> None:
    post.leaves(INVITED, lambda ready, _sent: "so-y-te" in ready.url)
    assert ["[Mời họp] Hội nghị CCHC"] == post.subjects("so-y-te")

    post.hall.move(MOVED, to_day(date(2026, 12, 4)))
    post.leaves(MOVED)
    post.leaves(AGAIN)

    assert ["[Mời họp] Hội nghị CCHC", "[Đổi lịch] Hội nghị CCHC"] == post.subjects("so-y-te")
    for unit in ("so-tai-chinh", "so-tu-phap"):
        [letter] = [one for one in post.sent if unit in one.url]
        assert "[Mời họp] Hội nghị CCHC, T6 04/12 8h00" in letter.title
        assert "DTSTART:20261204T010000Z" in (letter.envelope.ics or "")
    assert 1 == len(post.hall.notices(NoticeKind.CONFERENCE_CHANGED))
