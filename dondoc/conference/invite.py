"""Inviting: one letter a unit, with the calendar entry, and an answer asked for (decision 0075)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import weekday_date
from dondoc.clock import local_date
from dondoc.conference.ask_answer import answer_deadline, ask_again, fitting_deadline
from dondoc.conference.find_conference import (
    RSVP_DUTY,
    announced,
    conference_duty,
    invitees,
    require_alive,
)
from dondoc.conference.plan_conference import record_act
from dondoc.conference.stage_rules import INVITE_AT_LEAST, Stage, invited_in_time, stage_on
from dondoc.conference.tell_unit import tell_unit
from dondoc.decisions.act import DecisionAct
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.reason import read_reason
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.notices.recipients import load_reach
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from models import Conference, Invitee
from models.kinds import NoticeKind


@dataclass(frozen=True)
class InvitedUnits:
    """Whom this call invited; `unreachable` have no contact and must be called."""

    units: tuple[Unit, ...]
    unreachable: tuple[Unit, ...]


def waiting_invitees(session: Session, conference: Conference) -> list[Invitee]:
    """Who is on the list and has not been invited yet."""
    return [one for one in invitees(session, conference) if one.invited_at is None]


def refuse_if_not_to_invite(
    session: Session, rulebook: Rulebook, conference: Conference, urgent_why: str, *, now: datetime
) -> None:
    """Raises Refused: cancelled, without a day, past, or too late without a reason."""
    require_alive(conference)
    day, today = announced(session, conference).day, local_date(now)
    if conference.postponed_at is not None:
        wanted = "đang hoãn, chưa có ngày họp; hãy ghi ngày mới (dondoc conference move)"
        raise Refused(Problem("conference", conference.code, wanted, "Hội nghị"))
    if day <= today:
        wanted = f"ngày họp {weekday_date(day)} đã đến hoặc đã qua; không mời nữa"
        raise Refused(Problem("conference", conference.code, wanted, "Hội nghị"))
    if invited_in_time(day, today, rulebook.workdays) or urgent_why.strip():
        return
    floor = stage_on(Stage.INVITE_FLOOR, day, conference.rsvp_by, rulebook.workdays)
    wanted = (
        f"giấy mời phải gửi trước ngày họp ít nhất {INVITE_AT_LEAST} ngày làm việc, chậm nhất"
        f" {weekday_date(floor)} (Quyết định 45/2018/QĐ-TTg); nếu họp đột xuất, hãy ghi lý do"
    )
    raise Refused(Problem("reason", "", wanted, "Lý do đột xuất"))


def invite_units(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    *,
    by: Actor,
    now: datetime,
    urgent_why: str = "",
) -> InvitedUnits:
    """Invite who has not been yet; a second call finds nobody. Raises Refused.

    Called with the conference held. Letters, assignments and the audit stand or fall together.
    """
    refuse_if_not_to_invite(session, rulebook, conference, urgent_why, now=now)
    waiting = waiting_invitees(session, conference)
    if not waiting:
        return InvitedUnits((), ())
    day = announced(session, conference).day
    conference.rsvp_by = fitting_deadline(conference.rsvp_by, day, now, rulebook.workdays)
    if urgent_why.strip() and not invited_in_time(day, local_date(now), rulebook.workdays):
        conference.urgent_why = read_reason(urgent_why)
    anew = [one for one in waiting if one.assignment_id is not None]
    first = [one for one in waiting if one.assignment_id is None]
    _ask_first(session, rulebook, conference, first, by=by, now=now)
    for one in anew:
        _ask_anew(session, rulebook, conference, one, by=by, now=now)
    for one in waiting:
        one.invited_at, one.revision = now, conference.revision
    conference.invited_at = conference.invited_at or now
    said = phrases("conference").invited(len(waiting))
    record_act(session, conference, said, by=by, now=now, detail=conference.urgent_why)
    session.flush()
    return _invited(session, rulebook, waiting)


def rung_of(conference: Conference) -> str:
    """What makes a letter the one of this revision."""
    return f"r{conference.revision}-{conference.sequence}"


def _ask_first(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    first: Sequence[Invitee],
    *,
    by: Actor,
    now: datetime,
) -> None:
    duty = conference_duty(rulebook.registry, RSVP_DUTY)
    registry = rulebook.registry
    asked = Asked(
        conference.title,
        conference.rsvp_by,
        answer_deadline(conference.rsvp_by).arithmetic,
        NoticeKind.CONFERENCE_INVITATION,
        act=phrases("conference").act_invited(),
        rung=rung_of(conference),
    )
    units = [registry.unit(one.unit_code) for one in first]
    stands = ask_units(session, rulebook, duty, units, asked=asked, by=by, now=now)
    numbers = {one.unit_code: one.id for one in stands.new}
    for one in first:
        one.assignment_id = numbers[one.unit_code]


def _ask_anew(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    invitee: Invitee,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """A unit that had been taken off the list."""
    act = DecisionAct(by, now, phrases("conference").invited_again())
    assert invitee.assignment_id is not None
    ask_again(session, rulebook, invitee.assignment_id, answer_deadline(conference.rsvp_by), act)
    kind = NoticeKind.CONFERENCE_INVITATION
    tell_unit(session, rulebook, invitee, kind, rung=rung_of(conference), now=now)


def _invited(session: Session, rulebook: Rulebook, waiting: Sequence[Invitee]) -> InvitedUnits:
    units = tuple(rulebook.registry.unit(one.unit_code) for one in waiting)
    reach = load_reach(session, [unit.code for unit in units])
    lost = tuple(unit for unit in units if unit.code not in reach)
    return InvitedUnits(units, lost)
