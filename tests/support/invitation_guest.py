"""An invited unit behind its link: what it reads on its conference's page, what it sends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import httpx
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.conference.conference_draft import ConferenceDraft, SessionDraft
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import ask_question
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import transaction
from tests.support.conference_hall import HEAD, MORNING, Hall
from tests.support.portal import Portal
from tests.support.post import letters_leave
from tests.support.reading import Page

INVITED, LOOKED = at(date(2026, 11, 5), 9), at(date(2026, 11, 9), 9, 14)
AN = {"name_1": "Nguyễn Văn An", "post_1": "Phó Giám đốc", "telephone_1": "0207 300 0123"}
BINH = {"name_2": "Trần Thị Bình", "post_2": "Chuyên viên", "telephone_2": ""}


class Guest:
    """Sở Y tế behind the link of its invitation."""

    def __init__(self, portal: Portal, hall: Hall, unit: str = "so-y-te") -> None:
        self.portal, self.hall, self.unit = portal, hall, unit
        self.assignment = hall.invitee(unit).assignment_id or 0
        self.home = portal.link(unit, assignment_id=self.assignment)
        self.address = f"{self.home}/hoi-nghi/{self.assignment}"

    def at(self, now: datetime) -> Guest:
        self.portal.now = now
        return self

    @property
    def html(self) -> str:
        return self.portal.get(self.address).text

    @property
    def page(self) -> Page:
        return Page(self.html)

    @property
    def text(self) -> str:
        return self.page.text

    def form(self, path: str = "") -> dict[str, str]:
        """The fields of the answer's form as they are filled in."""
        html = self.portal.get(f"{self.address}{path}").text
        form = Page(html).forms["tra-loi"]
        return {name: values[0] for name, values in form.items()}

    def send(self, given: dict[str, Any], answer: str = "comes", **more: str) -> httpx.Response:
        data = {**given, "answer": answer, **more}
        return self.portal.client.post(f"{self.home}/hoi-nghi/tra-loi", data=data)

    def answer(self, answer: str = "comes", **more: str) -> httpx.Response:
        return self.send(self.form("?sua=1"), answer, **more)


def invited_hall(engine: Engine, settings: Settings, rulebook: Rulebook) -> Hall:
    """Three units invited on 05/11/2026, their letters gone."""
    hall = Hall(engine, rulebook)
    hall.plan()
    hall.invite(INVITED)
    letters_leave(engine, settings, rulebook, INVITED)
    return hall


def invited_in_spring(engine: Engine, rulebook: Rulebook, now: datetime) -> Hall:
    """One unit invited to a conference of 29/04/2027; it has asked a question."""
    head = {**HEAD, "index_year": "2027", "title": "Hội nghị hướng dẫn chấm điểm, lần hai"}
    part = SessionDraft({**MORNING, "on": "29/04/2027"}, "Sở Tài chính")
    hall = Hall(engine, rulebook)
    code = hall.plan(ConferenceDraft(head, [part]), now)
    hall.invite(now, code=code)
    with transaction(engine) as session:
        conference = find_conference(session, code, hold=True)
        by = Actor("contact:1")
        ask_question(session, conference, "so-tai-chinh", "Chấm thế nào?", by=by, now=now)
    return hall
