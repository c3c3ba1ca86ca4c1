"""An export against the ledger: what it says anew, what it completes, what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.conference.scoring.asked_steps import Asked, AskedStep, asked_steps
from dondoc.conference.scoring.score_file import ScoreFile
from dondoc.conference.scoring.score_ledger import exports_of, newest_lines
from dondoc.conference.scoring.score_row import ScoreFrame, ScoreLine
from dondoc.conference.scoring.status_words import StepClaim
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.standing import NOT_WANTED, StandingKind
from dondoc.tables.difference_line import DifferenceLine
from models import ScoringExport, ScoringLine
from models.scoring import ScoringStep


@dataclass(frozen=True)
class Completion:
    """An assignment that the export shows to be done."""

    line: ScoreLine
    step: ScoringStep
    claim: StepClaim
    asked: AskedStep


@dataclass(frozen=True)
class ScoreComparison:
    """What keeping the export would do. `known`: these very bytes were handed in before."""

    frame: ScoreFrame
    known: ScoringExport | None
    every: tuple[ScoreLine, ...]
    added: tuple[ScoreLine, ...]
    altered: tuple[tuple[ScoreLine, ScoringLine], ...]
    same: int
    completions: tuple[Completion, ...]
    notes: tuple[str, ...]  # what is left as it stands, and why

    @property
    def changes_nothing(self) -> bool:
        return self.known is not None and not self.completions

    def lines(self) -> Iterator[DifferenceLine]:
        """What is odd, what is completed, which scores are new or others."""
        book = phrases("scoring")
        for note in self.notes:
            yield DifferenceLine("!", note)
        for one in self.completions:
            yield DifferenceLine("+", book.completes(one))
        if self.known is None:
            for line in self.added:
                yield DifferenceLine("+", book.says(line))
            for line, kept in self.altered:
                yield DifferenceLine("~", book.says_other(line, kept))

    def counts(self) -> str:
        """«27 đơn vị trong tệp; 3 việc hoàn thành theo Phần mềm; …»"""
        return phrases("scoring").counts(self)


def compare_scores(
    session: Session,
    rulebook: Rulebook,
    read: ScoreFile,
    frame: ScoreFrame,
    *,
    sha256: str,
    now: datetime,
) -> ScoreComparison:
    """Nothing is written. Raises Refused for an export older than one that is kept."""
    exports = exports_of(session, frame.index_year)
    known = next((one for one in exports if one.sha256 == sha256), None)
    newest = exports[0] if exports else None
    if newest is not None and known is not newest and frame.exported_on < newest.exported_on:
        raise Refused(_older(frame, newest))
    kept = newest_lines(session, frame.index_year)
    asked = asked_steps(session, rulebook, frame.index_year, now=now)
    judged = [_judged(line, asked) for line in read.lines]
    return ScoreComparison(
        frame=frame,
        known=known,
        every=read.lines,
        added=tuple(line for line in read.lines if line.unit.code not in kept),
        altered=tuple(
            (line, kept[line.unit.code])
            for line in read.lines
            if line.unit.code in kept and not _alike(line, kept[line.unit.code])
        ),
        same=sum(
            line.unit.code in kept and _alike(line, kept[line.unit.code]) for line in read.lines
        ),
        completions=tuple(one for found, _notes in judged for one in found),
        notes=(
            *_not_opened(read.lines, asked),
            *(one for _found, notes in judged for one in notes),
        ),
    )


def _older(frame: ScoreFrame, newest: ScoringExport) -> Problem:
    given = short_date(frame.exported_on)
    wanted = phrases("scoring").older(newest)
    return Problem("exported_on", given, wanted, "Ngày kết xuất")


def _alike(line: ScoreLine, kept: ScoringLine) -> bool:
    return all(getattr(kept, name) == value for name, value in line.values().items())


def _judged(line: ScoreLine, asked: Asked) -> tuple[list[Completion], list[str]]:
    """What the row completes; what it says otherwise than the ledger, which stands."""
    book = phrases("scoring")
    completions, notes = [], []
    for step, claim in line.steps.items():
        one = asked.get((step, line.unit.code))
        if one is None or one.standing.kind in NOT_WANTED:
            continue
        if not claim.done:
            if one.standing.handed_in:
                notes.append(book.no_longer(line, step))
        elif one.facts.last is not None:  # what was handed in stands, whatever it says
            if not one.standing.handed_in:
                returned = one.standing.kind is StandingKind.RETURNED
                notes.append(book.said_otherwise(line, step, returned))
        elif _answers(claim, one):
            completions.append(Completion(line, step, claim, one))
    return completions, notes


def _answers(claim: StepClaim, asked: AskedStep) -> bool:
    """An explanation of before the result answers an earlier one."""
    return claim.on is None or asked.result_on is None or claim.on >= asked.result_on


def _not_opened(lines: Sequence[ScoreLine], asked: Asked) -> Iterator[str]:
    """Steps that the export says are done of units from which nothing is asked (yet)."""
    for step in ScoringStep:
        names = [
            line.unit.name
            for line in lines
            if (claim := line.steps.get(step))
            and claim.done
            and (step, line.unit.code) not in asked
        ]
        if names:
            yield phrases("scoring").not_asked(step, names)
