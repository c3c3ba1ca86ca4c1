"""Scans at several desks: one row an id, one attendance a delegate, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from dondoc.clock import at
from dondoc.conference.desk.desk_people import headcount
from models import Attendance, CheckIn, Conference, ConferenceFile, Delegate, Invitee
from models.conference_kinds import (
    CheckInAct,
    CheckInOutcome,
    CheckInRefusal,
    ConferenceFileKind,
)
from models.database import transaction
from tests.support.conference_day import DAY, OPENS_AT, ConferenceDay, conference_day
from tests.support.two_at_once import at_once

FIRST, SECOND, THIRD = "a" * 20, "b" * 20, "c" * 20


@pytest.fixture
def day(engine: Engine) -> ConferenceDay:
    return conference_day(engine)


def counted(day: ConferenceDay) -> int:
    with transaction(day.engine, write=False) as session:
        return headcount(session, day.conference_id)


def test_the_same_id_again_is_a_success_and_one_row(day: ConferenceDay) -> None:
    answers = [day.scan(FIRST), day.scan(FIRST), day.scan(FIRST, offline=True)]

    assert [CheckInOutcome.COUNTED] * 3 == [one.outcome for one in answers]
    assert 1 == len(day.rows(CheckIn)) == counted(day)


def test_the_second_desk_sees_when_and_at_which_device(day: ConferenceDay) -> None:
    day.scan(FIRST, device="Bàn 1")
    day.now += timedelta(minutes=4)

    again = day.scan(SECOND, device="Bàn 2")

    assert (CheckInOutcome.AGAIN, OPENS_AT, "Bàn 1") == (again.outcome, again.at, again.device)
    assert (2, 1) == (len(day.rows(CheckIn)), counted(day))


def test_two_queues_that_bring_the_same_delegate_count_one(day: ConferenceDay) -> None:
    answers = [day.scan(FIRST, offline=True), day.scan(SECOND, offline=True)]

    assert [CheckInOutcome.COUNTED, CheckInOutcome.FORCED] == [one.outcome for one in answers]
    assert (2, 1) == (len(day.rows(CheckIn)), counted(day))


def test_the_same_id_at_once_is_one_row(day: ConferenceDay) -> None:
    outcomes = at_once(*[lambda: day.scan(FIRST).outcome] * 4)
    unknown = at_once(*[lambda: day.scan(SECOND, "XXXXX").outcome] * 4)

    assert [CheckInOutcome.COUNTED] * 4 == outcomes
    assert [CheckInOutcome.REFUSED] * 4 == unknown
    assert (2, 1) == (len(day.rows(CheckIn)), counted(day))


def test_a_refused_id_does_not_stand_in_the_way_of_its_success(day: ConferenceDay) -> None:
    day.change(Delegate, day.delegate().id, removed_at=OPENS_AT)
    refused = day.scan(FIRST)
    day.change(Delegate, day.delegate().id, removed_at=None)

    answers = [day.scan(FIRST), day.scan(FIRST)]

    assert CheckInRefusal.DELEGATE_REMOVED is refused.refusal
    assert not refused.is_in
    assert [CheckInOutcome.COUNTED] * 2 == [one.outcome for one in answers]
    assert [CheckInRefusal.DELEGATE_REMOVED, None] == [one.refusal for one in day.rows(CheckIn)]


def test_refusals_are_kept_with_their_reason_once_an_id(day: ConferenceDay) -> None:
    other = conference_day(day.engine, code="hoi-nghi-2025", codes=("FFFFF", "GGGGG"))
    refusals = [
        day.scan(FIRST, "XXXXX").refusal,
        day.scan(FIRST, "XXXXX").refusal,
        day.scan(SECOND, "FFFFF").refusal,
    ]

    assert [
        CheckInRefusal.UNKNOWN_CODE,
        CheckInRefusal.UNKNOWN_CODE,
        CheckInRefusal.OTHER_CONFERENCE,
    ] == refusals
    assert ["XXXXX", "FFFFF"] == [one.code for one in day.rows(CheckIn)]
    assert 0 == counted(day) == counted(other)


def test_what_is_refused_now_is_said_though_it_was_refused_for_something_else(
    day: ConferenceDay,
) -> None:
    day.change(Invitee, day.delegate().invitee_id, removed_at=OPENS_AT)
    before = day.scan(FIRST).refusal
    day.change(Conference, day.conference_id, cancelled_at=OPENS_AT)

    assert CheckInRefusal.UNIT_REMOVED is before
    assert CheckInRefusal.CANCELLED is day.scan(FIRST).refusal
    assert 1 == len(day.rows(CheckIn))


def test_an_undo_is_a_row_and_the_delegate_can_come_again(day: ConferenceDay) -> None:
    day.scan(FIRST)
    undone = day.scan(SECOND, act=CheckInAct.UNDO)
    taken_back = counted(day)
    day.now += timedelta(minutes=1)
    replayed = day.scan(FIRST)  # the first id, from a device that heard no answer
    again = day.scan(THIRD)

    assert (CheckInOutcome.UNDONE, False, 0) == (undone.outcome, undone.is_in, taken_back)
    assert (CheckInOutcome.COUNTED, False) == (replayed.outcome, replayed.is_in)
    assert (CheckInOutcome.COUNTED, True, 1) == (again.outcome, again.is_in, counted(day))
    assert [OPENS_AT + timedelta(minutes=1)] == [one.arrived_at for one in day.rows(Attendance)]


def test_both_clocks_are_kept_and_ours_says_when_somebody_came(day: ConferenceDay) -> None:
    wrong = at(DAY.replace(year=2019), 3)

    answer = day.scan(FIRST, device_at=wrong, sent_at=wrong + timedelta(minutes=7), offline=True)

    (row,) = day.rows(CheckIn)
    assert (wrong, OPENS_AT) == (row.device_at, row.server_at)
    assert OPENS_AT - timedelta(minutes=7) == answer.at


def test_the_desk_is_shut_before_the_day_and_once_the_minutes_are_signed(
    day: ConferenceDay,
) -> None:
    day.now = at(DAY, 0) - timedelta(minutes=1)
    early = day.scan(FIRST).refusal
    day.now = at(DAY, 0)
    let_in = day.scan(FIRST).outcome
    minutes = {"kind": ConferenceFileKind.MINUTES, "name": "Biên bản", "version": 1}
    draft = ConferenceFile(
        conference_id=day.conference_id, **minutes, added_at=OPENS_AT, added_by="account:1"
    )
    day.add(draft)
    drafted = day.scan(SECOND, "CCCCC").outcome
    day.change(ConferenceFile, draft.id, number="12/BB-SNV")

    assert (CheckInRefusal.TOO_EARLY, CheckInOutcome.COUNTED) == (early, let_in)
    assert CheckInOutcome.COUNTED is drafted
    assert CheckInRefusal.CLOSED is day.scan(THIRD, "DDDDD", offline=True).refusal


def test_three_desks_that_check_in_the_same_300_at_once_lose_none_and_count_none_twice(
    engine: Engine,
) -> None:
    codes = tuple(f"K{number:04}" for number in range(300))
    day = conference_day(engine, codes=codes)

    def desk(number: int) -> list[CheckInOutcome]:
        """Each begins elsewhere in the list, and sends some of its scans twice."""
        order = codes[100 * number :] + codes[: 100 * number]
        ids = [f"ban-{number}-cua-{code}" for code in order]
        found = [
            day.scan(scan_id, code, device=f"Bàn {number}").outcome
            for scan_id, code in zip(ids, order, strict=True)
        ]
        assert found[:3] == [day.scan(*one).outcome for one in zip(ids[:3], order, strict=False)]
        return found

    outcomes = at_once(*[lambda number=number: desk(number) for number in range(3)])  # type: ignore[misc]

    assert 300 == sum(one.count(CheckInOutcome.COUNTED) for one in outcomes)  # type: ignore[attr-defined]
    assert 600 == sum(one.count(CheckInOutcome.AGAIN) for one in outcomes)  # type: ignore[attr-defined]
    assert 300 == counted(day)
    with transaction(engine, write=False) as session:
        scans = select(func.count()).select_from(CheckIn).where(col(CheckIn.refusal).is_(None))
        assert 900 == session.exec(scans).one()
