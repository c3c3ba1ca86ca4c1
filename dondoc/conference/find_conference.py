"""A conference and what stands of it: sessions, invitees, newest answers."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.conference.announcement import Announcement, SessionFacts, announcement
from dondoc.plan.duty import ConferencePart
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from models import Conference, ConferenceRevision, ConferenceSession, Invitee, Rsvp
from models.conference_kinds import ConferenceChange

RSVP_DUTY: ConferencePart = "rsvp"
QUESTION_DUTY: ConferencePart = "question"
TASK_DUTY: ConferencePart = "task"
READING_DUTY: ConferencePart = "reading"
ACCOUNT_DUTY: ConferencePart = "account"
CONFIRMATIONS = (READING_DUTY, ACCOUNT_DUTY)
"""Done by one tap on the conference's page: there is no document to send."""
PREPARE_DUTY: ConferencePart = "prepare"
HOLD_DUTY: ConferencePart = "hold"


def conference_duty(registry: Registry, part: ConferencePart) -> Duty:
    """The present plan's duty that is this part of a conference. Raises Refused for none."""
    found = next((one for one in registry.plan.duties if one.conference == part), None)
    if found is None:
        wanted = (
            f"kế hoạch (plan.yaml) không có nhiệm vụ nào ghi «conference: {part}»; hãy ghi thêm"
        )
        raise Refused(Problem("duty", "", wanted, "Nhiệm vụ của Hội nghị"))
    return found


def find_conference(session: Session, code: str, *, hold: bool = False) -> Conference:
    """By its code; held for writing where asked. Raises Refused naming those that there are."""
    query = select(Conference).where(col(Conference.code) == code.strip().lower())
    if hold:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.exec(query).first()
    if found is None:
        known = ", ".join(one.code for one in all_conferences(session))
        wanted = f"không có Hội nghị này; hãy ghi một trong: {known}" if known else NONE_YET
        raise Refused(Problem("conference", code, wanted, "Hội nghị"))
    return found


NONE_YET = "chưa có Hội nghị nào; xem `dondoc conference plan --help`"


def all_conferences(session: Session) -> list[Conference]:
    """The newest index year first."""
    query = select(Conference).order_by(col(Conference.index_year).desc(), col(Conference.id))
    return list(session.exec(query))


def session_rows(session: Session, conference: Conference) -> list[ConferenceSession]:
    """Its sessions that stand, in order."""
    query = select(ConferenceSession).where(
        col(ConferenceSession.conference_id) == conference.id,
        col(ConferenceSession.removed_at).is_(None),
    )
    return list(session.exec(query.order_by(col(ConferenceSession.number))))


def announced(session: Session, conference: Conference) -> Announcement:
    """What is announced now."""
    return announcement(
        conference.chair, (facts_of_session(one) for one in session_rows(session, conference))
    )


def facts_of_session(row: ConferenceSession) -> SessionFacts:
    return SessionFacts(
        number=row.number,
        name=row.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        link=row.link,
    )


def revision_row(session: Session, conference_id: int, revision: int) -> ConferenceRevision:
    return session.get_one(ConferenceRevision, (conference_id, revision))


def change_of(session: Session, conference: Conference) -> ConferenceChange:
    """What made the present revision."""
    return revision_row(session, conference.id or 0, conference.revision).change


def invitees(
    session: Session, conference: Conference, *, removed: bool = False, hold: bool = False
) -> list[Invitee]:
    """Who is invited, by number; with `removed`, also who is no longer."""
    query = select(Invitee).where(col(Invitee.conference_id) == conference.id)
    if not removed:
        query = query.where(col(Invitee.removed_at).is_(None))
    if hold:
        query = query.with_for_update()
    return list(session.exec(query.order_by(col(Invitee.id))))


def invitee_of(session: Session, conference: Conference, unit_code: str) -> Invitee | None:
    """The unit's row, removed or not; None where it never was invited."""
    query = select(Invitee).where(
        col(Invitee.conference_id) == conference.id, col(Invitee.unit_code) == unit_code
    )
    return session.exec(query).first()


def newest_answers(session: Session, ids: Iterable[int]) -> dict[int, Rsvp]:
    """The newest answer of each invitee that has given any."""
    newest = (
        select(func.max(col(Rsvp.id)))
        .where(col(Rsvp.invitee_id).in_(list(ids)))
        .group_by(col(Rsvp.invitee_id))
    )
    found = session.exec(select(Rsvp).where(col(Rsvp.id).in_(newest)))
    return {one.invitee_id: one for one in found}


def takes_place(conference: Conference) -> bool:
    """Is it neither cancelled nor without a day?"""
    return conference.cancelled_at is None and conference.postponed_at is None


def require_alive(conference: Conference) -> None:
    """Raises Refused for one that was cancelled: that is its end."""
    if conference.cancelled_at is not None:
        wanted = "đã hủy; hãy lập Hội nghị khác"
        raise Refused(Problem("conference", conference.code, wanted, "Hội nghị"))
