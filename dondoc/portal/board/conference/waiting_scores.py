"""An export of the scoring software between its preview and the button that takes it in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from dondoc.calendar.date_words import parse_date
from dondoc.conference.scoring.compare_scores import ScoreComparison
from dondoc.conference.scoring.import_export import ScoringImport
from dondoc.conference.scoring.score_file import ScoreFile
from dondoc.ledger.actors import Actor
from dondoc.portal.context import PageContext
from dondoc.portal.table_keeper import SeenDifference, TableFile, TableKeeper, of_file
from dondoc.problems import Problem, Refused
from dondoc.tables.difference_line import DifferenceLine


@dataclass(frozen=True)
class WaitingScores:
    """Of one session and index year: what it does now, and what it did when it was looked at."""

    here: PageContext
    index_year: int
    session_hash: str

    @property
    def keeper(self) -> TableKeeper:
        purpose = f"scores of {self.index_year}, session {self.session_hash}"
        return TableKeeper(self.here, purpose)

    def exported_on(self, table: TableFile) -> date:
        """The day that the figures are of; today where the form leaves it open. Raises Refused."""
        if not table.day:
            return self.here.today
        try:
            return parse_date(table.day)
        except ValueError as error:
            wanted = str(error).strip(".")
            raise Refused(Problem("ngay", table.day, wanted, "Ngày kết xuất")) from None

    def look(self, session: Session, table: TableFile) -> SeenDifference:
        """What it would change now. Raises Refused with every row that is wrong."""
        read, found = self._compared(session, table)
        return _seen(read, found)

    def write(self, session: Session, table: TableFile, by: Actor) -> int | None:
        """Take it in if it still does what was shown, and say how many it completed; None where
        the ledger changed meanwhile.
        """
        read, found = self._compared(session, table)
        if _seen(read, found).mark != table.seen:
            return None
        folder = self.here.settings.files_dir
        self._import(table).keep(session, found, table.name, table.content or b"", folder, by=by)
        return len(found.completions)

    def _import(self, table: TableFile) -> ScoringImport:
        here, on = self.here, self.exported_on(table)
        return ScoringImport(here.rulebook, self.index_year, on, here.now)

    def _compared(self, session: Session, table: TableFile) -> tuple[ScoreFile, ScoreComparison]:
        asked, content = self._import(table), table.content or b""
        try:
            read = asked.read(content, table.sheet)
            return read, asked.compare(session, read, content)
        except Refused as refused:
            raise Refused(map(_at_field, refused.problems)) from None


def _seen(read: ScoreFile, found: ScoreComparison) -> SeenDifference:
    notes = [DifferenceLine("!", one.sentence()) for one in read.notes]
    return SeenDifference(found.counts(), (*notes, *found.lines()), found.changes_nothing)


def _at_field(problem: Problem) -> Problem:
    """The day has a field of its own; all else is about the file."""
    if problem.field == "exported_on":
        return replace(problem, field="ngay")
    return of_file(problem)
