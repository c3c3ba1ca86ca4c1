"""It does not take place, or not yet, or without one unit: calendars are told to take it out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.ask_answer import want_no_answer
from dondoc.conference.find_conference import announced, invitees, require_alive
from dondoc.conference.invite import rung_of
from dondoc.conference.plan_conference import keep_revision, record_act
from dondoc.conference.tell_unit import tell_unit, withdraw_unsent
from dondoc.decisions.act import DecisionAct
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Conference, Invitee
from models.conference_kinds import ConferenceChange
from models.kinds import NoticeKind


def cancel_conference(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """Its end: whoever has heard of it is told; returns how many units. Raises Refused.

    Called with the conference held. Who was not told yet is told nothing.
    """
    _refuse_if_over(session, conference, now)
    why = read_reason(reason, wanted=UNIT_READS_IT)
    conference.cancelled_at, conference.cancelled_by, conference.cancelled_why = now, by, why
    said = phrases("conference").cancelled()
    record_act(session, conference, said, by=by, now=now, detail=why)
    return _off(session, rulebook, conference, ConferenceChange.CANCELLED, why, by=by, now=now)


def postpone_conference(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """No day for now: whoever has heard of it is told; a move gives the day. Raises Refused."""
    _refuse_if_over(session, conference, now)
    if conference.postponed_at is not None:
        raise Refused(Problem("conference", conference.code, "đã hoãn từ trước", "Hội nghị"))
    why = read_reason(reason, wanted=UNIT_READS_IT)
    conference.postponed_at, conference.postponed_why = now, why
    said = phrases("conference").postponed()
    record_act(session, conference, said, by=by, now=now, detail=why)
    return _off(session, rulebook, conference, ConferenceChange.POSTPONED, why, by=by, now=now)


def remove_unit(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    invitee: Invitee,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> bool:
    """One unit is invited no longer; told where it has heard of it. Raises Refused.

    It can be invited again. The others hear nothing.
    """
    require_alive(conference)
    if invitee.removed_at is not None:
        name = rulebook.registry.unit(invitee.unit_code).name
        raise Refused(Problem("unit", name, "đã được đưa ra khỏi danh sách mời", "Đơn vị"))
    why = read_reason(reason, wanted=UNIT_READS_IT)
    invitee.removed_at, invitee.removed_by, invitee.removed_why = now, by, why
    said = phrases("conference").removed(rulebook.registry.unit(invitee.unit_code).name)
    record_act(session, conference, said, by=by, now=now, detail=why)
    if invitee.invited_at is None:
        return False
    conference.sequence += 1
    act = DecisionAct(by, now, phrases("conference").not_wanted())
    heard = _tell_off(session, rulebook, conference, invitee, act, why=why, off="removed")
    invitee.invited_at = None
    session.flush()
    return heard


def put_back(invitee: Invitee) -> None:
    """On the list again; it hears of it with the next invitations."""
    invitee.removed_at = invitee.removed_by = None
    invitee.removed_why = ""


def _off(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    change: ConferenceChange,
    why: str,
    *,
    by: Actor,
    now: datetime,
) -> int:
    conference.revision += 1
    conference.sequence += 1
    said = announced(session, conference)
    keep_revision(session, conference, said, change, by=by, now=now, reason=why)
    act = DecisionAct(by, now, phrases("conference").not_wanted())
    told = 0
    for invitee in invitees(session, conference, hold=True):
        if invitee.invited_at is not None:
            told += _tell_off(
                session, rulebook, conference, invitee, act, why=why, off=change.value
            )
            invitee.revision = conference.revision
    session.flush()
    return told


def _tell_off(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    invitee: Invitee,
    act: DecisionAct,
    *,
    why: str,
    off: str,
) -> bool:
    assert invitee.assignment_id is not None
    heard = withdraw_unsent(session, invitee, now=act.now)
    want_no_answer(session, invitee.assignment_id, act)
    if heard:
        tell_unit(
            session,
            rulebook,
            invitee,
            NoticeKind.CONFERENCE_OFF,
            rung=rung_of(conference),
            now=act.now,
            detail={"reason": why, "off": off},
        )
    return heard


def _refuse_if_over(session: Session, conference: Conference, now: datetime) -> None:
    require_alive(conference)
    said = announced(session, conference)
    if conference.postponed_at is None and said.day <= local_date(now) and said.ends_at <= now:
        wanted = "đã họp xong; không hủy, không hoãn được nữa"
        raise Refused(Problem("conference", conference.code, wanted, "Hội nghị"))
