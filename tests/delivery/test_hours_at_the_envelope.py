"""A letter leaves inside office hours, however long the ones before it took."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at, local
from dondoc.delivery.dispatch_window import dispatch_window
from models import Contact
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.post import Office
from tests.support.watches import SetWatch, slowly

OPENING = date(2027, 3, 1)
START = at(OPENING, 11, 27)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    one_line = settings.model_copy(update={"smtp_connections": 1})
    office = Office(engine, one_line, rulebook)
    with transaction(engine) as session:
        for number in range(10):
            address = f"vt{number}@so-y-te.example"
            clerk = Contact(unit_code="so-y-te", address=address, also=True, verified_at=VERIFIED)
            session.add(clerk)
    office.morning(OPENING)
    return office


def test_none_leaves_after_the_office_closed_and_the_rest_leave_when_it_opens(office):
    watch, left_at = SetWatch(), []

    def noted(ready):
        left_at.append(f"{local(START).hour}:{27 + int(watch.seconds // 60)}")
        return office.postman(ready)

    where = (office.engine, office.settings, office.rulebook, START)
    result = dispatch_window(*where, slowly(watch, 60, noted), watch=watch)

    assert ["11:27", "11:28", "11:29"] == left_at
    assert at(OPENING, 13, 30) == result.next_attempt_at
    assert 10 == office.window(at(OPENING, 13, 30)).sent
