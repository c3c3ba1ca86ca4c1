"""Exports of a scoring software as somebody saves them, and an index year that is under way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.conference.scoring.compare_scores import ScoreComparison, compare_scores
from dondoc.conference.scoring.keep_scores import ExportFile, keep_scores
from dondoc.conference.scoring.score_file import read_score_file
from dondoc.conference.scoring.score_row import ScoreFrame
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Round
from models.database import transaction
from models.kinds import Way

OFFICER = Actor.account(1)
YEAR = 2026
EXPORTED = date(2027, 1, 5)
IMPORTED = at(EXPORTED, 15)
OPENED = {"III.1.2.c3": at(date(2026, 12, 1), 8), "III.1.2.c8": at(date(2027, 1, 4), 8)}
HEAD = "Đơn vị;Tự chấm;Ngày tự chấm;Nộp hồ sơ;Ngày nộp hồ sơ;Điểm tự chấm;Điểm thẩm định\n"


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """As Excel saves them."""
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


class ScoringYear:
    """Self-scoring and its file are open; exports come in."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook

    def open(self, opened: Mapping[str, datetime] = OPENED) -> None:
        for code, now in opened.items():
            with transaction(self.engine) as session:
                duty = self.rulebook.registry.plan.duty(code)
                open_rounds(session, self.rulebook, duty, now=now)

    def look(
        self, content: str | bytes, *, on: date = EXPORTED, now: datetime = IMPORTED
    ) -> ScoreComparison:
        with transaction(self.engine, write=False) as session:
            return self._compared(session, content, on, now)

    def take(
        self,
        content: str | bytes,
        *,
        on: date = EXPORTED,
        now: datetime = IMPORTED,
        name: str = "ket-xuat.csv",
    ) -> ScoreComparison:
        raw = content.encode() if isinstance(content, str) else content
        with transaction(self.engine) as session:
            found = self._compared(session, raw, on, now)
            file = ExportFile(name, hashlib.sha256(raw).hexdigest(), len(raw))
            keep_scores(session, self.rulebook, found, file, by=OFFICER, now=now)
            return found

    def report(self, unit: str, code: str, now: datetime, **given: str) -> None:
        """The unit says so itself, on its link."""
        with transaction(self.engine) as session:
            record_submission(
                session,
                self.rulebook,
                assignment_id=self.assignment(unit, code).id or 0,
                given=Given(**given),
                source=SubmissionSource(Actor("contact:1"), Way.LINK, received_at=now),
                now=now,
            )

    def assignment(self, unit: str, code: str) -> Assignment:
        query = select(Assignment).join(Round)
        mine = query.where(col(Assignment.unit_code) == unit, col(Round.duty) == code)
        with transaction(self.engine, write=False) as session:
            return session.exec(mine).one()

    def _compared(
        self, session: Session, content: str | bytes, on: date, now: datetime
    ) -> ScoreComparison:
        raw = content.encode() if isinstance(content, str) else content
        frame = ScoreFrame(self.rulebook.registry, YEAR, on)
        read, sha256 = read_score_file(raw, frame), hashlib.sha256(raw).hexdigest()
        return compare_scores(session, self.rulebook, read, frame, sha256=sha256, now=now)
