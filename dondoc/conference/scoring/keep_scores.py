"""Keeping an export: its rows, and through the one way in what it shows to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.clock import at, local_date
from dondoc.conference.scoring.compare_scores import Completion, ScoreComparison
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.sync_units import sync_units
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import NOON, SubmissionSource, record_submission
from models import Assignment, ScoringExport, ScoringLine
from models.kinds import Way

IMPORTED = "nhập điểm từ Phần mềm"


@dataclass(frozen=True)
class ExportFile:
    """The file as it came; its bytes lie under its hash."""

    name: str
    sha256: str
    size: int


def keep_scores(
    session: Session,
    rulebook: Rulebook,
    comparison: ScoreComparison,
    file: ExportFile,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """All of it in the caller's transaction. The same bytes again add no row."""
    if comparison.changes_nothing:
        return
    if comparison.known is None:
        sync_units(session, rulebook.registry)
        _insert(session, comparison, file, by=by, now=now)
    done = sorted(comparison.completions, key=lambda one: one.asked.facts.id)  # one order of locks
    for one in done:
        _complete(session, rulebook, one, comparison.frame.exported_on, file, by=by, now=now)
    audit.record(
        session,
        actor=by,
        act=IMPORTED,
        target=f"scoring:{comparison.frame.index_year}",
        now=now,
        detail=phrases("scoring").audited(comparison, file),
    )


def _insert(
    session: Session, comparison: ScoreComparison, file: ExportFile, *, by: Actor, now: datetime
) -> None:
    frame = comparison.frame
    export = ScoringExport(
        index_year=frame.index_year,
        sha256=file.sha256,
        name=file.name,
        size=file.size,
        exported_on=frame.exported_on,
        imported_at=now,
        imported_by=by,
    )
    session.add(export)
    session.flush()
    session.add_all(
        ScoringLine(
            export_id=export.id or 0, unit_code=one.unit.code, line=one.line, **one.values()
        )
        for one in comparison.every
    )
    session.flush()


def _complete(
    session: Session,
    rulebook: Rulebook,
    one: Completion,
    exported_on: date,
    file: ExportFile,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Hand it in as the software says, and accept it as a rule does: the software is the source,
    so who imported decides nothing. Without a day of its own it was done by the export's.
    """
    facts, on = one.asked.facts, one.claim.on or exported_on
    said = phrases("scoring").evidence(one, exported_on, file)
    # Never before it was asked: what was done earlier was there when it was.
    received_at = max(min(at(on, NOON.hour), now), _asked_at(session, facts.id))
    recorded = record_submission(
        session,
        rulebook,
        assignment_id=facts.id,
        given=Given(document_on=short_date(min(on, local_date(received_at))), note=said),
        source=SubmissionSource(
            by, Way.STAFF, received_at=received_at, key=f"scores:{file.sha256}:{facts.id}"
        ),
        now=now,
    )
    assignment = session.get_one(Assignment, facts.id)
    if assignment.completed_at is None:
        accept(session, assignment, DecisionAct(audit.SYSTEM, now, said, recorded.version))


def _asked_at(session: Session, assignment_id: int) -> datetime:
    return session.get_one(Assignment, assignment_id).asked_at
