"""Whatever a stranger writes is kept, is answered by a reason, and changes no other mail's fate."""

from __future__ import annotations

import logging
import time

import pytest

from dondoc.incoming.mail.understand import Letter, Unreadable, understand
from models.kinds import IncomingOutcome, IncomingStep
from tests.support.hostile_mail import BUILT


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.mark.parametrize("name", BUILT)
def test_it_is_understood_or_called_unreadable_within_a_second(name):
    raw = BUILT[name]()
    began = time.process_time()
    found = understand(raw)

    assert time.process_time() - began < 1
    assert isinstance(found, Letter) or found.reason


def test_all_of_them_together_hold_back_no_good_answer(quick_room):
    room = quick_room
    for build in BUILT.values():
        room.put(build())
    for number in (1, 2, 3):
        room.put(room.letter(f"Số {number}/BC-STC ngày 15/3/2027"))
    result = room.read_mail()

    assert "" == result.fault
    assert ["1/BC-STC", "2/BC-STC", "3/BC-STC"] == [s.document_number for s in room.submissions()]
    assert len({build() for build in BUILT.values()}) + 3 == len(room.incoming())
    assert not [row for row in room.incoming() if row.stuck_in is IncomingStep.ACT]
    ends = (IncomingOutcome.HELD, IncomingOutcome.NOTED, IncomingOutcome.RECORDED)
    assert [] == [row for row in room.incoming() if row.outcome not in ends]
    assert [] == [one for one in room.answers() if "van-thu" not in one.url]


def test_a_mail_of_too_many_parts_says_so_and_whose_it_is():
    found = understand(BUILT["attachments"]())

    assert isinstance(found, Unreadable)
    assert "Thư có quá 100 phần; hệ thống không đọc, hãy xem bản gốc." == found.reason
    assert ("Ai <ai@noi-khac.example>", "x") == (found.head.sender, found.head.subject)
