"""Another day, hour, place, link or chair; two sessions instead of one: shown first, told once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.announcement import Announcement, concerns
from dondoc.conference.ask_answer import answer_deadline, ask_again, fitting_deadline
from dondoc.conference.find_conference import (
    announced,
    invitees,
    newest_answers,
    require_alive,
    session_rows,
)
from dondoc.conference.invite import rung_of
from dondoc.conference.plan_conference import add_session, keep_revision, record_act
from dondoc.conference.stage_days import stage_days_of
from dondoc.conference.stage_rules import StageDay, rsvp_deadline
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


@dataclass(frozen=True)
class MovePreview:
    """What a change would do, before anybody is told.

    `told` are the units that would get a letter, `reset` of them those whose answer must be
    confirmed again; `mark` is of what was looked at: the change is refused where it is another.
    """

    before: Announcement
    after: Announcement
    rsvp_before: date
    rsvp_after: date
    told: tuple[str, ...]
    reset: tuple[str, ...]
    stages: tuple[StageDay, ...]
    seen: str

    @property
    def heard_of(self) -> bool:
        """Is it a change at all, or a word mended?"""
        return self.before.mark != self.after.mark or bool(self.told)


def preview_move(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    after: Announcement,
    *,
    now: datetime,
    placed: Mapping[str, int] | None = None,
) -> MovePreview:
    """What the change would do. `placed` says of units in which session they are now; the others
    stay, or go to the first where theirs is no more. Raises Refused.
    """
    require_alive(conference)
    _refuse_past(after, now)
    before = announced(session, conference)
    rsvp_after = _rsvp_after(rulebook, conference, before, after, now=now)
    told = _concerned(session, conference, before, after, placed or {})
    answers = newest_answers(session, (one.id or 0 for one, _number in told))
    today = local_date(now)
    return MovePreview(
        before=before,
        after=after,
        rsvp_before=conference.rsvp_by,
        rsvp_after=rsvp_after,
        told=tuple(one.unit_code for one, _number in told),
        reset=tuple(one.unit_code for one, _number in told if one.id in answers),
        stages=tuple(
            stage_days_of(rulebook, after.day, rsvp_after, conference.index_year, today=today)
        ),
        seen=f"{conference.revision}.{conference.sequence}",
    )


def move_conference(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    after: Announcement,
    *,
    reason: str,
    by: Actor,
    now: datetime,
    placed: Mapping[str, int] | None = None,
    seen: str = "",
) -> MovePreview:
    """Change it and tell whom it concerns, once; returns what was done. Raises Refused.

    Called with the conference held. Where nothing is to be heard of (a session's name), nobody is
    told and no reason is needed.
    """
    done = preview_move(session, rulebook, conference, after, now=now, placed=placed)
    if seen and seen != done.seen:
        wanted = "vừa được người khác sửa; hãy xem lại rồi làm lại"
        raise Refused(Problem("conference", conference.code, wanted, "Hội nghị"))
    placed = placed or {}
    revived = conference.postponed_at is not None
    if not done.heard_of and not revived:
        _write_sessions(session, conference, after, placed, now=now)
        record_act(session, conference, phrases("conference").mended(), by=by, now=now)
        return done
    why = read_reason(reason, wanted=UNIT_READS_IT)
    was = {one.number: one.values() for one in done.before.sessions}
    concerned = {
        one.id: was.get(before_in)
        for one, before_in in _concerned(session, conference, done.before, after, placed)
    }
    conference.revision += 1
    conference.sequence += 1
    conference.mark, conference.chair = after.mark, after.chair
    conference.rsvp_by = done.rsvp_after
    conference.postponed_at, conference.postponed_why = None, ""
    _write_sessions(session, conference, after, placed, now=now)
    split = len(after.sessions) != len(done.before.sessions)
    change = ConferenceChange.SPLIT if split else ConferenceChange.MOVED
    keep_revision(session, conference, after, change, by=by, now=now, reason=why)
    book = phrases("conference")
    record_act(session, conference, book.moved(done.before, after), by=by, now=now, detail=why)
    act = DecisionAct(by, now, book.moved_asks(after))
    for invitee in invitees(session, conference, hold=True):
        if invitee.id in concerned:
            before, answered = concerned[invitee.id], invitee.unit_code in done.reset
            detail = {"reason": why, "before": before, "answered": answered}
            _tell_move(session, rulebook, conference, invitee, act, detail=detail)
    return done


def _tell_move(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    invitee: Invitee,
    act: DecisionAct,
    *,
    detail: dict[str, Any],
) -> None:
    """The unit is asked again; who has not heard yet is invited to the new day at once."""
    assert invitee.assignment_id is not None
    heard = withdraw_unsent(session, invitee, now=act.now)
    deadline = answer_deadline(conference.rsvp_by)
    ask_again(session, rulebook, invitee.assignment_id, deadline, act)
    invitee.revision = conference.revision
    kind = NoticeKind.CONFERENCE_CHANGED if heard else NoticeKind.CONFERENCE_INVITATION
    said = detail if heard else {}
    tell_unit(session, rulebook, invitee, kind, rung=rung_of(conference), now=act.now, detail=said)


def _concerned(
    session: Session,
    conference: Conference,
    before: Announcement,
    after: Announcement,
    placed: Mapping[str, int],
) -> list[tuple[Invitee, int]]:
    """Who was invited and is touched by the change, with the session that it was in before.

    After a postponement everybody is.
    """
    was = {row.id: row.number for row in session_rows(session, conference)}
    found = []
    for one in invitees(session, conference):
        before_in = was.get(one.session_id, 1)
        after_in = _place(one, before_in, after, placed)
        revived = conference.postponed_at is not None
        touched = revived or concerns(before, after, before_in, after_in)
        if one.invited_at is not None and touched:
            found.append((one, before_in))
    return found


def _place(invitee: Invitee, before_in: int, after: Announcement, placed: Mapping[str, int]) -> int:
    known = [one.number for one in after.sessions]
    wanted = placed.get(invitee.unit_code, before_in)
    return wanted if wanted in known else known[0]


def _write_sessions(
    session: Session,
    conference: Conference,
    after: Announcement,
    placed: Mapping[str, int],
    *,
    now: datetime,
) -> None:
    was = {row.id: row for row in session_rows(session, conference)}
    rows = {facts.number: add_session(session, conference, facts) for facts in after.sessions}
    for one in invitees(session, conference, removed=True):
        kept = was.get(one.session_id)
        number = _place(one, kept.number if kept else 1, after, placed)
        one.session_id = rows[number].id or 0
    for row in was.values():
        if row.number not in rows:
            row.removed_at = now
    session.flush()


def _rsvp_after(
    rulebook: Rulebook,
    conference: Conference,
    before: Announcement,
    after: Announcement,
    *,
    now: datetime,
) -> date:
    """As many working days before the new day as before; the same where the day is the same."""
    workdays = rulebook.workdays
    if before.day == after.day and conference.postponed_at is None:
        return fitting_deadline(conference.rsvp_by, after.day, now, workdays)
    kept = workdays.count(conference.rsvp_by, before.day)
    wanted = workdays.add(after.day, -kept) if kept > 0 else rsvp_deadline(after.day, workdays)
    return fitting_deadline(wanted, after.day, now, workdays)


def _refuse_past(after: Announcement, now: datetime) -> None:
    if after.day <= local_date(now):
        wanted = "phải sau hôm nay; hãy ghi ngày họp khác"
        raise Refused(Problem("on", after.day.strftime("%d/%m/%Y"), wanted, "Ngày họp"))
