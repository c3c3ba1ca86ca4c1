"""Which stages of a conference are done, and which are late: past, and nothing of it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.conference.conference_figures import ConferenceFigures
from dondoc.conference.find_conference import announced, takes_place
from dondoc.conference.stages import Stage, StageDay, stages
from dondoc.plan.rulebook import Rulebook
from models import Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind

_FILES = {
    Stage.DOCUMENTS: ConferenceFileKind.GUIDANCE,
    Stage.MINUTES: ConferenceFileKind.MINUTES,
    Stage.CONCLUSIONS: ConferenceFileKind.CONCLUSIONS,
}


@dataclass(frozen=True)
class StageProgress:
    """A stage; `done` is None where the ledger keeps no sign of it."""

    day: StageDay
    done: bool | None

    @property
    def late(self) -> bool:
        return self.day.past and self.done is False


def stage_progress(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    figures: ConferenceFigures,
    *,
    now: datetime,
) -> list[StageProgress]:
    """Every stage in order. Of a conference that does not take place nothing is late."""
    today, day = local_date(now), announced(session, conference).day
    known = _done(session, conference, figures, day, today) if takes_place(conference) else {}
    found = stages(day, conference.rsvp_by, conference.index_year, rulebook.workdays, today=today)
    return [StageProgress(one, known.get(one.stage)) for one in found]


def _done(
    session: Session, conference: Conference, figures: ConferenceFigures, day: date, today: date
) -> dict[Stage, bool]:
    query = select(ConferenceFile.kind).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.published_at).is_not(None),
        col(ConferenceFile.withdrawn_at).is_(None),
    )
    kinds = set(session.exec(query))
    everybody = figures.invited > 0 and figures.invited == figures.listed
    return {
        Stage.PLAN: conference.plan_number is not None,
        Stage.INVITE: everybody,
        Stage.INVITE_FLOOR: everybody,
        Stage.RSVP: everybody and figures.silent == 0,
        Stage.DAY: day < today,
        **{stage: kind in kinds for stage, kind in _FILES.items()},
        Stage.QUESTIONS: figures.questions_open == 0,
    }
