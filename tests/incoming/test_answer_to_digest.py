"""A message about several assignments: a number is never put down to the wrong one."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.incoming.match_assignment import reply_target
from dondoc.notices.write import plan_notices
from dondoc.rounds.opening import open_rounds
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Notice, Round
from models.database import transaction
from models.kinds import IncomingOutcome, NoticeKind, Way
from tests.support.mailroom import NOON, OPENING, Mailroom
from tests.support.post import DUTY

pytestmark = pytest.mark.one_database

BUDGET = "III.2.b1"  # owed by 26/02/2027
REVIEW = "II.3.3"  # of February, owed by 01/03/2027; accepted at once, nothing more is asked


def _open(room, *duties: str) -> None:
    now = at(OPENING, 7, 30)
    opened = {BUDGET: at(date(2027, 1, 26), 7, 30), REVIEW: at(date(2027, 2, 22), 7, 30)}
    with transaction(room.engine) as session:
        for code in duties:
            duty = room.rulebook.registry.plan.duty(code)
            open_rounds(session, room.rulebook, duty, now=opened.get(code, now))
        plan_notices(session, room.rulebook, now=now, after_due=True)
    room.window(at(OPENING, 8))


@pytest.fixture
def digest_room(engine, mail_settings, rulebook, cast):
    room = Mailroom(engine, mail_settings, rulebook)
    _open(room, DUTY, BUDGET)
    return room


@pytest.fixture
def review_room(engine, mail_settings, rulebook, cast):
    room = Mailroom(engine, mail_settings, rulebook)
    _open(room, REVIEW)
    return room


def _of(room, duty: str) -> int:
    numbers = {row.id: row.duty for row in room.rows(Round)}
    mine = [one for one in room.rows(Assignment) if one.unit_code == "so-tai-chinh"]
    return next(one.id for one in mine if numbers[one.round_id] == duty)


def _hand_in(room, duty: str, number: str, **changes: str) -> None:
    given = Given(document_number=number, document_on="14/03/2027", **changes)
    source = SubmissionSource("contact:1", Way.REPLY, received_at=NOON)
    with transaction(room.engine) as session:
        record_submission(
            session,
            room.rulebook,
            assignment_id=_of(room, duty),
            given=given,
            source=source,
            now=NOON,
        )


def test_a_number_waits_while_several_assignments_wait(digest_room):
    digest_room.take(digest_room.letter())

    assert ([], IncomingOutcome.HELD) == (digest_room.submissions(), digest_room.last.outcome)
    assert "Thư được trả lời có 2 việc: chưa rõ số này của việc nào." == digest_room.last.reason
    (question,) = digest_room.answers()
    assert "Thư nhắc có nhiều việc" in question.envelope.text
    assert "Có thể trả lời ngay thư này" not in question.envelope.text


def test_once_the_others_are_answered_it_is_about_the_one_that_waits(digest_room):
    _hand_in(digest_room, BUDGET, "9/QĐ-STC")
    digest_room.take(digest_room.letter())

    assert _of(digest_room, DUTY) == digest_room.submissions()[-1].assignment_id
    assert "12/BC-STC" == digest_room.submissions()[-1].document_number


def test_the_number_of_what_is_answered_already_is_not_put_down_to_the_other(digest_room):
    _hand_in(digest_room, BUDGET, "9/QĐ-STC")
    digest_room.take(digest_room.letter("Đã nộp số 9/QĐ-STC ngày 14/3/2027"))

    assert 1 == len(digest_room.submissions())
    assert "Số 9/QĐ-STC đã có trong sổ từ trước." == digest_room.last.reason


def test_a_digest_offers_no_sample_but_its_links(digest_room):
    text = digest_room.postman.to("so-tai-chinh")[0].envelope.text

    assert "Có thể trả lời ngay thư này" not in text
    assert text.startswith("Nếu trả lời bằng thư, xin viết phía trên dòng này")


def test_where_number_and_date_are_all_that_is_asked_it_is_accepted_at_once(review_room):
    review_room.take(review_room.letter("Số 9/QĐ-STC ngày 20/2/2027"))

    (asked,) = [one for one in review_room.rows(Assignment) if one.unit_code == "so-tai-chinh"]
    assert NOON == asked.completed_at
    assert "" == review_room.submissions()[0].flags


def test_a_file_that_could_not_be_taken_leaves_it_to_an_officer(review_room):
    mail = review_room.letter("Số 9/QĐ-STC ngày 20/2/2027")
    mail.add_attachment(b"MZ", maintype="application", subtype="zip", filename="qd.zip")
    review_room.take(mail)

    (asked,) = [one for one in review_room.rows(Assignment) if one.unit_code == "so-tai-chinh"]
    assert None is asked.completed_at
    assert 1 == len(review_room.submissions())


def test_a_superior_who_is_told_answers_for_nobody(digest_room):
    superior = digest_room.message("vp@ubnd-tinh.example") if _told(digest_room) else None
    with transaction(digest_room.engine, write=False) as session:
        found = reply_target(session, digest_room.rulebook, superior, now=NOON)

    assert ((), None) == (found.asked, found.only_id)


def _told(room) -> bool:
    """The escalation of the overdue budget has left."""
    with transaction(room.engine) as session:
        plan_notices(session, room.rulebook, now=NOON, after_due=True)
    room.window(at(NOON.date(), 14))
    return bool(room.postman.to("vp%40ubnd-tinh"))


def test_one_result_asked_and_two_pieces_of_information_told_are_one_matter(quick_room):
    """What is only counted is told, and nobody hands it in."""
    room = quick_room
    counted = [duty for duty in room.rulebook.registry.plan.duties if duty.ladder == "E3"]
    message = room.message()

    def _tell(session):
        told = 0
        for duty in counted:
            open_rounds(session, room.rulebook, duty, now=at(OPENING, 7, 30))
        query = (
            select(Assignment)
            .join(Round)
            .where(col(Assignment.unit_code) == "so-tai-chinh", col(Round.threshold).is_not(None))
        )
        for about in session.exec(query).all()[:2]:
            told += 1
            session.add(
                Notice(
                    key=f"{about.id}·c1·continuous·{told}·1",
                    kind=NoticeKind.CONTINUOUS,
                    assignment_id=about.id,
                    contact_id=message.contact_id,
                    message_id=message.id,
                    not_before=at(OPENING, 8),
                    created_at=at(OPENING, 8),
                    rung="OPEN",
                )
            )
        return told

    with transaction(room.engine) as session:
        assert 2 == _tell(session)
    room.take(room.letter())

    (kept,) = room.submissions()
    assert _of(room, DUTY) == kept.assignment_id
