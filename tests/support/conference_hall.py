"""A conference of three units on Friday 27/11/2026, planned on the 2nd, and ways to live it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.conference.announcement import Announcement, announcement
from dondoc.conference.call_off import cancel_conference, postpone_conference, remove_unit
from dondoc.conference.conference_draft import ConferenceDraft, SessionDraft
from dondoc.conference.conference_files import PublishedFile, publish_file
from dondoc.conference.find_conference import announced, find_conference, invitee_of
from dondoc.conference.invite import InvitedUnits, invite_units
from dondoc.conference.move_conference import MovePreview, move_conference
from dondoc.conference.plan_conference import create_conference
from dondoc.conference.record_rsvp import RecordedRsvp, RsvpGiven, record_rsvp
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.files import StoredFile
from models import Conference, Invitee, Notice, Rsvp
from models.database import transaction
from models.kinds import NoticeKind, Way

PLANNED, DAY = at(date(2026, 11, 2), 9), date(2026, 11, 27)
CODE, TITLE = "hoi-nghi-2026", "Hội nghị hướng dẫn chấm điểm Chỉ số cải cách hành chính năm 2026"
UNITS = ("so-tai-chinh", "so-tu-phap", "so-y-te")
OFFICER = Actor.account(1)
PLACE = "Hội trường Sở Nội vụ"
MORNING: Mapping[str, Any] = {
    "on": "27/11/2026",
    "starts": "8h00",
    "ends": "11h30",
    "place": PLACE,
}
HEAD: Mapping[str, Any] = {
    "index_year": "2026",
    "title": TITLE,
    "chair": "Phó Chủ tịch UBND tỉnh",
}
NAMES = "Sở Tài chính; Sở Tư pháp; Sở Y tế"


def draft(units: str = NAMES, **head: Any) -> ConferenceDraft:
    """One session in the morning."""
    return ConferenceDraft({**HEAD, **head}, [SessionDraft(MORNING, units)])


class Hall:
    """The conference, and who acts for it."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook

    def plan(self, what: ConferenceDraft | None = None, now: datetime = PLANNED) -> str:
        with transaction(self.engine) as session:
            made = create_conference(session, self.rulebook, what or draft(), by=OFFICER, now=now)
            return made.code

    def invite(self, now: datetime = PLANNED, *, why: str = "", code: str = CODE) -> InvitedUnits:
        return self._do(
            code,
            lambda s, c: invite_units(s, self.rulebook, c, by=OFFICER, now=now, urgent_why=why),
        )

    def move(
        self,
        now: datetime,
        change: Callable[[Announcement], Announcement],
        *,
        reason: str = "Chủ trì bận việc đột xuất.",
        placed: Mapping[str, int] | None = None,
    ) -> MovePreview:
        def act(session: Session, conference: Conference) -> MovePreview:
            after = change(announced(session, conference))
            return move_conference(
                *(session, self.rulebook, conference, after),
                reason=reason,
                by=OFFICER,
                now=now,
                placed=placed,
            )

        return self._do(CODE, act)

    def cancel(self, now: datetime, reason: str = "Chưa đủ tài liệu.") -> int:
        return self._do(
            CODE,
            lambda s, c: cancel_conference(s, self.rulebook, c, reason=reason, by=OFFICER, now=now),
        )

    def postpone(self, now: datetime, reason: str = "Chờ hướng dẫn của Bộ.") -> int:
        return self._do(
            CODE,
            lambda s, c: postpone_conference(
                s, self.rulebook, c, reason=reason, by=OFFICER, now=now
            ),
        )

    def remove(self, now: datetime, unit: str, reason: str = "Không thuộc diện chấm.") -> bool:
        def act(session: Session, conference: Conference) -> bool:
            invitee = invitee_of(session, conference, unit)
            assert invitee is not None
            return remove_unit(
                session, self.rulebook, conference, invitee, reason=reason, by=OFFICER, now=now
            )

        return self._do(CODE, act)

    def answer(
        self,
        now: datetime,
        unit: str,
        answer: str = "comes",
        *names: str,
        reason: str = "",
        key: str | None = None,
        way: Way = Way.LINK,
    ) -> RecordedRsvp:
        people = [{"name": name, "post": "Chuyên viên", "telephone": ""} for name in names]
        with transaction(self.engine) as session:
            return record_rsvp(
                session,
                self.rulebook,
                invitee_id=self.invitee(unit).id or 0,
                given=RsvpGiven(answer, reason, people),
                by=Actor("contact:1"),
                way=way,
                now=now,
                form_key=key,
            )

    def publish(
        self, now: datetime, name: str = "Hướng dẫn chấm điểm", **file: str
    ) -> PublishedFile:
        typed = {"kind": "guidance", "name": name}
        sha256 = file.pop("sha256", "a" * 64)
        stored = StoredFile("huong-dan.pdf", sha256, 1000, "application/pdf")
        return self._do(
            CODE,
            lambda s, c: publish_file(
                s, self.rulebook, c, {**typed, **file}, stored, by=OFFICER, now=now
            ),
        )

    def invitee(self, unit: str, code: str = CODE) -> Invitee:
        def ask(session: Session) -> Invitee:
            found = invitee_of(session, find_conference(session, code), unit)
            assert found is not None
            return found

        return self.read(ask)

    def conference(self, code: str = CODE) -> Conference:
        return self.read(lambda s: find_conference(s, code))

    def rsvps(self, unit: str) -> list[Rsvp]:
        mine = select(Rsvp).where(col(Rsvp.invitee_id) == self.invitee(unit).id)
        return self.read(lambda s: list(s.exec(mine.order_by(col(Rsvp.version)))))

    def notices(self, *kinds: NoticeKind, unit: str = "", waiting: bool = False) -> list[Notice]:
        """What is said, or (`waiting`) has neither left nor been taken back."""
        query = select(Notice)
        if kinds:
            query = query.where(col(Notice.kind).in_([kind.value for kind in kinds]))
        if unit:
            query = query.where(col(Notice.assignment_id) == self.invitee(unit).assignment_id)
        if waiting:
            query = query.where(
                col(Notice.cancelled_at).is_(None), col(Notice.message_id).is_(None)
            )
        return self.read(lambda s: list(s.exec(query.order_by(col(Notice.id)))))

    def read(self, ask: Callable[[Session], Any]) -> Any:
        with transaction(self.engine, write=False) as session:
            return ask(session)

    def _do(self, code: str, act: Callable[[Session, Conference], Any]) -> Any:
        with transaction(self.engine) as session:
            return act(session, find_conference(session, code, hold=True))


def to_day(on: date, hour: int = 8) -> Callable[[Announcement], Announcement]:
    """Every session on another day, as long as before."""

    def change(before: Announcement) -> Announcement:
        moved = [
            replace(
                one,
                starts_at=at(on, hour),
                ends_at=at(on, hour) + (one.ends_at - one.starts_at),
            )
            for one in before.sessions
        ]
        return announcement(before.chair, moved)

    return change
