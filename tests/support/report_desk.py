"""The desk at which quý I/2027 is consolidated: reports come in, drafts are made and issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.documents.consolidated.issue_report import (
    IssuedReport,
    ReportIssueForm,
    issue_frame,
    issue_report,
)
from dondoc.documents.consolidated.renew_draft import RenewedDraft, renew_draft
from dondoc.documents.consolidated.report_of import ReportOf, report_of
from dondoc.documents.register.find_paper import files_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.standing import Standing, standing
from dondoc.settings import Settings
from dondoc.submissions.files import stored_path
from models import Assignment, Document, Round
from models.database import transaction
from tests.support.life import Life, figures

REPORTS, REPORT, PERIOD = "III.1.1.c", "III.1.2.a4", "2027-Q1"
OPENED = at(date(2027, 3, 1), 7, 30)
FIRST_DRAFT = at(date(2027, 3, 17), 7, 30)  # the units' date is Tuesday 16/03/2027
OWN_DAY = at(date(2027, 3, 18), 7, 30)
OFFICER = Actor.account(1)


@dataclass
class ReportDesk:
    """`life` holds the units' round; what is drafted and issued here is Sở Nội vụ's report."""

    life: Life
    settings: Settings

    def __post_init__(self) -> None:
        duty = self.rulebook.registry.plan.duty(REPORT)
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, duty, now=OPENED)

    @property
    def engine(self) -> Engine:
        return self.life.engine

    @property
    def rulebook(self) -> Rulebook:
        return self.life.rulebook

    @property
    def report(self) -> ReportOf:
        return report_of(self.rulebook, PERIOD)

    def at(self, now: datetime) -> Context:
        return Context(self.settings, self.rulebook, self.engine, now)

    def hand_in(self, unit: str, now: datetime, **changed: str) -> None:
        """One unit's report, with its figures changed."""
        self.life.id = self.life.assignment(unit)
        self.life.submit(now, figures=figures(**changed))

    def draft(self, now: datetime = FIRST_DRAFT) -> RenewedDraft:
        with transaction(self.engine) as session:
            return renew_draft(session, self.at(now), self.report, by=OFFICER)

    def issue(self, document: Document, now: datetime, **typed: str) -> IssuedReport:
        given = {
            "document_number": "45/BC-SNV",
            "document_on": "18/03/2027",
            "signer": "Trần Văn Bình",
        }
        form = ReportIssueForm.read(
            {**given, **typed}, issue_frame(self.rulebook, self.report, now)
        )
        with transaction(self.engine) as session:
            return issue_report(session, self.at(now), document.id or 0, form, by=OFFICER)

    def own(self, now: datetime, duty: str = REPORT) -> Standing:
        """Where Sở Nội vụ's own slot stands, in its report or in the units' round."""
        where = (col(Assignment.unit_code) == "so-noi-vu", col(Round.duty) == duty)
        with transaction(self.engine, write=False) as session:
            return standing(load_facts(session, *where, as_of=now)[0], now)

    def file(self, document: Document, suffix: str) -> bytes:
        with transaction(self.engine, write=False) as session:
            found = [one for one in files_of(session, document) if one.name.endswith(suffix)]
        path: Path = stored_path(self.settings.files_dir, found[0].sha256)
        return path.read_bytes()

    def documents(self) -> list[Document]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(select(Document).order_by(col(Document.id))))
