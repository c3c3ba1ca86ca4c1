"""An answer to an invitation: versions, deadline, people, and what it does to the chaser."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.delegates import delegate_lines
from dondoc.conference.erase_delegates import count_erasable, erase_delegates
from dondoc.conference.find_conference import find_conference
from dondoc.ledger.actors import Actor
from dondoc.notices.write import plan_notices
from dondoc.operations.person_record import person_record
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Contact, Notice, Submission
from models.conference_kinds import RsvpAnswer
from models.database import transaction
from models.kinds import NoticeKind, Way
from tests.support.conference_hall import CODE, Hall, to_day
from tests.support.post import letters_leave

INVITED, ANSWERED = at(date(2026, 11, 5), 9), at(date(2026, 11, 9), 9)
LATE = at(date(2026, 11, 20), 9)  # answers were wanted by the 19th
EVE, ON_THE_DAY = at(date(2026, 11, 26), 16), at(date(2026, 11, 27), 7)
AN, BINH, CHI = "Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"


@pytest.fixture
def invited(hall: Hall, settings) -> Hall:
    hall.plan()
    hall.invite(INVITED)
    letters_leave(hall.engine, settings, hall.rulebook, INVITED)
    return hall


def test_versions_stay_and_the_newest_holds(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN, BINH)
    invited.answer(EVE, "so-y-te", "cannot", reason="Có dịch bệnh")

    answers = [(one.version, one.answer) for one in invited.rsvps("so-y-te")]
    assert [(1, RsvpAnswer.COMES), (2, RsvpAnswer.CANNOT)] == answers
    figures = invited.read(lambda s: conference_figures(s, find_conference(s, CODE)))
    assert (1, 0, 1, 0) == (figures.answered, figures.coming, figures.unable, figures.delegates)


def test_a_form_pressed_twice_is_one_answer(invited: Hall) -> None:
    first = invited.answer(ANSWERED, "so-y-te", "comes", AN, key="mot-lan")
    again = invited.answer(ANSWERED, "so-y-te", "comes", AN, key="mot-lan")

    assert (False, True) == (first.repeated, again.repeated)
    assert 1 == len(invited.rsvps("so-y-te"))


@pytest.mark.one_database
def test_after_the_deadline_it_is_kept_and_late(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-tu-phap", "comes", AN)
    invited.answer(LATE, "so-y-te", "comes", BINH)

    assert [False] == [one.late for one in invited.rsvps("so-tu-phap")]
    assert [True] == [one.late for one in invited.rsvps("so-y-te")]


@pytest.mark.one_database
def test_on_the_day_itself_nothing_is_answered_any_more(invited: Hall) -> None:
    with pytest.raises(Refused, match="bàn đón tiếp"):
        invited.answer(ON_THE_DAY, "so-y-te", "comes", AN)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("answer", "names", "reason", "said"),
    [
        ("comes", (), "", "ít nhất một người"),
        ("comes", (AN, BINH, CHI), "", "có 2 chỗ"),
        ("comes", (AN, AN.upper()), "", "ghi hai lần"),
        ("cannot", (), "", "hãy ghi lý do"),
        ("maybe", (), "", "hãy chọn một trong"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    invited: Hall, answer: str, names: tuple[str, ...], reason: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        invited.answer(ANSWERED, "so-y-te", answer, *names, reason=reason)
    assert [] == invited.rsvps("so-y-te")
    assert [] == invited.notices(NoticeKind.RECEIPT)


@pytest.mark.one_database
def test_who_stays_on_the_list_keeps_the_code(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN, BINH)
    before = _people(invited)
    invited.answer(EVE, "so-y-te", "substitute", BINH, CHI)

    after = _people(invited)
    assert [AN, BINH] == list(before)
    assert [BINH, CHI] == list(after)
    assert before[BINH] == after[BINH]


def test_an_answer_at_0729_stops_the_reminder_of_0730(invited: Hall) -> None:
    reminded = date(2026, 11, 12)  # five working days before the 19th
    invited.answer(at(reminded, 7, 29), "so-y-te", "comes", AN)

    _plan(invited, reminded)

    told = {one.assignment_id for one in invited.notices(NoticeKind.REMINDER)}
    silent = {invited.invitee(unit).assignment_id for unit in ("so-tai-chinh", "so-tu-phap")}
    assert silent == told


@pytest.mark.one_database
def test_who_stays_silent_is_reminded_before_the_day_and_urged_never(invited: Hall) -> None:
    on = date(2026, 11, 6)
    while on < date(2026, 12, 18):
        _plan(invited, on)
        on = invited.rulebook.workdays.add(on, 1)

    rungs = [one.rung for one in invited.notices(unit="so-y-te")]
    assert ["r1-0", "T-5", "T-2"] == rungs  # T-10 is the day of the invitation


@pytest.mark.one_database
def test_a_move_wants_the_answer_again_and_reminds_anew(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN)
    invited.move(at(date(2026, 11, 10), 9), to_day(date(2026, 12, 11)))

    figures = invited.read(lambda s: conference_figures(s, find_conference(s, CODE)))
    assert (0, 1) == (figures.answered, figures.to_confirm)
    invited.answer(at(date(2026, 11, 11), 9), "so-y-te", "comes", AN)
    figures = invited.read(lambda s: conference_figures(s, find_conference(s, CODE)))
    assert (1, 0) == (figures.answered, figures.to_confirm)


@pytest.mark.one_database
def test_an_invitation_is_answered_by_no_other_form(invited: Hall) -> None:
    with pytest.raises(Refused, match="đây là giấy mời"), transaction(invited.engine) as session:
        record_submission(
            session,
            invited.rulebook,
            assignment_id=invited.invitee("so-y-te").assignment_id or 0,
            given=Given(),
            source=SubmissionSource("contact:1", Way.REPLY, ANSWERED),
            now=ANSWERED,
        )


@pytest.mark.one_database
def test_no_name_stands_anywhere_but_on_the_list(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN)

    notes = invited.read(lambda s: list(s.exec(select(Submission.note))))
    details = invited.read(lambda s: list(s.exec(select(Notice.detail))))
    assert ["Dự họp, 1 đại biểu."] == notes
    assert [] == [one for one in details if AN in one]


@pytest.mark.one_database
def test_personal_data_end_with_their_retention_and_the_figures_stay(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN, BINH)

    with transaction(invited.engine) as session:
        assert 0 == erase_delegates(session, now=at(date(2027, 11, 26), 9))
        assert 2 == count_erasable(session, now=at(date(2027, 11, 27), 9))
        assert 2 == erase_delegates(session, now=at(date(2027, 11, 27), 9))
        assert 0 == erase_delegates(session, now=at(date(2027, 11, 28), 9))
    assert {""} == set(_people(invited))
    figures = invited.read(lambda s: conference_figures(s, find_conference(s, CODE)))
    assert 2 == figures.delegates


def test_who_asks_what_is_held_gets_delegates_of_that_name_apart(invited: Hall) -> None:
    invited.answer(ANSWERED, "so-y-te", "comes", AN, BINH)
    with transaction(invited.engine) as session:
        contact = session.exec(select(Contact).where(Contact.unit_code == "so-y-te")).first()
        assert contact is not None
        contact.person = AN
        record = person_record(session, contact.address, by=Actor.machine("mau"), now=EVE)

    assert [AN] == [one["name"] for one in record["perhaps_the_same_name"]["delegates"]]
    assert record["messages"]
    assert [] == [one for one in record["messages"] if "text" in one]


def _people(hall: Hall) -> dict[str, str]:
    lines = hall.read(lambda s: delegate_lines(s, find_conference(s, CODE)))
    return {one.name: one.code for one in lines}


def _plan(hall: Hall, on: date) -> None:
    with transaction(hall.engine) as session:
        plan_notices(session, hall.rulebook, now=at(on, 7, 30), after_due=True)


def test_answers_are_by_assignment(invited: Hall) -> None:
    done = invited.answer(ANSWERED, "so-y-te", "comes", AN)

    about = select(Notice).where(col(Notice.kind) == NoticeKind.RECEIPT.value)
    told = invited.read(lambda s: list(s.exec(about)))
    assert [invited.invitee("so-y-te").assignment_id] == [one.assignment_id for one in told]
    assert done.receipt.startswith("BN-2026-")
