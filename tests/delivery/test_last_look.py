"""The last look is at the moment at which a letter leaves, and at the whole ledger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from tests.support.post import Office
from tests.support.watches import SetWatch, slowly

OPENING, REMINDED = date(2027, 3, 1), date(2027, 3, 12)
UNITS = ("so-y-te", "so-tai-chinh", "so-tu-phap")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    one_line = settings.model_copy(update={"smtp_connections": 1})
    office = Office(engine, one_line, rulebook)
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    office.morning(REMINDED)
    office.postman.sent.clear()
    return office


def _chased(office: Office) -> list[str]:
    return [ready.title for ready in office.postman.sent if "Biên nhận" not in ready.title]


def _send(office: Office, watch: SetWatch, send) -> None:
    where = (office.engine, office.settings, office.rulebook, at(REMINDED, 8))
    dispatch_window(*where, send, watch=watch)


def test_who_hands_in_while_letters_leave_slowly_is_not_reminded(office):
    """The letters of one batch are written together; each is looked at again before it leaves."""
    watch = SetWatch()
    handed_in: list[str] = []

    def first_one_then_all_the_others_hand_in(ready):
        if not handed_in:
            sent_to = next(unit for unit in UNITS if unit in ready.url)
            handed_in.extend(unit for unit in UNITS if unit != sent_to)
            for unit in handed_in:
                office.hand_in(at(REMINDED, 8, 1), unit=unit, by="contact:1")
        return office.postman(ready)

    _send(office, watch, slowly(watch, 120, first_one_then_all_the_others_hand_in))

    assert 1 == len(_chased(office))
    assert 3 == len(office.postman.sent)


def test_a_clock_that_stepped_back_hides_no_answer(office):
    """What was recorded at 08:20 is known at 08:00 of a clock that was put right meanwhile."""
    for unit in UNITS:
        office.hand_in(at(REMINDED, 8, 20), unit=unit, by="contact:1")

    office.window(at(REMINDED, 8))

    assert [] == _chased(office)


def test_a_receipt_says_what_held_when_the_answer_came(office):
    """Written before the instant at which it was recorded, by a clock that stepped back."""
    office.hand_in(at(REMINDED, 8, 20), by="contact:1")

    office.window(at(REMINDED, 8, 20) - timedelta(minutes=10))
    office.window(at(REMINDED, 14))

    (receipt,) = [one for one in office.postman.sent if "Biên nhận" in one.title]
    assert "Ghi nhận đúng hạn" in receipt.body
