"""What a pack tells, from one query with one `as_of`: as facts, without a byte of any file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from dondoc.activities.record_activity import activities_of
from dondoc.clock import local_date
from dondoc.documents.evidence.choose_rows import Chosen
from dondoc.documents.evidence.entry_names import file_name, slug
from dondoc.documents.evidence.evidence_case import (
    DemandingFile,
    EvidenceCase,
    HandedIn,
    PackFacts,
    PackFile,
)
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.ledger.actors import Actors
from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.history import history
from dondoc.reporting.history_line import HistoryLine
from dondoc.rounds.across_duties import report_duty
from dondoc.rounds.naming import title_of
from dondoc.rounds.past_dates import received_then
from dondoc.rounds.unit_progress import UnitProgress
from dondoc.submissions.files import suffix_for
from dondoc.submissions.record_submission import receipt_number
from models import DemandFile, File, Submission
from models.database import table_of


def gather(
    session: Session, rulebook: Rulebook, subject: PackSubject, chosen: Chosen, *, as_of: datetime
) -> PackFacts:
    """Everything the pack tells of the chosen rows."""
    telling = _Telling(session, rulebook, subject, chosen.ids, as_of)
    cases = [telling.case(row, number) for number, row in enumerate(chosen.rows, start=1)]
    demanding = _demanding(session, rulebook, chosen.rows, as_of)
    return PackFacts(
        subject,
        tuple(cases),
        tuple(demanding),
        chosen.left_out,
        as_of,
        plan=rulebook.registry.plan,
        office=_office(rulebook, as_of),
    )


def _office(rulebook: Rulebook, as_of: datetime) -> Unit | None:
    """Who watches over the reports that everybody owes; None where nobody does on that day."""
    registry, on = rulebook.registry, local_date(as_of)
    duty = report_duty(registry.plan)
    watching = registry.units_in_role(duty.monitored_by, on) if duty else []
    return watching[0] if watching else None


class _Telling:
    """The rows one by one; what was handed in to all of them is asked for at once."""

    def __init__(
        self,
        session: Session,
        rulebook: Rulebook,
        subject: PackSubject,
        ids: Sequence[int],
        as_of: datetime,
    ) -> None:
        self._session, self._rulebook, self._as_of = session, rulebook, as_of
        self._subject = subject
        self._actors = Actors(session, rulebook)
        self._papers: dict[int, list[tuple[Submission, datetime]]] = defaultdict(list)
        found = [tuple(row) for row in ask_by_ids(session, _PAPERS, ids, as_of=as_of)]
        for paper, received_at in found:
            self._papers[paper.assignment_id].append((paper, received_at))
        numbers = [paper.id for paper, _received_at in found]
        self._files: dict[int, list[Any]] = defaultdict(list)
        for file in ask_by_ids(session, _FILES, numbers):
            self._files[file.submission_id].append(file)

    def case(self, row: UnitProgress, number: int) -> EvidenceCase:
        facts = row.facts
        duty = self._rulebook.registry.duty_of(facts.plan, facts.duty)
        folder = _folder(self._subject, row, duty, number)
        life = history(self._session, self._rulebook, facts.id, as_of=self._as_of, addresses=False)
        told = {line.version: line for line in life}
        handed = [
            self._version(paper, received_at, told[paper.version], folder)
            for paper, received_at in self._papers[facts.id]
        ]
        done = activities_of(self._session, facts.id, as_of=self._as_of)
        return EvidenceCase(
            number=number,
            folder=folder,
            duty=duty,
            unit=row.unit,
            facts=facts,
            title=title_of(duty, facts),
            period=self._rulebook.period(duty, facts.period).short(),
            standing=row.spoken.phrase,
            handed=tuple(handed),
            life=tuple(life),
            activities=tuple(reversed(done)),
        )

    def _version(
        self, paper: Submission, received_at: datetime, line: HistoryLine, folder: str
    ) -> HandedIn:
        assert paper.id is not None
        return HandedIn(
            line=line,
            version=paper.version,
            receipt=receipt_number(paper.id, paper.recorded_at),
            received_at=received_at,
            files=tuple(_files(f"{folder}/lan-{paper.version}", self._files[paper.id])),
            detached=paper.withdrawn_at is not None and paper.withdrawn_at <= self._as_of,
        )


_PAPERS = (
    select(Submission, received_then())
    .where(col(Submission.assignment_id).in_(IDS), col(Submission.recorded_at) <= AS_OF)
    .order_by(col(Submission.assignment_id), col(Submission.version))
)
_FILES = (
    select(table_of(File))
    .where(col(File.submission_id).in_(IDS))
    .order_by(col(File.submission_id), col(File.id))
)
_DEMANDED = (
    select(table_of(DemandFile))
    .where(col(DemandFile.round_id).in_(IDS), col(DemandFile.added_at) <= AS_OF)
    .order_by(col(DemandFile.round_id), col(DemandFile.id))
)


def _folder(subject: PackSubject, row: UnitProgress, duty: Duty, number: int) -> str:
    """«viec/007-bao-cao-dinh-ky-2027-q1»: what the pack is about is not said again."""
    other = duty.slug if subject.kind == "unit" else row.unit.code
    return f"viec/{number:03d}-{slug(other)}-{slug(row.facts.period)}"


def _files(folder: str, rows: Iterable[Any]) -> Iterator[PackFile]:
    for number, row in enumerate(rows, start=1):
        name = file_name(number, row.name, suffix_for(row.media_type))
        yield PackFile(f"{folder}/{name}", row.name, row.sha256, row.size)


def _demanding(
    session: Session, rulebook: Rulebook, rows: Iterable[UnitProgress], as_of: datetime
) -> Iterator[DemandingFile]:
    """What rounds were asked for by, once a round however many units it asked."""
    rounds = {row.facts.round_id: row.facts for row in rows}
    found: dict[int, list[Any]] = defaultdict(list)
    for file in ask_by_ids(session, _DEMANDED, list(rounds), as_of=as_of):
        found[file.round_id].append(file)
    for number, (round_id, files) in enumerate(found.items(), start=1):
        facts = rounds[round_id]
        duty = rulebook.registry.duty_of(facts.plan, facts.duty)
        folder = f"yeu-cau/{number:03d}-{slug(facts.period)}"
        period = rulebook.period(duty, facts.period).short()
        for file in _files(folder, files):
            yield DemandingFile(file, title_of(duty, facts), period)
