"""2025: bodies that end, a day off declared late, communes that are told themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import local_date
from models import Assignment, Contact, Notice, Round
from models.database import transaction
from models.kinds import Purpose
from tests.support.districts import DIRECTS, NA_HANG
from tests.walk.changing import (
    DECLARED_ON,
    ENDED,
    HEIR,
    ON_AIR,
    PROMPT_COMMUNE,
    REPORT,
    SILENT_COMMUNE,
)
from tests.walk.walk import Said, Walk

pytestmark = pytest.mark.xdist_group("walk_2025")

ENDS_ON = date(2025, 7, 1)  # the first day without them
EXTENDED_ON, EXTENDED_TO = date(2025, 3, 13), date(2025, 3, 19)
CHASE = ["T", "T+1"]  # then Sở Nội vụ has reported, and it closes


def _row(walk: Walk, unit: str, duty: str, period: str) -> Assignment:
    query = select(Assignment).join(Round).where(col(Assignment.unit_code) == unit)
    chosen = query.where(col(Round.duty) == duty, col(Round.period) == period)
    with transaction(walk.engine, write=False) as session:
        return session.exec(chosen).one()


def _rungs(walk: Walk, row: Assignment) -> list[str]:
    """What the unit's clerk was told of it in the digests of the day, in order."""
    query = select(Notice.rung).join(Contact, col(Contact.id) == col(Notice.contact_id))
    mine = (
        col(Notice.assignment_id) == row.id,
        col(Contact.unit_code) == row.unit_code,
        col(Contact.purpose) == Purpose.CLERK,
        col(Notice.cancelled_at).is_(None),
        col(Notice.immediate).is_(False),
    )
    with transaction(walk.engine, write=False) as session:
        return list(session.exec(query.where(*mine).order_by(col(Notice.id))))


def _letters(walk: Walk, unit: str, *, on: date | None = None) -> Sequence[Said]:
    clerk = f"van-thu@{unit}.example"
    return [
        said for said in walk.said if said.to == clerk and (on is None or local_date(said.at) == on)
    ]


def _subjects(letters: Sequence[Said]) -> list[str]:
    return [said.subject.partition("]")[0] + "]" for said in letters]


@pytest.mark.parametrize("unit", ["so-y-te", "so-tai-chinh", HEIR])
def test_a_day_off_declared_late_moves_the_date_and_is_told_in_one_letter(
    walk_2025: Walk, unit: str
) -> None:
    assert date(2025, 9, 17) == _row(walk_2025, unit, REPORT, "2025-Q3").due_on
    assert ["[Đổi hạn]"] == _subjects(_letters(walk_2025, unit, on=DECLARED_ON))


def test_no_rung_of_a_moved_chase_is_said_twice(walk_2025: Walk) -> None:
    moved = _row(walk_2025, "so-y-te", REPORT, "2025-Q3")

    # T-2 is the day after the letter that gave the new date, which speaks for it.
    assert ["OPEN", *CHASE] == _rungs(walk_2025, moved)


def test_what_an_ended_body_owed_ends_with_it(walk_2025: Walk) -> None:
    ended = _row(walk_2025, "dai-ptth", ON_AIR, "2025-Q2")
    assert ended.waived_at is not None
    assert ENDS_ON == local_date(ended.waived_at)
    assert ended.completed_at is None


@pytest.mark.parametrize(
    ("unit", "heir", "duty", "period"),
    [
        (ENDED, HEIR, REPORT, "2025-Q1"),
        (ENDED, HEIR, REPORT, "2025-S1"),
        ("dai-ptth", "bao-va-dai", ON_AIR, "2025-Q1"),
    ],
)
def test_what_had_closed_before_is_left_to_no_heir(
    walk_2025: Walk, unit: str, heir: str, duty: str, period: str
) -> None:
    closed = _row(walk_2025, unit, duty, period)
    assert closed.waived_at is None
    assert closed.completed_at is None
    of_heir = select(Assignment).join(Round).where(col(Assignment.unit_code) == heir)
    chosen = of_heir.where(col(Round.duty) == duty, col(Round.period) == period)
    with transaction(walk_2025.engine, write=False) as session:
        assert session.exec(chosen).first() is None


@pytest.mark.parametrize("unit", [ENDED, "dai-ptth", NA_HANG, SILENT_COMMUNE, PROMPT_COMMUNE])
def test_nobody_writes_to_a_body_that_is_no_more(walk_2025: Walk, unit: str) -> None:
    letters = _letters(walk_2025, unit)

    assert letters
    assert [] == [said for said in letters if local_date(said.at) >= ENDS_ON]


@pytest.mark.parametrize(
    ("heir", "duty", "period"),
    [("bao-va-dai", ON_AIR, "2025-Q2")],
)
def test_its_heir_owes_it_and_is_told_from_whom_it_comes(
    walk_2025: Walk, heir: str, duty: str, period: str
) -> None:
    taken = _row(walk_2025, heir, duty, period)
    told = _letters(walk_2025, heir, on=ENDS_ON)

    assert ENDS_ON == taken.cycle_from_on
    assert taken.completed_at is not None
    assert 1 == len(told)
    assert "gia hạn" not in told[0].text.lower()  # nobody granted any


def test_an_heir_is_told_at_once_and_chased_from_there(walk_2025: Walk) -> None:
    taken = _row(walk_2025, "bao-va-dai", ON_AIR, "2025-Q2")

    assert ["OPEN", "T"] == _rungs(walk_2025, taken)


def test_communes_hear_what_their_district_hears(walk_2025: Walk) -> None:
    opening = date(2025, 2, 3)
    for unit in (NA_HANG, SILENT_COMMUNE, PROMPT_COMMUNE):
        assert ["[Mở kỳ]"] == _subjects(_letters(walk_2025, unit, on=opening)), unit


def test_a_district_extended_takes_its_silent_commune_along_and_tells_it(walk_2025: Walk) -> None:
    said = _letters(walk_2025, SILENT_COMMUNE, on=EXTENDED_ON)

    assert ["[Gia hạn]"] == _subjects(said)
    assert "thứ Tư, ngày 19/03/2025" in said[0].text
    assert EXTENDED_TO == _row(walk_2025, NA_HANG, DIRECTS, "2025").due_on
    assert EXTENDED_TO == _row(walk_2025, SILENT_COMMUNE, DIRECTS, "2025").due_on


def test_a_commune_whose_district_answers_on_the_new_date_is_never_chased(walk_2025: Walk) -> None:
    subjects = _subjects(_letters(walk_2025, SILENT_COMMUNE))

    assert "[Quá hạn]" not in subjects
    assert "[Biên nhận]" == subjects[-1]


def test_a_commune_that_answers_itself_is_receipted_and_left_alone(walk_2025: Walk) -> None:
    subjects = _subjects(_letters(walk_2025, PROMPT_COMMUNE))

    assert ["[Mở kỳ]", "[Nhắc hạn]", "[Nhắc hạn]", "[Biên nhận]"] == subjects
