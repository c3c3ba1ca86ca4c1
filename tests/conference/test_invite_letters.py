"""What an invited unit is told, and when not: invitations, moves, ends (decision 0075)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.conference.announcement import announcement
from dondoc.conference.extend_list import extend_list
from dondoc.conference.find_conference import find_conference
from dondoc.problems import Refused
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.conference_hall import CODE, OFFICER, UNITS, Hall, draft, to_day
from tests.support.post import letters_leave

INVITED = at(date(2026, 11, 5), 9)
MOVED = at(date(2026, 11, 10), 9)
INVITATION, CHANGED, OFF = (
    NoticeKind.CONFERENCE_INVITATION,
    NoticeKind.CONFERENCE_CHANGED,
    NoticeKind.CONFERENCE_OFF,
)


def test_each_unit_is_invited_once(hall: Hall) -> None:
    hall.plan()

    assert 3 == len(hall.invite(INVITED).units)
    assert () == hall.invite(INVITED).units
    assert 3 == len(hall.notices(INVITATION))
    assert date(2026, 11, 19) == hall.conference().rsvp_by


@pytest.mark.one_database
def test_two_days_before_needs_a_reason(hall: Hall) -> None:
    hall.plan()
    late = at(date(2026, 11, 25), 9)

    with pytest.raises(Refused, match=r"23/11/2026 .Quyết định 45/2018/QĐ-TTg"):
        hall.invite(late)
    assert [] == hall.notices(INVITATION)
    assert 3 == len(hall.invite(late, why="Bộ Nội vụ yêu cầu họp gấp").units)
    assert "Bộ Nội vụ yêu cầu họp gấp" == hall.conference().urgent_why


@pytest.mark.one_database
def test_a_day_off_is_refused_with_the_nearest_working_days(hall: Hall) -> None:
    hall.plan()

    with pytest.raises(Refused, match="thứ Hai, 23/11/2026 hoặc thứ Tư, 25/11/2026"):
        hall.plan(
            replace(
                draft(title="Hội nghị khác"),
                sessions=[
                    replace(
                        draft().sessions[0], typed={**draft().sessions[0].typed, "on": "24/11/2026"}
                    )
                ],
            )
        )


def test_a_move_tells_who_has_heard_and_asks_again(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)
    hall.answer(at(date(2026, 11, 6), 9), "so-tai-chinh", "comes", "Nguyễn Văn An")
    hall.answer(at(date(2026, 11, 6), 9), "so-tu-phap", "cannot", reason="Trùng lịch thanh tra")

    done = hall.move(MOVED, to_day(date(2026, 12, 4)))

    assert set(UNITS) == set(done.told)
    assert {"so-tai-chinh", "so-tu-phap"} == set(done.reset)
    assert 3 == len(hall.notices(CHANGED))
    assert 2 == hall.conference().revision
    assert 1 == hall.conference().sequence
    assert date(2026, 11, 27) == hall.conference().rsvp_by  # as many working days before
    assert [1] == [one.revision for one in hall.rsvps("so-tai-chinh")]
    assert 2 == hall.invitee("so-tai-chinh").revision


def test_the_same_move_twice_tells_nobody_twice(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)
    hall.move(MOVED, to_day(date(2026, 12, 4)))

    hall.move(MOVED, to_day(date(2026, 12, 4)))

    assert 3 == len(hall.notices(CHANGED))
    assert 2 == hall.conference().revision


def test_who_has_not_heard_yet_is_invited_to_the_new_day_at_once(hall: Hall) -> None:
    hall.plan()
    evening = at(date(2026, 11, 5), 20)  # nothing has left: offices are closed
    hall.invite(evening)

    hall.move(evening, to_day(date(2026, 12, 4)))

    assert [] == hall.notices(CHANGED)
    assert 3 == len(hall.notices(INVITATION, waiting=True))
    assert 6 == len(hall.notices(INVITATION))


@pytest.mark.one_database
def test_a_typo_is_no_mail(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)

    done = hall.move(
        MOVED,
        lambda said: announcement(said.chair, [replace(said.sessions[0], name="Buổi sáng")]),
        reason="",
    )

    assert not done.heard_of
    assert [] == hall.notices(CHANGED)
    assert 1 == hall.conference().revision


@pytest.mark.one_database
def test_split_into_two_sessions_tells_only_whose_hour_is_another(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)

    def split(said):
        morning = said.sessions[0]
        afternoon = replace(
            morning,
            number=2,
            starts_at=at(date(2026, 11, 27), 13, 30),
            ends_at=at(date(2026, 11, 27), 17),
        )
        return announcement(said.chair, [morning, afternoon])

    done = hall.move(MOVED, split, placed={"so-y-te": 2})

    assert ("so-y-te",) == done.told
    assert 1 == len(hall.notices(CHANGED, unit="so-y-te"))
    assert 1 == len(hall.notices(CHANGED))


def test_a_cancellation_reaches_everybody_who_has_heard(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)
    hall.answer(at(date(2026, 11, 6), 9), "so-tu-phap", "cannot", reason="Trùng lịch thanh tra")

    assert 3 == hall.cancel(MOVED)

    assert 3 == len(hall.notices(OFF))
    with pytest.raises(Refused, match="đã hủy"):
        hall.cancel(MOVED)
    with pytest.raises(Refused, match="đã hủy"):
        hall.answer(MOVED, "so-y-te", "comes", "Trần Văn Bình")


@pytest.mark.one_database
def test_cancelled_before_any_letter_left_nobody_hears_anything(hall: Hall) -> None:
    hall.plan()
    evening = at(date(2026, 11, 5), 20)
    hall.invite(evening)

    assert 0 == hall.cancel(evening)

    assert [] == hall.notices(waiting=True)


@pytest.mark.one_database
def test_postponed_and_given_a_day_again(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)
    assert 3 == hall.postpone(MOVED)
    letters_leave(hall.engine, settings, hall.rulebook, MOVED)

    done = hall.move(at(date(2026, 11, 16), 9), to_day(date(2026, 12, 18)))

    assert set(UNITS) == set(done.told)
    assert 3 == len(hall.notices(CHANGED))
    assert (3, 2) == (hall.conference().revision, hall.conference().sequence)


@pytest.mark.one_database
def test_one_unit_out_and_in_again(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)

    assert hall.remove(MOVED, "so-y-te")

    assert 1 == len(hall.notices(OFF))
    assert 1 == hall.conference().sequence
    assert 1 == hall.conference().revision  # the others need not confirm
    with transaction(hall.engine) as session:
        found = find_conference(session, CODE, hold=True)
        back = at(date(2026, 11, 12), 9)
        extend_list(session, hall.rulebook, found, "Sở Y tế", by=OFFICER, now=back)
    assert ["so-y-te"] == [unit.code for unit in hall.invite(back).units]
    assert 2 == len(hall.notices(INVITATION, unit="so-y-te"))
    assert 4 == len(hall.notices(INVITATION))
    hall.answer(at(date(2026, 11, 13), 9), "so-y-te", "comes", "Trần Văn Bình")
    assert 1 == len(hall.rsvps("so-y-te"))


@pytest.mark.one_database
def test_a_new_document_is_told_to_who_said_yes(hall: Hall, settings) -> None:
    hall.plan()
    hall.invite(INVITED)
    hall.answer(at(date(2026, 11, 6), 9), "so-tai-chinh", "comes", "Nguyễn Văn An")
    hall.answer(at(date(2026, 11, 6), 9), "so-tu-phap", "cannot", reason="Trùng lịch thanh tra")

    first = hall.publish(MOVED)
    again = hall.publish(MOVED)
    second = hall.publish(at(date(2026, 11, 12), 9), sha256="b" * 64)

    assert (1, 0, 1) == (first.told, again.told, second.told)
    assert (1, 1, 2) == (first.file.version, again.file.version, second.file.version)
    told = hall.notices(NoticeKind.CONFERENCE_DOCUMENT)
    assert {hall.invitee("so-tai-chinh").assignment_id} == {one.assignment_id for one in told}


@pytest.mark.one_database
def test_two_conferences_of_a_year_do_not_mix(hall: Hall) -> None:
    hall.plan()
    other = hall.plan(draft(title="Hội nghị hướng dẫn chấm điểm bổ sung"))
    hall.invite(INVITED)
    hall.invite(INVITED, code=other)

    assert "hoi-nghi-2026-2" == other
    mine = hall.invitee("so-y-te").assignment_id
    assert mine != hall.invitee("so-y-te", other).assignment_id
    hall.answer(at(date(2026, 11, 6), 9), "so-y-te", "comes", "Trần Văn Bình")
    assert hall.invitee("so-y-te", other).revision == 1
    assert 1 == len(hall.rsvps("so-y-te"))
    with pytest.raises(Refused, match="đã có Hội nghị tên này"):
        hall.plan()
