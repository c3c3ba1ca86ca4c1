"""How far the scoring of an index year is: the figures of its rounds, as the board counts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from dondoc.conference.scoring.scoring_duties import STAGE_DUTIES, scoring_duties
from dondoc.conference.stage_rules import Stage
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.progress import Progress, open_periods, progress
from dondoc.rounds.tally import Tally


def scoring_rounds(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> dict[Stage, Progress]:
    """The round of each stage that is a duty; without rows where it has not opened yet."""
    duties = scoring_duties(rulebook.registry)
    return {
        stage: progress(
            session, rulebook, duty=duties[part].code, period=str(index_year), as_of=now
        )
        for stage, part in STAGE_DUTIES.items()
        if part in duties
    }


def figure_of_run(
    session: Session, rulebook: Rulebook, duty: Duty, *, on: date, now: datetime
) -> str:
    """«20/27» of the scoring duty's round that a run of that day is about; empty for other duties,
    and where one body alone is asked: it has done it or not.
    """
    if duty.scoring not in STAGE_DUTIES.values():
        return ""
    opened = [
        int(key)
        for key in open_periods(session, duty=duty.code)
        if key.isdecimal() and rulebook.opens_on(duty, key) <= on
    ]
    if not opened:
        return ""
    period = str(max(opened))
    tally = progress(session, rulebook, duty=duty.code, period=period, as_of=now).tally
    return f"{tally.handed_in}/{tally.asked}" if tally.asked > 1 else ""


def scoring_tallies(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> Iterator[tuple[Stage, Tally]]:
    """The figures of those that have opened."""
    for stage, round_ in scoring_rounds(session, rulebook, index_year, now=now).items():
        if round_.tally.asked:
            yield stage, round_.tally
