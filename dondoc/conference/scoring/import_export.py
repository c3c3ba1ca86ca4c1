"""Importing an export from end to end; command line and board both stand on this."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.conference.scoring.compare_scores import ScoreComparison, compare_scores
from dondoc.conference.scoring.keep_scores import ExportFile, keep_scores
from dondoc.conference.scoring.score_file import ScoreFile, read_score_file
from dondoc.conference.scoring.score_row import ScoreFrame
from dondoc.ledger.actors import Actor
from dondoc.messages.phrasing import one_line, shorten
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import stored_path, write_whole

_LONGEST_NAME = 120
"""Letters of a file's name, as units read it with what the file completed."""


@dataclass(frozen=True)
class ScoringImport:
    """An import into one index year; `exported_on` is the day that the figures are of."""

    rulebook: Rulebook
    index_year: int
    exported_on: date
    now: datetime

    def read(self, content: bytes, sheet: str = "") -> ScoreFile:
        """The file understood. Raises Refused with every row that is wrong, and for a day of
        export that has not come or was before the index year.
        """
        first, today = date(self.index_year, 1, 1), local_date(self.now)
        if not first <= self.exported_on <= today:
            wanted = f"phải từ {short_date(first)} đến hôm nay, {short_date(today)}"
            given = short_date(self.exported_on)
            raise Refused(Problem("exported_on", given, wanted, "Ngày kết xuất"))
        return read_score_file(content, self._frame, sheet)

    def compare(self, session: Session, read: ScoreFile, content: bytes) -> ScoreComparison:
        """What keeping it would do; nothing is written."""
        return compare_scores(
            *(session, self.rulebook, read, self._frame), sha256=_digest(content), now=self.now
        )

    def keep(
        self,
        session: Session,
        found: ScoreComparison,
        name: str,
        content: bytes,
        folder: Path,
        *,
        by: Actor,
    ) -> None:
        """Keep it with its bytes, in the caller's transaction."""
        file = ExportFile(shorten(one_line(name), _LONGEST_NAME), _digest(content), len(content))
        target = stored_path(folder, file.sha256)
        if not target.exists():
            write_whole(target, content)
        keep_scores(session, self.rulebook, found, file, by=by, now=self.now)

    @property
    def _frame(self) -> ScoreFrame:
        return ScoreFrame(self.rulebook.registry, self.index_year, self.exported_on)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
