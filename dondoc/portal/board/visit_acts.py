"""What is done with a drawn unit, as a form gives it: hẹn, biên bản, yêu cầu khắc phục.

Tried out and undone for the second look, then done, by the same function.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import Form
from sqlmodel import Session

from dondoc.calendar.date_words import parse_date
from dondoc.inspections import visit
from dondoc.inspections.remedy import Remedy, ask_remedy
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty, Unit
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about, rehearse
from dondoc.portal.context import PageContext
from dondoc.problems import Problem, Refused
from dondoc.publication.posting.record_spot_check import (
    TypedSpot,
    record_spot_check,
    spot_words,
)
from models import Account, Assignment
from models.kinds import NoticeKind

APPOINT, MINUTES, POSTING, REMEDY = "hen", "bien-ban", "niem-yet", "khac-phuc"
VisitAct = Literal["hen", "bien-ban", "niem-yet", "khac-phuc"]


@dataclass(frozen=True)
class TypedVisit:
    """A form of any of the acts, as typed."""

    on: str = ""
    words: str = ""
    number: str = ""
    signed_on: str = ""
    finding: str = ""
    due_on: str = ""
    not_posted: str = ""
    outdated: str = ""
    revoked: str = ""

    def fields(self) -> dict[str, str]:
        """By the names that the forms use."""
        return {
            "ngay": self.on,
            "loi": self.words,
            "so": self.number,
            "ngay_van_ban": self.signed_on,
            "noi_dung": self.finding,
            "han": self.due_on,
            "thieu": self.not_posted,
            "ban_cu": self.outdated,
            "bai_bo": self.revoked,
        }


def typed_visit(
    *,
    ngay: Annotated[str, Form()] = "",
    loi: Annotated[str, Form()] = "",
    so: Annotated[str, Form()] = "",
    ngay_van_ban: Annotated[str, Form()] = "",
    noi_dung: Annotated[str, Form()] = "",
    han: Annotated[str, Form()] = "",
    thieu: Annotated[str, Form()] = "",
    ban_cu: Annotated[str, Form()] = "",
    bai_bo: Annotated[str, Form()] = "",
) -> TypedVisit:
    """The form of a request, whatever act it is for."""
    fields = (ngay, loi, so, ngay_van_ban, noi_dung, han, thieu, ban_cu, bai_bo)
    return TypedVisit(*(text.strip() for text in fields))


@dataclass(frozen=True)
class Visited:
    """Which drawn unit, of which round: what an act is about."""

    assignment_id: int
    duty: Duty
    period: str
    unit: Unit


@dataclass(frozen=True)
class VisitPreview:
    """What an act would do: its letter, without one where none is sent; else what is recorded."""

    letter: RehearsedLetter | None
    paper: str


@dataclass(frozen=True)
class _Done:
    about: int  # the assignment that the letter is about
    kind: NoticeKind | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    paper: str = ""


def rehearse_visit(
    here: PageContext, visited: Visited, account: Account, act: VisitAct, given: TypedVisit
) -> VisitPreview:
    """What the act would do and say; raises Refused just as doing it would."""
    return rehearse(
        here,
        lambda session: carry_out(session, here, visited, account, act=act, given=given),
        lambda session, done: _preview(session, here, done),
    )


def carry_out(
    session: Session,
    here: PageContext,
    visited: Visited,
    account: Account,
    *,
    act: VisitAct,
    given: TypedVisit,
) -> _Done:
    """Do it; raises Refused with every field that is wrong."""
    by = visit.inspector(here.rulebook, visited.duty, account, now=here.now)
    row = visit.drawn_unit(session, visited.duty, visited.period, visited.unit)
    if act == APPOINT:
        return _appoint(session, here, row, given, by=by)
    if act == MINUTES:
        return _minutes(session, here, row, given, by=by)
    if act == POSTING:
        return _posting(session, here, visited, row, given, by=by)
    remedy = Remedy(given.finding, given.due_on, given.number, given.signed_on)
    stands = ask_remedy(
        session,
        here.rulebook,
        visited.duty,
        visited.unit,
        row,
        remedy=remedy,
        by=by,
        now=here.now,
    )
    if not stands.new:
        wanted = "đã yêu cầu đúng nội dung này, cùng hạn; không có gì để gửi thêm"
        raise Refused(Problem("finding", "", wanted, "Nội dung khắc phục"))
    return _Done(stands.new[0].id or 0, NoticeKind.REMEDY)


def _appoint(
    session: Session, here: PageContext, row: Assignment, given: TypedVisit, *, by: Actor
) -> _Done:
    visit.appoint(session, here.rulebook, row, on=given.on, words=given.words, by=by, now=here.now)
    detail = {"on": parse_date(given.on).isoformat(), "reason": given.words or None}
    return _Done(row.id or 0, NoticeKind.INSPECTION, detail)


def _minutes(
    session: Session, here: PageContext, row: Assignment, given: TypedVisit, *, by: Actor
) -> _Done:
    kept = visit.record_minutes(
        session,
        row,
        number=given.number,
        signed_on=given.signed_on,
        words=given.words,
        by=by,
        now=here.now,
    )
    assert kept.document_on is not None  # the form has read it
    what = visit.MINUTES if kept.version == 1 else visit.CONCLUSION
    said = phrases("decisions").paper_signed(what, kept.document_number, kept.document_on)
    return _Done(row.id or 0, paper=said)


def _posting(
    session: Session,
    here: PageContext,
    visited: Visited,
    row: Assignment,
    given: TypedVisit,
    *,
    by: Actor,
) -> _Done:
    typed = TypedSpot(given.on, given.not_posted, given.outdated, given.revoked, given.words)
    kept = record_spot_check(session, here.rulebook, visited.duty, row, typed, by=by, now=here.now)
    return _Done(row.id or 0, paper=spot_words(kept))


def _preview(session: Session, here: PageContext, done: _Done) -> VisitPreview:
    if done.kind is None:
        return VisitPreview(None, done.paper)
    return VisitPreview(letter_about(session, here, done.about, done.kind, done.detail), "")
