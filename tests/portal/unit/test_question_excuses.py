"""The body that answers a question may say «not yet» and ask for time: an officer rules on both."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import ask_question, give_owner
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.ledger.actors import Actor
from models import Assignment, ConferenceQuestion
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, OFFICER, PLANNED, Hall
from tests.support.desk import Desk
from tests.support.portal import Portal

ASKED, RULED = at(date(2026, 12, 2), 9), at(date(2026, 12, 3), 9)
LATER = date(2026, 12, 18)
QUESTIONS = f"/bang/hoi-nghi/{CODE}/cau-hoi"


@pytest.fixture
def owned(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Sở Tài chính owes Sở Y tế an answer by 11/12/2026."""
    portal.now = PLANNED
    hall = Hall(portal.engine, portal.rulebook)
    hall.plan()
    hall.invite()
    owner = portal.rulebook.registry.unit("so-tai-chinh")
    with transaction(portal.engine) as session:
        held = find_conference(session, CODE, hold=True)
        question = ask_question(
            session, held, "so-y-te", "Chấm thế nào?", by=Actor("contact:1"), now=PLANNED
        )
        give_owner(session, portal.rulebook, held, question, owner, by=OFFICER, now=PLANNED)
        sqlite_cast.officer.duties = ""
        session.merge(sqlite_cast.officer)
    found = Desk(portal, sqlite_cast.officer)
    found.at(ASKED)
    return found


def about(desk: Desk) -> int:
    [question] = desk.portal.rows(ConferenceQuestion)
    return question.assignment_id


def says(desk: Desk, act: str, **form: str) -> int:
    """The owner sends a form of its page; returns what the portal answered."""
    home = desk.portal.link(assignment_id=about(desk))
    typed = {"assignment": str(about(desk)), **form}
    return desk.portal.client.post(f"{home}/{act}", data=typed).status_code


def rules(desk: Desk, cast: Cast, kind: DecisionKind, until: date | None = LATER) -> None:
    ruling = Ruling(kind, "Vẫn cần câu trả lời.", new_due_on=until)
    with transaction(desk.portal.engine) as session:
        decide(
            *(session, desk.portal.rulebook),
            assignment_id=about(desk),
            account=cast.officer,
            ruling=ruling,
            now=RULED,
        )


def test_more_time_is_granted_and_the_question_s_date_follows(
    owned: Desk, sqlite_cast: Cast
) -> None:
    assert 303 == says(owned, "gia-han", asked_on="18/12/2026", reason="Chờ Bộ trả lời")
    assert "Chờ Bộ trả lời" in owned.get(f"/bang/viec/{about(owned)}")

    rules(owned, sqlite_cast, DecisionKind.EXTENSION_GRANTED)

    owned.at(RULED)
    assert "Sở Tài chính</a>, hạn thứ Sáu, 18/12/2026" in owned.get(QUESTIONS)
    home = owned.portal.link(assignment_id=about(owned))
    assert "thứ Sáu, 18/12/2026" in owned.portal.page(home).text.replace("Thứ", "thứ")


def test_not_yet_leaves_the_question_open_until_an_officer_rules(
    owned: Desk, sqlite_cast: Cast
) -> None:
    assert 303 == says(owned, "nop", answer="not_done", reason="Thuộc thẩm quyền của Bộ")
    assert "Thuộc thẩm quyền của Bộ" in owned.get(f"/bang/viec/{about(owned)}")
    assert "1/1 câu chưa trả lời" in owned.portal.page(QUESTIONS).text

    rules(owned, sqlite_cast, DecisionKind.RETURNED)

    owned.at(RULED)
    [work] = [one for one in owned.portal.rows(Assignment) if one.id == about(owned)]
    assert (LATER, None) == (work.due_on, work.completed_at)
    assert "hạn thứ Sáu, 18/12/2026" in owned.get(QUESTIONS)


def test_excused_from_it_another_body_may_be_given_the_question(
    owned: Desk, sqlite_cast: Cast
) -> None:
    says(owned, "nop", answer="not_done", reason="Thuộc thẩm quyền của Sở Tư pháp")
    rules(owned, sqlite_cast, DecisionKind.ACCEPTED, None)
    owned.at(RULED)
    assert "1/1 câu chưa trả lời" in owned.portal.page(QUESTIONS).text
    owned.at(at(date(2026, 12, 28), 9))  # long past its date: excused, as the file of it says
    assert "quá hạn" not in owned.get(QUESTIONS)
    assert "chưa thực hiện, có lý do" in owned.get(QUESTIONS)
    owned.at(RULED)

    passed = owned.post(
        f"{QUESTIONS}/1/chuyen", unit="Sở Tư pháp", due_on="", reason="Thuộc thẩm quyền."
    )

    assert 303 == passed.status_code
    assert "Sở Tư pháp</a>, hạn thứ Sáu, 11/12/2026" in owned.get(QUESTIONS)
