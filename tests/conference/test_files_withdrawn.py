"""A document taken off the page: kept in the register, the page says why, who was told hears."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dondoc.clock import at
from dondoc.conference.conference_files import withdraw_file
from dondoc.conference.find_conference import find_conference
from dondoc.conference.unit_files import documents_for_units, withdrawn_for_units
from dondoc.problems import Refused
from models import ConferenceFile
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.conference_hall import CODE, OFFICER, Hall
from tests.support.post import letters_leave

INVITED, UP, DOWN = (at(date(2026, 11, day), 9) for day in (5, 9, 10))
EVENING = at(date(2026, 11, 9), 20)
TELLS = NoticeKind.CONFERENCE_DOCUMENT
WHY = "Bản nháp, chưa được duyệt."

pytestmark = pytest.mark.one_database


@pytest.fixture
def held(hall: Hall) -> Hall:
    """Sở Y tế comes, and so hears of documents."""
    hall.plan()
    hall.invite(INVITED)
    hall.answer(INVITED, "so-y-te", "comes", "Phạm Văn Dũng")
    return hall


def withdraw(hall: Hall, number: int, now: datetime = DOWN, why: str = WHY) -> int:
    with transaction(hall.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        file = session.get_one(ConferenceFile, number)
        return withdraw_file(
            session, hall.rulebook, conference, file, reason=why, by=OFFICER, now=now
        )


def shown(hall: Hall) -> tuple[list[int], list[int]]:
    def ask(session: Any) -> tuple[list[int], list[int]]:
        found = find_conference(session, CODE)
        standing = [one.newest.version for one in documents_for_units(session, found)]
        return standing, [one.version for one in withdrawn_for_units(session, found)]

    return hall.read(ask)


def test_who_was_told_hears_of_it_once_and_nobody_else(held: Hall, settings: Any) -> None:
    first = held.publish(UP).file
    letters_leave(held.engine, settings, held.rulebook, UP)

    told = withdraw(held, first.id or 0)

    assert 1 == told
    assert [f"f{first.id}", f"f{first.id}-rut"] == [one.rung for one in held.notices(TELLS)]
    assert {held.invitee("so-y-te").assignment_id} == {
        one.assignment_id for one in held.notices(TELLS)
    }
    with pytest.raises(Refused, match="đã rút từ trước"):
        withdraw(held, first.id or 0)


def test_a_letter_that_has_not_left_does_not_leave(held: Hall) -> None:
    first = held.publish(EVENING).file

    assert 0 == withdraw(held, first.id or 0, EVENING)
    assert [] == held.notices(TELLS, waiting=True)


def test_the_version_before_holds_again_and_both_stay_in_the_register(held: Hall) -> None:
    held.publish(UP)
    second = held.publish(UP, sha256="b" * 64).file
    before = shown(held)

    withdraw(held, second.id or 0)
    after = shown(held)
    again = held.publish(DOWN, sha256="b" * 64).file

    assert [([2], []), ([1], [2])] == [before, after]
    assert 3 == again.version


def test_it_needs_a_reason(held: Hall) -> None:
    first = held.publish(UP).file

    with pytest.raises(Refused):
        withdraw(held, first.id or 0, why=" ")
    assert ([1], []) == shown(held)
