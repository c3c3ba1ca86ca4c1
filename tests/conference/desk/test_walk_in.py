"""Who comes without standing on the list: of a body, flagged, and one however many desks type."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from dondoc.conference.desk.keep_scan import DeskAnswer, DeskScan
from dondoc.conference.desk.walk_in import WalkInForm, record_walk_in
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.settings import Settings
from models import Attendance, Audit, CheckIn, Conference, Delegate, Invitee
from models.conference_kinds import CheckInOutcome, DelegateOrigin
from models.database import transaction
from tests.support.conference_day import DESK, OPENS_AT, ConferenceDay, conference_day
from tests.support.two_at_once import at_once

FIRST, SECOND = "a" * 20, "b" * 20


class WalkInDesk(ConferenceDay):
    """A desk at which people are added."""

    here: Context

    def add_person(self, scan_id: str, **typed: Any) -> DeskAnswer:
        form = WalkInForm.read({"name": "Lê Văn Mới", **typed}, self.here)
        with transaction(self.engine) as session:
            conference = session.get_one(Conference, self.conference_id)
            scan = DeskScan(scan_id=scan_id, code="", device="Bàn 1", device_at=self.now)
            return record_walk_in(session, conference, form, scan, by=DESK, now=self.now)


@pytest.fixture
def day(engine: Engine, rulebook: Rulebook, settings: Settings) -> WalkInDesk:
    desk = WalkInDesk(engine, conference_day(engine).conference_id)
    desk.here = Context(settings, rulebook, engine, OPENS_AT)
    return desk


def test_a_walk_in_of_an_invited_body_is_flagged_and_in(day: WalkInDesk) -> None:
    answer = day.add_person(FIRST, unit="Sở Tài chính", post="Chuyên viên")

    assert answer.delegate is not None
    assert (CheckInOutcome.COUNTED, DelegateOrigin.WALK_IN) == (
        answer.outcome,
        answer.delegate.origin,
    )
    assert day.delegate().invitee_id == answer.delegate.invitee_id
    assert [("ghi thêm đại biểu tại bàn đón", "so-tai-chinh")] == [
        (one.act, one.detail) for one in day.rows(Audit)
    ]


def test_a_body_that_is_not_invited_gets_a_row_that_invites_nobody(day: WalkInDesk) -> None:
    answers = [
        day.add_person(FIRST, unit="Sở Y tế"),
        day.add_person(SECOND, unit="SYT", name="Trần Văn Hai"),
    ]

    guest = day.rows(Invitee)[-1]
    assert [CheckInOutcome.FORCED] * 2 == [one.outcome for one in answers]
    assert ("so-y-te", None, OPENS_AT) == (guest.unit_code, guest.invited_at, guest.removed_at)
    assert 3 == len(day.rows(Invitee))


def test_a_substitute_stands_beside_whom_he_replaces(day: WalkInDesk) -> None:
    answer = day.add_person(FIRST, replaces="AAAAA")
    again = day.add_person(SECOND, replaces="AAAAA", name="Lê Văn Mới")

    assert answer.delegate is not None
    assert again.delegate is not None
    assert (DelegateOrigin.SUBSTITUTE, day.delegate().id) == (
        answer.delegate.origin,
        answer.delegate.replaces_id,
    )
    assert (CheckInOutcome.AGAIN, answer.delegate.id) == (again.outcome, again.delegate.id)


def test_a_name_on_the_list_is_that_delegate(day: WalkInDesk) -> None:
    answer = day.add_person(FIRST, unit="so-tai-chinh", name="người 1 của SO-TAI-CHINH")

    assert answer.delegate is not None
    assert ("AAAAA", CheckInOutcome.COUNTED) == (answer.delegate.code, answer.outcome)
    assert 4 == len(day.rows(Delegate))


def test_two_desks_that_type_the_same_person_at_once_make_one(day: WalkInDesk) -> None:
    outcomes = at_once(
        lambda: day.add_person(FIRST, unit="so-y-te").outcome,
        lambda: day.add_person(SECOND, unit="so-y-te").outcome,
        lambda: day.add_person(FIRST, unit="so-y-te").outcome,
    )

    assert not [one for one in outcomes if isinstance(one, Refused)]
    assert (5, 1) == (len(day.rows(Delegate)), len(day.rows(Attendance)))
    assert {FIRST, SECOND} == {one.scan_id for one in day.rows(CheckIn)}


@pytest.mark.one_database
def test_nobody_is_added_where_the_desk_is_shut(day: WalkInDesk) -> None:
    day.change(Conference, day.conference_id, cancelled_at=OPENS_AT)

    with pytest.raises(Refused, match="bàn đón đã đóng"):
        day.add_person(FIRST, unit="so-y-te")

    assert (4, 2, 0) == tuple(len(day.rows(one)) for one in (Delegate, Invitee, CheckIn))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({"name": " ", "unit": "STC"}, "hãy ghi họ và tên"),
        ({}, "hãy ghi đơn vị"),
        ({"unit": "Sở Không Có"}, "Đơn vị «Sở Không Có»"),
        ({"replaces": "XXXXX"}, "không có đại biểu mang mã này"),
    ],
)
def test_what_is_typed_wrongly_is_said(day: WalkInDesk, typed: dict[str, str], wanted: str) -> None:
    with pytest.raises(Refused, match=wanted):
        day.add_person(FIRST, **typed)

    assert 4 == len(day.rows(Delegate))
