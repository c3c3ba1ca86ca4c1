"""A conference as the board shows it: figures, stages, every unit with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.conference.announcement import Announcement, SessionFacts
from dondoc.conference.conference_figures import ConferenceFigures, conference_figures
from dondoc.conference.find_conference import (
    announced,
    facts_of_session,
    invitees,
    newest_answers,
    takes_place,
)
from dondoc.conference.invite import waiting_invitees
from dondoc.conference.record_rsvp import needs_confirming
from dondoc.conference.stage_progress import StageProgress, stage_progress
from dondoc.conference.stage_rules import invited_in_time
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Tone, Unit
from dondoc.portal.board.groups import PLACE
from models import Attendance, Conference, ConferenceSession, Delegate, Invitee, Rsvp

FILTERS = {
    "chua-tra-loi": ("silent", "overdue", "unheard"),
    "du": ("comes", "substitute"),
    "khong-du": ("cannot",),
    "xac-nhan-lai": ("stale",),
    "chua-moi": ("not_invited",),
}
"""By the word in an address: which standings it keeps."""

_SIGNS = {
    "not_invited": ("○", "quiet"),
    "silent": ("…", "waiting"),
    "unheard": ("…", "waiting"),
    "overdue": ("!", "overdue"),
    "stale": ("●", "today"),
    "comes": ("✓", "done"),
    "substitute": ("✓", "done"),
    "cannot": ("✗", "not-done"),
    "guest": ("○", "quiet"),
}


@dataclass(frozen=True)
class UnitAnswer:
    """One unit of a conference; `delegates` expected or in, `inside` in."""

    unit: Unit
    invitee: Invitee
    hour: SessionFacts
    answer: Rsvp | None
    word: str
    delegates: int
    inside: int

    @property
    def sign(self) -> str:
        return _SIGNS[self.word][0]

    @property
    def sense(self) -> str:
        return _SIGNS[self.word][1]

    @property
    def says(self) -> str:
        """«dự, 2 đại biểu»"""
        return phrases("conference").answer_word(self.word, self.delegates)

    @property
    def reason(self) -> str:
        return self.answer.reason if self.answer else ""

    @property
    def late(self) -> bool:
        return self.answer is not None and self.answer.late


@dataclass(frozen=True)
class ConferenceView:
    """All that a conference's page says."""

    conference: Conference
    said: Announcement
    figures: ConferenceFigures
    stages: tuple[StageProgress, ...]
    rows: tuple[UnitAnswer, ...]
    waiting: int  # on the list, not invited yet
    in_time: bool  # would an invitation of today keep QĐ 45/2018?
    open: bool  # may it still be changed?

    @property
    def late(self) -> list[StageProgress]:
        return [one for one in self.stages if one.late]

    @property
    def done_late(self) -> list[StageProgress]:
        """Done, after its day: the notice of conclusions has a day that a decision set."""
        return [one for one in self.stages if one.done_late]

    def shown(self, wanted: str) -> list[UnitAnswer]:
        """The rows that a filter keeps; all of them without one."""
        words = FILTERS.get(wanted)
        return [one for one in self.rows if words is None or one.word in words]


def conference_view(session: Session, here: Context, conference: Conference) -> ConferenceView:
    """The conference as it stands now."""
    figures = conference_figures(session, conference)
    said = announced(session, conference)
    return ConferenceView(
        conference=conference,
        said=said,
        figures=figures,
        stages=tuple(stage_progress(session, here.rulebook, conference, figures, now=here.now)),
        rows=tuple(_rows(session, here, conference)),
        waiting=len(waiting_invitees(session, conference)),
        in_time=invited_in_time(said.day, here.today, here.rulebook.workdays),
        open=conference.cancelled_at is None and said.day >= here.today,
    )


def _rows(session: Session, here: Context, conference: Conference) -> list[UnitAnswer]:
    """In the official order; who is off the list only where somebody of it is in."""
    everybody = invitees(session, conference, removed=True)
    ids = [one.id or 0 for one in everybody]
    answers, people = newest_answers(session, ids), _people(session, conference)
    hours = {one.id: facts_of_session(one) for one in _hours(session, conference)}
    found = [
        UnitAnswer(
            unit=unit,
            invitee=one,
            hour=hours[one.session_id],
            answer=answers.get(one.id or 0),
            word=_word(conference, one, answers.get(one.id or 0), unit.tone(here.today), here.now),
            delegates=people.get(one.id or 0, (0, 0))[0],
            inside=people.get(one.id or 0, (0, 0))[1],
        )
        for one in everybody
        for unit in [here.rulebook.registry.unit(one.unit_code)]
        if one.removed_at is None or people.get(one.id or 0, (0, 0))[1]
    ]
    return sorted(found, key=_place)


def _place(row: UnitAnswer) -> tuple[int, int, str]:
    return PLACE[row.unit.group], row.unit.order, row.unit.code


def _word(
    conference: Conference, invitee: Invitee, answer: Rsvp | None, tone: Tone, now: datetime
) -> str:
    """How the unit stands; of who is only asked nothing is overdue."""
    if invitee.removed_at is not None:
        return "guest"
    if invitee.invited_at is None:
        return "not_invited"
    if answer is None:
        if tone == "request":
            return "unheard"
        past = local_date(now) > conference.rsvp_by and takes_place(conference)
        return "overdue" if past else "silent"
    if needs_confirming(answer, invitee):
        return "stale"
    return answer.answer.value


def _hours(session: Session, conference: Conference) -> Sequence[ConferenceSession]:
    mine = col(ConferenceSession.conference_id) == conference.id
    return session.exec(select(ConferenceSession).where(mine)).all()


def _people(session: Session, conference: Conference) -> dict[int, tuple[int, int]]:
    """By invitee: how many delegates are expected or in, and how many are in."""
    inside = (col(Attendance.delegate_id) == col(Delegate.id)) & col(Attendance.undone_at).is_(None)
    counted = (
        select(col(Delegate.invitee_id), func.count(), func.count(col(Attendance.delegate_id)))
        .outerjoin(Attendance, inside)
        .where(
            col(Delegate.conference_id) == conference.id,
            col(Delegate.removed_at).is_(None) | col(Attendance.delegate_id).is_not(None),
        )
        .group_by(col(Delegate.invitee_id))
    )
    return {number: (every, here) for number, every, here in session.exec(counted)}


def answered_words(row: UnitAnswer) -> str:
    """«20/11/2026»: when the unit answered; empty for who did not."""
    return short_date(local_date(row.answer.recorded_at)) if row.answer else ""
