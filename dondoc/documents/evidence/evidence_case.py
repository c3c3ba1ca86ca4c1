"""What a pack tells of one assignment: where it stands, what was handed in, its whole life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.documents.paper.table import Table
from dondoc.plan.bodies import Unit
from dondoc.plan.schema import Duty, Plan
from dondoc.reporting.history_line import HistoryLine
from dondoc.rounds.facts import Facts
from models import Activity


@dataclass(frozen=True)
class PackFile:
    """A file that the ledger names, and the name of its entry."""

    entry: str
    given: str
    sha256: str
    size: int


@dataclass(frozen=True)
class HandedIn:
    """One version, told by its line; `received_at` as it was known at the pack's instant.

    `detached`: a mail that was taken for an answer to this, and was put back since.
    """

    line: HistoryLine
    version: int
    receipt: str
    received_at: datetime
    files: tuple[PackFile, ...]
    detached: bool


@dataclass(frozen=True)
class EvidenceCase:
    """One assignment; `number` is its place in the pack, `folder` what its entries stand under."""

    number: int
    folder: str
    duty: Duty
    unit: Unit
    facts: Facts
    title: str
    period: str
    standing: str
    handed: tuple[HandedIn, ...]
    life: tuple[HistoryLine, ...]
    activities: tuple[Activity, ...] = ()

    @property
    def rulings(self) -> list[HistoryLine]:
        """What was asked and decided, an extension asked for too."""
        return [
            line
            for line in self.life
            if line.kind == "decision" or (line.kind == "answer" and line.version is None)
        ]

    @property
    def letters(self) -> list[HistoryLine]:
        """Each letter in one line: to whom, when, what became of it."""
        return [line for line in self.life if line.kind == "mail"]


@dataclass(frozen=True)
class DemandingFile:
    """The document by which a round was asked for."""

    file: PackFile
    title: str
    period: str


@dataclass(frozen=True)
class PackFacts:
    """Everything that a pack tells, as known at `as_of`; the bytes of its files are elsewhere.

    `left_out` are sentences: what of that year is not told here. `office` watches over the reports
    of the plan, and heads the index; None where nobody does.
    """

    subject: PackSubject
    cases: tuple[EvidenceCase, ...]
    demanding: tuple[DemandingFile, ...]
    left_out: tuple[str, ...]
    as_of: datetime
    plan: Plan
    office: Unit | None
    papers: tuple[PackFile, ...] = ()  # of a conference: what stands on its page
    sheets: tuple[Table, ...] = ()  # of a conference: what the pack is to hold, before all else

    @property
    def files(self) -> list[PackFile]:
        """Every file that should be in it, in the order in which it is packed."""
        of_rounds = [one.file for one in self.demanding]
        return [*self.papers, *of_rounds] + [
            file for case in self.cases for one in case.handed for file in one.files
        ]
