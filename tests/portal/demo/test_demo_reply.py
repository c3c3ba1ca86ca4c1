"""In the demo a letter can be answered by mail, as a clerk would; elsewhere it cannot."""

from __future__ import annotations

import os
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from tests.support.mailroom import CLERK, Mailroom
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 12)


@pytest.fixture
def room(portal_settings, sqlite_engine, rulebook, sqlite_cast):
    given = {
        "incoming_url": SecretStr(str(portal_settings.data_dir / "thu-den")),
        "reply_to": "tra-loi@don-doc.example",
        "demo": True,
    }
    room = Mailroom(sqlite_engine, portal_settings.model_copy(update=given), rulebook)
    room.open_round()
    return room


@pytest.fixture
def portal(room, sqlite_engine, rulebook):
    portal = Portal(room.settings, sqlite_engine, rulebook)
    portal.now = NOW
    _put(room)
    yield portal
    portal.close()


def _put(room, **headers: str) -> None:
    """The letter to the clerk lies in the demo's inbox."""
    (letter,) = room.postman.to("van-thu%40so-tai-chinh")
    mail = EmailMessage()
    mail["To"], mail["Subject"] = CLERK, letter.title
    mail["Message-ID"] = f"<{letter.envelope.message_id}>"
    mail["Reply-To"] = headers.get("reply_to", letter.envelope.reply_to)
    mail.set_content(letter.envelope.text)
    room.settings.inbox_dir.mkdir(parents=True, exist_ok=True)
    (room.settings.inbox_dir / "000001.eml").write_bytes(mail.as_bytes())


def test_the_form_begins_with_what_a_clerk_of_the_unit_would_write(portal):
    page = portal.get("/hop-thu/000001.eml").text

    assert "Đã nộp báo cáo, số 12/BC-STC ngày 15/03/2027." in page


def test_the_answer_comes_in_from_the_clerk_and_is_recorded(portal, room):
    text = "Đã nộp báo cáo, số 12/BC-STC ngày 15/03/2027."
    answer = portal.client.post("/hop-thu/000001.eml/tra-loi", data={"loi": text})

    assert "/hop-thu/000001.eml?da_gui=1" == answer.headers["location"]
    (path,) = room.folder.glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (CLERK, "+" in mail["To"]) == (mail["From"], True)
    assert "Đã gửi thư trả lời." in portal.get(answer.headers["location"]).text

    os.utime(path, (NOW.timestamp(),) * 2)  # the machine's own clock is not ours
    room.read_mail(NOW)
    assert ["12/BC-STC"] == [one.document_number for one in room.submissions()]


def test_a_letter_that_asks_for_no_answer_has_no_form(portal, room):
    _put(room, reply_to="tra-loi@don-doc.example")

    assert "Trả lời thư này" not in portal.get("/hop-thu/000001.eml").text
    assert 404 == portal.client.post("/hop-thu/000001.eml/tra-loi", data={"loi": "x"}).status_code


def test_a_real_installation_has_none(room, sqlite_engine, rulebook):
    settings = room.settings.model_copy(update={"demo": False})
    portal = Portal(settings, sqlite_engine, rulebook)

    assert 404 == portal.client.post("/hop-thu/000001.eml/tra-loi", data={"loi": "x"}).status_code
    portal.close()
