"""A unit's questions to a conference, the owner's answer, and «Đã đọc» of who was absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.conference.conclusions import ask_reading
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import give_owner, questions_of
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from dondoc.submissions.files import store
from models import Assignment, ConferenceQuestion
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, OFFICER
from tests.support.invitation_guest import AN, LOOKED, Guest, invited_hall
from tests.support.portal import Portal
from tests.support.reading import Page

TEXT = "Chỉ số 3.2 chấm theo văn bản nào?"
AFTER = at(date(2026, 11, 30), 9)


@pytest.fixture
def guest(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook, sqlite_cast: Cast
) -> Iterator[Guest]:
    hall = invited_hall(sqlite_engine, portal_settings, rulebook)
    portal = Portal(portal_settings, sqlite_engine, rulebook)
    portal.now = LOOKED
    yield Guest(portal, hall)
    portal.close()


def ask(guest: Guest, text: str = TEXT, form: dict[str, str] | None = None) -> int:
    given = form or asking_form(guest)
    sent = guest.portal.client.post(f"{guest.home}/hoi-nghi/hoi", data={**given, "text": text})
    return sent.status_code


def asking_form(guest: Guest) -> dict[str, str]:
    found = guest.page.forms["hoi"]
    return {name: values[0] for name, values in found.items()}


def questions(guest: Guest) -> list[ConferenceQuestion]:
    return guest.hall.read(lambda s: questions_of(s, find_conference(s, CODE)))


def owned_by_justice(guest: Guest) -> Guest:
    """Sở Tư pháp, behind the link of the question that it is given."""
    with transaction(guest.portal.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        question = questions_of(session, conference)[0]
        owner = guest.hall.rulebook.registry.unit("so-tu-phap")
        give_owner(
            *(session, guest.hall.rulebook, conference, question, owner), by=OFFICER, now=LOOKED
        )
    justice = Guest(guest.portal, guest.hall, "so-tu-phap")
    justice.assignment = questions(guest)[0].assignment_id or 0
    justice.address = f"{justice.home}/viec/{justice.assignment}"
    return justice


def reply(justice: Guest, text: str) -> int:
    form = {name: values[0] for name, values in justice.page.forms["cau-hoi"].items()}
    data = {**form, "note": text}
    return justice.portal.client.post(f"{justice.home}/hoi-nghi/cau-hoi", data=data).status_code


def test_a_question_is_kept_once_and_shown_to_who_asked_alone(guest: Guest) -> None:
    form = asking_form(guest)
    sent = [ask(guest, form=form) for _ in range(2)]
    other = Guest(guest.portal, guest.hall, "so-tai-chinh")

    assert [303, 303] == sent
    assert [(1, TEXT)] == [(one.number, one.text) for one in questions(guest)]
    assert f"Câu 1. {TEXT}" in guest.text
    assert "đang chọn cơ quan trả lời" in guest.text
    assert TEXT not in other.text


def test_a_question_is_withdrawn_by_who_asked_alone(guest: Guest) -> None:
    ask(guest)
    form = {name: values[0] for name, values in guest.page.forms["rut"].items()}
    other = Guest(guest.portal, guest.hall, "so-tai-chinh")
    looked = guest.portal.get(f"{guest.home}/hoi-nghi/rut").status_code
    stranger = {name: values[0] for name, values in other.page.forms["hoi"].items()}
    client = guest.portal.client
    client.post(f"{other.home}/hoi-nghi/rut", data={**stranger, "question": "1"})
    standing = len(questions(guest))
    tapped = [client.post(f"{guest.home}/hoi-nghi/rut", data=form).status_code for _ in range(2)]

    assert 303 == looked
    assert 1 == standing
    assert [303, 303] == tapped
    assert [] == questions(guest)


def test_an_empty_question_is_refused_in_words(guest: Guest) -> None:
    assert 422 == ask(guest, "  ")
    assert [] == questions(guest)


def test_the_owner_answers_and_the_answer_reaches_the_asker_and_everybody(guest: Guest) -> None:
    ask(guest)
    justice = owned_by_justice(guest)
    read, waiting = justice.text, guest.text
    empty, sent = reply(justice, " "), reply(justice, "Theo Quyết định của UBND tỉnh.")
    other = Guest(guest.portal, guest.hall, "so-tai-chinh")

    assert TEXT in read
    assert "Sở Y tế hỏi lúc 09:14 ngày 09/11/2026" in read
    assert "Sở Tư pháp trả lời trong thời hạn đến hết thứ Sáu, 11/12/2026" in waiting
    assert [422, 303] == [empty, sent]
    assert "Sở Tư pháp trả lời lúc 09:14 ngày 09/11/2026" in guest.text
    assert "Theo Quyết định của UBND tỉnh." in other.text
    assert "Sở Y tế" not in other.text
    assert 1 == len(guest.hall.notices(NoticeKind.CONFERENCE_ANSWER, unit="so-y-te"))
    done = guest.hall.read(lambda s: s.get_one(Assignment, justice.assignment))
    assert done.completed_at is not None


def test_an_absent_unit_reads_and_says_so_in_one_tap(guest: Guest) -> None:
    guest.answer("comes", **AN)
    stored = store(guest.portal.settings.files_dir, "a.pdf", b"%PDF-1.4 huong dan")
    guest.hall.publish(LOOKED, sha256=stored.sha256)
    guest.at(AFTER)
    with transaction(guest.portal.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        ask_reading(session, guest.hall.rulebook, conference, by=OFFICER, now=AFTER)
    reading = guest.hall.invitee("so-y-te").reading_id
    link = guest.portal.link("so-y-te", assignment_id=reading)
    led = guest.portal.get(link).headers["location"]
    page = Page(guest.portal.get(led).text)
    form = {name: values[0] for name, values in page.forms["da-doc"].items()}
    tapped = [guest.portal.client.post(f"{link}/hoi-nghi/da-doc", data=form) for _ in range(2)]

    assert "Quý cơ quan vắng tại Hội nghị" in page.text
    assert [303, 303] == [one.status_code for one in tapped]
    assert "Đã xác nhận đã đọc tài liệu" in guest.text
    done = guest.hall.read(lambda s: s.get_one(Assignment, reading))
    assert done.completed_at == AFTER


def test_documents_are_downloaded_by_who_is_invited_alone(guest: Guest) -> None:
    first = store(guest.portal.settings.files_dir, "a.pdf", b"%PDF-1.4 ban mot")
    second = store(guest.portal.settings.files_dir, "a.pdf", b"%PDF-1.4 ban hai")
    guest.hall.publish(LOOKED, sha256=first.sha256)
    guest.hall.publish(LOOKED, sha256=second.sha256)
    guest.hall.publish(LOOKED, "Danh sách ký tên", sha256=first.sha256, kind="attendance")
    found = re.findall(r"/tep/\d+", guest.html)
    got = [guest.portal.get(guest.address + one) for one in found]
    guest.hall.remove(LOOKED, "so-y-te")

    assert ["/tep/2", "/tep/1"] == found
    assert [b"%PDF-1.4 ban hai", b"%PDF-1.4 ban mot"] == [one.content for one in got]
    assert got[0].headers["content-disposition"].startswith("attachment")
    assert 404 == guest.portal.get(f"{guest.address}/tep/3").status_code
    assert 404 == guest.portal.get(f"{guest.address}/tep/2").status_code
