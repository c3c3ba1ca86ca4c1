"""What follows a conference: questions with an owner, tasks with a date, documents read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.conference.conclusions import ask_reading, set_task
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import (
    answer_question,
    ask_question,
    give_owner,
    pass_on,
    questions_of,
    take_answers,
    withdraw_question,
)
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Conference, ConferenceQuestion
from models.database import transaction
from models.kinds import NoticeKind, Way
from tests.support.conference_hall import CODE, NAMES, OFFICER, UNITS, Hall, draft

pytestmark = pytest.mark.one_database
INVITED, ASKED = at(date(2026, 11, 5), 9), at(date(2026, 11, 27), 10)
AFTER, LATER = at(date(2026, 11, 30), 9), at(date(2026, 12, 2), 9)
TEXT, SAID = "Báo cáo điện tử có được tính không?", "Có, khi đã ký số."


@pytest.fixture
def held(hall: Hall) -> Hall:
    hall.plan()
    hall.invite(INVITED)
    return hall


def _do(hall: Hall, act: Callable[[Session, Conference], Any]) -> Any:
    with transaction(hall.engine) as session:
        return act(session, find_conference(session, CODE, hold=True))


def _ask(hall: Hall, key: str | None = None) -> ConferenceQuestion:
    return _do(
        hall,
        lambda s, c: ask_question(
            s, c, "so-y-te", TEXT, by=Actor("contact:1"), now=ASKED, form_key=key
        ),
    )


def _own(hall: Hall, unit: str = "so-tai-chinh") -> date:
    def act(session: Session, conference: Conference) -> date:
        [question] = questions_of(session, conference)
        owner = hall.rulebook.registry.unit(unit)
        return give_owner(
            session, hall.rulebook, conference, question, owner, by=OFFICER, now=AFTER
        )

    return _do(hall, act)


def _question(hall: Hall) -> ConferenceQuestion:
    [one] = hall.read(lambda s: questions_of(s, find_conference(s, CODE)))
    return one


def test_a_question_pressed_twice_is_one_and_the_next_has_the_next_number(held: Hall) -> None:
    assert [1, 1, 2] == [_ask(held, "a").number, _ask(held, "a").number, _ask(held).number]


def test_its_owner_owes_the_answer_ten_working_days_after_the_day(held: Hall) -> None:
    _ask(held)

    assert date(2026, 12, 11) == _own(held)
    with pytest.raises(Refused, match="đã được giao"):
        _own(held)
    about = held.read(lambda s: s.get_one(Assignment, _question(held).assignment_id))
    assert ("so-tai-chinh", date(2026, 12, 11)) == (about.unit_code, about.due_on)


def test_its_answer_is_published_and_told_to_who_asked_once(held: Hall) -> None:
    _ask(held)
    _own(held)

    for _again in range(2):
        _do(
            held,
            lambda s, _c: answer_question(
                *(s, held.rulebook, s.merge(_question(held)), SAID),
                by=OFFICER,
                way=Way.STAFF,
                now=LATER,
            ),
        )

    [told] = held.notices(NoticeKind.CONFERENCE_ANSWER)
    assert held.invitee("so-y-te").assignment_id == told.assignment_id
    assert SAID in told.detail
    kept = _question(held)
    assert (SAID, LATER, LATER) == (kept.answer, kept.answered_at, kept.published_at)
    done = held.read(lambda s: s.get_one(Assignment, kept.assignment_id).completed_at)
    assert LATER == done


def test_an_answer_handed_in_like_a_report_is_taken_over(held: Hall) -> None:
    _ask(held)
    _own(held)
    with transaction(held.engine) as session:
        record_submission(
            session,
            held.rulebook,
            assignment_id=_question(held).assignment_id or 0,
            given=Given(note=SAID),
            source=SubmissionSource(Actor("contact:1"), Way.LINK, LATER),
            now=LATER,
        )

    with transaction(held.engine) as session:
        assert 1 == take_answers(session, held.rulebook, now=LATER)
        assert 0 == take_answers(session, held.rulebook, now=LATER)
    assert SAID == _question(held).answer


def test_a_task_of_the_conclusions_is_its_units_assignment(held: Hall) -> None:
    typed = {"number": "1", "text": "Rà soát tài liệu kiểm chứng", "due_on": "15/12/2026"}
    units = [held.rulebook.registry.unit(code) for code in ("so-y-te", "so-tu-phap")]

    def act(session: Session, conference: Conference) -> int:
        made = set_task(session, held.rulebook, conference, typed, units, by=OFFICER, now=AFTER)
        return len(made)

    assert (2, 0) == (_do(held, act), _do(held, act))
    query = select(Assignment).where(col(Assignment.subject).startswith("Nhiệm vụ 1, kết luận"))
    owed = held.read(lambda s: list(s.exec(query.order_by(col(Assignment.id)))))
    assert [date(2026, 12, 15)] * 2 == [one.due_on for one in owed]


def test_who_was_absent_is_asked_to_read_once(held: Hall) -> None:
    def act(session: Session, conference: Conference) -> int:
        return len(ask_reading(session, held.rulebook, conference, by=OFFICER, now=AFTER))

    assert (3, 0) == (_do(held, act), _do(held, act))
    assert held.invitee("so-y-te").reading_id is not None


def test_who_holds_it_is_not_asked_by_itself_to_read(hall: Hall) -> None:
    hall.plan(draft(f"{NAMES}; Sở Nội vụ"))
    hall.invite(INVITED)

    def act(session: Session, conference: Conference) -> list[str]:
        asked = ask_reading(session, hall.rulebook, conference, by=OFFICER, now=AFTER)
        return sorted(one.unit_code for one in asked)

    assert sorted(UNITS) == _do(hall, act)


def _pass_on(hall: Hall, unit: str) -> date:
    def act(session: Session, conference: Conference) -> date:
        [question] = questions_of(session, conference)
        owner = hall.rulebook.registry.unit(unit)
        why = "Thuộc lĩnh vực của cơ quan khác."
        return pass_on(
            *(session, hall.rulebook, conference, question, owner),
            reason=why,
            by=OFFICER,
            now=AFTER,
            due_on="14/12/2026",
        )

    return _do(hall, act)


def _withdraw(hall: Hall, number: int = 1) -> None:
    def act(session: Session, conference: Conference) -> None:
        [question] = [one for one in questions_of(session, conference) if one.number == number]
        withdraw_question(
            session, hall.rulebook, conference, question, by=Actor("contact:1"), now=AFTER
        )

    _do(hall, act)


def test_given_to_another_body_the_first_owes_it_no_more_and_is_told(held: Hall) -> None:
    _ask(held)
    _own(held)
    first = _question(held).assignment_id
    with pytest.raises(Refused, match="đang được giao câu này"):
        _pass_on(held, "so-tai-chinh")

    assert date(2026, 12, 14) == _pass_on(held, "so-tu-phap")

    owed = held.read(lambda s: s.get_one(Assignment, _question(held).assignment_id))
    assert ("so-tu-phap", date(2026, 12, 14)) == (owed.unit_code, owed.due_on)
    assert held.read(lambda s: s.get_one(Assignment, first)).waived_at == AFTER
    [told] = held.notices(NoticeKind.DEMAND_WITHDRAWN)
    assert first == told.assignment_id


def test_withdrawn_by_its_asker_nobody_owes_it_and_its_number_stays(held: Hall) -> None:
    _ask(held)
    _own(held)
    owed = _question(held).assignment_id

    _withdraw(held)

    assert [] == held.read(lambda s: questions_of(s, find_conference(s, CODE)))
    assert AFTER == held.read(lambda s: s.get_one(Assignment, owed)).waived_at
    assert 1 == len(held.notices(NoticeKind.DEMAND_WITHDRAWN))
    assert 2 == _ask(held).number


def test_once_answered_it_is_neither_withdrawn_nor_given_to_another(held: Hall) -> None:
    _ask(held)
    _own(held)
    _do(
        held,
        lambda s, _c: answer_question(
            *(s, held.rulebook, s.merge(_question(held)), SAID),
            by=OFFICER,
            way=Way.STAFF,
            now=LATER,
        ),
    )

    for act in (lambda: _withdraw(held), lambda: _pass_on(held, "so-tu-phap")):
        with pytest.raises(Refused, match="đã có câu trả lời"):
            act()


def test_a_unit_asks_so_many_questions_and_no_more(held: Hall, monkeypatch) -> None:
    monkeypatch.setattr("dondoc.conference.questions.MOST_CONFERENCE_QUESTIONS", 2)
    _ask(held)
    _ask(held)

    with pytest.raises(Refused, match="đã gửi 2 câu hỏi"):
        _ask(held)
