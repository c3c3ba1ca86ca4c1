"""How far the scoring of an index year is: the figures of its rounds, as the board counts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from dondoc.conference.scoring.scoring_duties import STAGE_DUTIES, scoring_duties
from dondoc.conference.stages import Stage
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.progress import Progress, Tally, progress


def scoring_rounds(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> dict[Stage, Progress]:
    """The round of each stage that is a duty; without rows where it has not opened yet."""
    duties = scoring_duties(rulebook.registry)
    return {
        stage: progress(
            session, rulebook, duty=duties[slug].code, period=str(index_year), as_of=now
        )
        for stage, slug in STAGE_DUTIES.items()
        if slug in duties
    }


def scoring_tallies(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> Iterator[tuple[Stage, Tally]]:
    """The figures of those that have opened."""
    for stage, round_ in scoring_rounds(session, rulebook, index_year, now=now).items():
        if round_.tally.asked:
            yield stage, round_.tally
