"""One invitation as its unit sees it: the conference, the answer, who is sent, what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import HTTPException
from markupsafe import Markup
from sqlalchemy import or_
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.conference.accounts.account_list import AccountLine, handed_account
from dondoc.conference.announcement import Announcement, SessionFacts
from dondoc.conference.delegates import delegates_of
from dondoc.conference.desk.delegate_qr import desk_address, qr_svg
from dondoc.conference.erase_delegates import months_after
from dondoc.conference.find_conference import announced, newest_answers, revision_row
from dondoc.conference.record_rsvp import needs_confirming, why_no_answer
from dondoc.conference.unit_files import (
    UnitDocument,
    documents_for_units,
    withdrawn_for_units,
)
from dondoc.messages.environment import phrases
from dondoc.portal.context import PageContext
from dondoc.portal.unit.conference.question_view import (
    QuestionLine,
    own_questions,
    published_questions,
)
from dondoc.portal.unit.conference.scoring_rows import scoring_rows, task_rows
from dondoc.portal.unit.link import UnitLink, own_facts
from dondoc.portal.unit.unit_list import ListedAssignment
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.submissions.record_submission import receipt_number
from models import (
    Assignment,
    Conference,
    ConferenceFile,
    ConferenceRevision,
    ConferenceSession,
    Delegate,
    Invitee,
    Rsvp,
    ScoringAccount,
    Submission,
)
from models.conference_kinds import ConferenceChange, RsvpAnswer

_TELLS = (ConferenceChange.MOVED, ConferenceChange.SPLIT)


@dataclass(frozen=True)
class InvitationView:
    """The invitation with what its page says. `no_answer` says why nothing is answered any more."""

    view: AssignmentView
    conference: Conference
    invitee: Invitee
    part: ConferenceSession
    revision: ConferenceRevision  # the newest that the unit was told of
    answer: Rsvp | None
    said: str  # that answer in words: «Dự họp, 2 đại biểu.»
    answered_to: SessionFacts | None  # the day, place that the newest answer was given to
    delegates: tuple[Delegate, ...]
    qr_codes: Mapping[int, Markup]
    own_questions: tuple[QuestionLine, ...]
    published_questions: tuple[QuestionLine, ...]
    reading: Assignment | None  # of who was absent: the documents are to be read
    account: AccountLine | None  # for the scoring software, once it was handed out
    documents: tuple[UnitDocument, ...]  # of who is invited
    withdrawn: tuple[ConferenceFile, ...]  # documents taken off the page
    scoring: tuple[ListedAssignment, ...]
    tasks: tuple[ListedAssignment, ...]  # of the conclusions
    no_answer: str
    erased_on: date
    now: datetime

    @property
    def state(self) -> str:
        """«stands», or why it does not for this unit: cancelled, postponed, removed."""
        if self.invitee.removed_at is not None:
            return "removed"
        if self.conference.cancelled_at is not None:
            return "cancelled"
        return "stands" if self.conference.postponed_at is None else "postponed"

    @property
    def why(self) -> str:
        """The officer's reason for that state."""
        conference = self.conference
        known = {
            "cancelled": conference.cancelled_why,
            "postponed": conference.postponed_why,
            "removed": self.invitee.removed_why,
        }
        return known.get(self.state, "")

    @property
    def on(self) -> date:
        return local_date(self.part.starts_at)

    @property
    def hours(self) -> str:
        """«08 giờ 00 phút đến 11 giờ 30 phút»"""
        return phrases("conference").hours(self.part.starts_at, self.part.ends_at)

    @property
    def hours_before(self) -> str:
        """Of the day that the answer was given to."""
        was = self.answered_to
        return phrases("conference").hours(was.starts_at, was.ends_at) if was else ""

    @property
    def over(self) -> bool:
        return self.part.ends_at <= self.now

    @property
    def moved(self) -> bool:
        """Was the day, the place or the chair changed, and the unit told so?"""
        return self.revision.change in _TELLS

    @property
    def to_confirm(self) -> bool:
        return self.answer is not None and needs_confirming(self.answer, self.invitee)

    @property
    def holds(self) -> Rsvp | None:
        """The answer to the present day, place and chair."""
        return None if self.to_confirm else self.answer

    @property
    def late(self) -> bool:
        """Would an answer given now be late?"""
        return local_date(self.now) > self.view.facts.due_on

    @property
    def receipt(self) -> str:
        """BN-2026-000123; empty where there is none."""
        if self.answer is None or self.answer.submission_id is None:
            return ""
        return receipt_number(self.answer.submission_id, self.answer.recorded_at)

    @property
    def comes(self) -> bool:
        return self.answer is not None and self.answer.answer is not RsvpAnswer.CANNOT


def invitation_view(
    session: Session, here: PageContext, link: UnitLink, assignment_id: int | None
) -> InvitationView:
    """What the page shows; 404 for an assignment that is not the unit's, or no invitation."""
    invitee = _invitee(session, own_facts(session, link, assignment_id, here).id)
    facts = own_facts(session, link, invitee.assignment_id, here)
    number, registry = invitee.id or 0, here.rulebook.registry
    conference = session.get_one(Conference, invitee.conference_id)
    part = session.get_one(ConferenceSession, invitee.session_id)
    answer = newest_answers(session, [number]).get(number)
    delegates = tuple(one for one in delegates_of(session, [number])[number] if one.name)
    codes = _qr_codes(here, conference, delegates) if part.ends_at > here.now else {}
    revision = revision_row(session, conference.id or 0, invitee.revision or conference.revision)
    return InvitationView(
        view=view_of(session, here, facts),
        conference=conference,
        invitee=invitee,
        part=part,
        revision=revision,
        answer=answer,
        said=_said(session, answer),
        answered_to=_answered_to(session, conference, part, answer),
        delegates=delegates,
        qr_codes=codes,
        own_questions=tuple(own_questions(session, registry, conference, link.unit_code)),
        published_questions=tuple(
            published_questions(session, registry, conference, link.unit_code)
        ),
        reading=session.get(Assignment, invitee.reading_id) if invitee.reading_id else None,
        account=handed_account(session, registry, conference, link.unit_code),
        documents=_documents(session, conference, invitee),
        withdrawn=tuple(withdrawn_for_units(session, conference))
        if invitee.removed_at is None
        else (),
        scoring=tuple(scoring_rows(session, here, link.unit_code, conference.index_year)),
        tasks=tuple(task_rows(session, here, link.unit_code, conference)),
        no_answer=why_no_answer(session, here.rulebook, conference, invitee, now=here.now),
        erased_on=months_after(announced(session, conference).day, conference.retention_months),
        now=here.now,
    )


def _invitee(session: Session, assignment_id: int) -> Invitee:
    """Whom it invites, asks to read what was said there, or to say that an account was received."""
    mine = select(ScoringAccount.id).where(
        col(ScoringAccount.assignment_id) == assignment_id,
        col(ScoringAccount.conference_id) == col(Invitee.conference_id),
        col(ScoringAccount.unit_code) == col(Invitee.unit_code),
    )
    asked = or_(
        col(Invitee.assignment_id) == assignment_id,
        col(Invitee.reading_id) == assignment_id,
        mine.exists(),
    )
    found = session.exec(select(Invitee).where(asked)).first()
    if found is None:
        raise HTTPException(404)
    return found


def _said(session: Session, answer: Rsvp | None) -> str:
    kept = session.get(Submission, answer.submission_id) if answer is not None else None
    return (kept.note or "") if kept else ""


def _documents(
    session: Session, conference: Conference, invitee: Invitee
) -> tuple[UnitDocument, ...]:
    """Nothing for who is invited no longer."""
    if invitee.removed_at is not None:
        return ()
    return tuple(documents_for_units(session, conference))


def _answered_to(
    session: Session, conference: Conference, part: ConferenceSession, answer: Rsvp | None
) -> SessionFacts | None:
    """The unit's session as the revision had it that was answered; the first, were it joined."""
    if answer is None:
        return None
    said = Announcement.of(revision_row(session, conference.id or 0, answer.revision).said)
    mine = [one for one in said.sessions if one.number == part.number]
    return (mine or list(said.sessions))[0]


def _qr_codes(
    here: PageContext, conference: Conference, delegates: tuple[Delegate, ...]
) -> dict[int, Markup]:
    base = here.settings.base_url
    return {
        one.id or 0: Markup(qr_svg(desk_address(base, conference.code, one.code)))  # noqa: S704 - drawn by us
        for one in delegates
    }
