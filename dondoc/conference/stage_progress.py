"""Which stages of a conference are done, and which are late: past, and nothing of it is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.conference.accounts.account_list import AccountTally
from dondoc.conference.conference_figures import ConferenceFigures
from dondoc.conference.find_conference import announced, takes_place
from dondoc.conference.scoring.scoring_progress import scoring_tallies
from dondoc.conference.stage_days import stage_days
from dondoc.conference.stage_rules import Stage, StageDay
from dondoc.plan.rulebook import Rulebook
from models import Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind

_FILES = {
    ConferenceFileKind.GUIDANCE: Stage.DOCUMENTS,
    ConferenceFileKind.MINUTES: Stage.MINUTES,
    ConferenceFileKind.CONCLUSIONS: Stage.CONCLUSIONS,
}


@dataclass(frozen=True)
class StageSign:
    """What the ledger knows of a stage: whether it is done, on which day where a paper says so,
    and, of what units carry out, how many of them did («20/27»).
    """

    done: bool
    on: date | None = None
    figure: str = ""


@dataclass(frozen=True)
class StageProgress:
    """A stage; `done` is None where the ledger keeps no sign of it.

    `late_days` are the working days by which it was done late, or is late now.
    """

    day: StageDay
    done: bool | None
    late_days: int = 0
    figure: str = ""

    @property
    def late(self) -> bool:
        return self.day.past and self.done is False

    @property
    def done_late(self) -> bool:
        return bool(self.done and self.late_days)


def stage_progress(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    figures: ConferenceFigures,
    *,
    now: datetime,
) -> list[StageProgress]:
    """Every stage in order. Of a conference that does not take place nothing is late, and what is
    scored afterwards is followed all the same.
    """
    today, day = local_date(now), announced(session, conference).day
    known = _done(session, conference, figures, day, today) if takes_place(conference) else {}
    known |= {
        stage: StageSign(tally.handed_in == tally.asked, figure=f"{tally.handed_in}/{tally.asked}")
        for stage, tally in scoring_tallies(session, rulebook, conference.index_year, now=now)
    }
    found = stage_days(session, rulebook, conference, today=today)
    if not figures.accounts.listed and _scored(found):
        known.pop(Stage.ACCOUNTS, None)
    return [_of(one, known.get(one.stage), rulebook.workdays, today) for one in found]


def _scored(days: Iterable[StageDay]) -> bool:
    """Is self-scoring over? Then accounts that nobody listed here were given out some other way."""
    return any(one.stage is Stage.SELF_SCORING and one.past for one in days)


def _of(day: StageDay, sign: StageSign | None, workdays: Workdays, today: date) -> StageProgress:
    if sign is None:
        return StageProgress(day, None)
    until = sign.on if sign.done else today
    late = 0 if until is None else max(workdays.count(day.on, until), 0)
    return StageProgress(day, sign.done, late, sign.figure)


def _done(
    session: Session, conference: Conference, figures: ConferenceFigures, day: date, today: date
) -> dict[Stage, StageSign]:
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.kind).in_(_FILES),
        col(ConferenceFile.published_at).is_not(None),
        col(ConferenceFile.withdrawn_at).is_(None),
    )
    everybody = figures.invited > 0 and figures.invited == figures.listed
    known = {
        Stage.PLAN: conference.plan_number is not None,
        Stage.INVITE: everybody,
        Stage.INVITE_FLOOR: everybody,
        Stage.RSVP: everybody and figures.silent == 0,
        Stage.DAY: day < today,
        **dict.fromkeys(_FILES.values(), False),
        Stage.QUESTIONS: figures.questions_open == 0,
    }
    signs = {stage: StageSign(done) for stage, done in known.items()}
    signs[Stage.ACCOUNTS] = _accounts(figures.accounts)
    return signs | {
        stage: StageSign(done=True, on=on) for stage, on in _papers(session.exec(query))
    }


def _accounts(tally: AccountTally) -> StageSign:
    """Handed out is what the office does; that units confirm it is theirs, with its own date."""
    figure = f"{tally.handed}/{tally.listed}" if tally.listed else ""
    return StageSign(0 < tally.listed == tally.handed, figure=figure)


def _papers(files: Iterable[ConferenceFile]) -> Iterable[tuple[Stage, date]]:
    """Of each kind the day of its first: of the paper itself where it has one (the rule asks when
    it was issued, not when it was put on the page).
    """
    first: dict[Stage, date] = {}
    for one in files:
        if one.published_at is not None:
            stage, on = _FILES[one.kind], one.dated_on or local_date(one.published_at)
            first[stage] = min(on, first.get(stage, on))
    return first.items()
