"""Setting a conference up: what it is, its sessions, who is to be invited. Nobody is told yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.conference.announcement import Announcement, SessionFacts
from dondoc.conference.conference_draft import (
    ConferenceDraft,
    check_conference,
)
from dondoc.conference.conference_forms import PlanPaperForm
from dondoc.conference.find_conference import (
    PREPARE_DUTY,
    require_alive,
    revision_row,
)
from dondoc.conference.plan_duties import hand_in_for_host
from dondoc.conference.stage_rules import rsvp_deadline
from dondoc.forms.official_request import RequestFrame
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.retention_periods import DEFAULT_RETENTION
from dondoc.submissions.evidence import Given
from models import Conference, ConferenceRevision, ConferenceSession, Invitee
from models.conference_kinds import ConferenceChange

MOST_SESSIONS = 2


def create_conference(
    session: Session, rulebook: Rulebook, draft: ConferenceDraft, *, by: Actor, now: datetime
) -> Conference:
    """Keep a conference that was understood, with its first revision. Raises Refused."""
    checked = check_conference(rulebook, draft, now=now)
    form, said = checked.form, checked.said
    _refuse_same_title(session, form.title)
    conference = Conference(
        plan=rulebook.registry.plan.code,
        code=_new_code(session, form.index_year),
        index_year=form.index_year,
        title=form.title,
        chair=form.chair,
        partners=form.partners or "",
        contact=form.contact or "",
        rsvp_by=form.rsvp_by or rsvp_deadline(said.day, rulebook.workdays),
        mark=said.mark,
        retention_months=form.retention_months or DEFAULT_RETENTION,
        created_at=now,
        created_by=by,
    )
    session.add(conference)
    session.flush()
    keep_revision(session, conference, said, ConferenceChange.CREATED, by=by, now=now)
    for one in checked.sessions:
        row = add_session(session, conference, one.facts)
        add_invitees(session, conference, row, one.units, one.seats, now=now)
    record_act(session, conference, phrases("conference").planned(said), by=by, now=now)
    return conference


def record_plan_paper(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    typed: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """The paper by which it is held; the duty that waits for it (III.1.2.c1) is done with it.

    Raises Refused.
    """
    require_alive(conference)
    form = PlanPaperForm.read(typed, RequestFrame(rulebook, now))
    conference.plan_number, conference.plan_on = form.number, form.signed_on
    said = phrases("conference").paper(form.number, form.signed_on)
    record_act(session, conference, said, by=by, now=now)
    given = Given(
        document_number=form.number,
        document_on=form.signed_on.strftime("%d/%m/%Y"),
        signer=form.signer,
        note=conference.title,
    )
    hand_in_for_host(session, rulebook, conference, PREPARE_DUTY, given, by=by, now=now)


def keep_revision(
    session: Session,
    conference: Conference,
    said: Announcement,
    change: ConferenceChange,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> ConferenceRevision:
    """What the conference's present revision says."""
    row = ConferenceRevision(
        conference_id=conference.id or 0,
        revision=conference.revision,
        sequence=conference.sequence,
        change=change,
        said=said.values(),
        reason=reason,
        at=now,
        by=by,
    )
    session.add(row)
    session.flush()
    return revision_row(session, row.conference_id, row.revision)


def add_session(session: Session, conference: Conference, facts: SessionFacts) -> ConferenceSession:
    """A session of its number; one that had been joined with another stands again."""
    query = select(ConferenceSession).where(
        col(ConferenceSession.conference_id) == conference.id,
        col(ConferenceSession.number) == facts.number,
    )
    row = session.exec(query).first()
    if row is None:
        row = ConferenceSession(conference_id=conference.id or 0, **vars(facts))
        session.add(row)
    else:
        row.name, row.place, row.link = facts.name, facts.place, facts.link
        row.starts_at, row.ends_at = facts.starts_at, facts.ends_at
        row.removed_at = None
    session.flush()
    return row


def add_invitees(
    session: Session,
    conference: Conference,
    row: ConferenceSession,
    units: Sequence[Unit],
    seats: int,
    *,
    now: datetime,
) -> int:
    """Put units on the list, each once; returns how many are new. Nobody is told."""
    rows = [
        {
            "conference_id": conference.id,
            "session_id": row.id,
            "unit_code": unit.code,
            "seats": seats,
            "added_at": now,
            "removed_why": "",
        }
        for unit in units
    ]
    return len(insert_new(session, Invitee, rows))


def record_act(
    session: Session,
    conference: Conference,
    act: str,
    *,
    by: Actor,
    now: datetime,
    detail: str = "",
) -> None:
    """A line of the audit about the conference."""
    target = f"conference:{conference.code}"
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)


def _refuse_same_title(session: Session, title: str) -> None:
    query = select(Conference.code).where(
        col(Conference.title) == title, col(Conference.cancelled_at).is_(None)
    )
    if code := session.exec(query).first():
        wanted = f"đã có Hội nghị tên này ({code}); hãy đặt tên khác để thư không lẫn"
        raise Refused(Problem("title", title, wanted, "Tên Hội nghị"))


def _new_code(session: Session, index_year: int) -> str:
    """«hoi-nghi-2026», the next of that year «hoi-nghi-2026-2»."""
    first = f"hoi-nghi-{index_year}"
    query = select(Conference.code).where(col(Conference.index_year) == index_year)
    count = len(session.exec(query).all())
    return first if not count else f"{first}-{count + 1}"
