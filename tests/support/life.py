"""A round under way, and one-line ways to live through it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.ruling import Ruling
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import Standing, standing
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import Recorded, SubmissionSource, record_submission
from models import Account, Assignment
from models.database import transaction
from models.kinds import DecisionKind, Way
from tests.support.opened_round import REPORT, open_report_round

FIGURES = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}


class Life:
    """One unit's assignment in the report round of quý I/2027, lived day by day."""

    def __init__(self, engine: Engine, rulebook: Rulebook, officer: Account) -> None:
        self.engine, self.rulebook, self.officer = engine, rulebook, officer
        self.duty = rulebook.registry.plan.duty(REPORT)
        with transaction(engine) as session:
            open_report_round(session, rulebook)
        self.id = self.assignment("so-tai-chinh")

    def assignment(self, unit: str) -> int:
        with transaction(self.engine, write=False) as session:
            query = select(Assignment.id).where(col(Assignment.unit_code) == unit)
            found = session.exec(query).one()
            assert found is not None
            return found

    def given(self, **changes: object) -> Given:
        values: dict[str, object] = {
            "document_number": "12/BC-STC",
            "document_on": "11/03/2027",
            "signer": "Nguyễn Văn An",
            "figures": FIGURES,
        }
        return Given(**{**values, **changes})  # type: ignore[arg-type]

    def submit(
        self,
        now: datetime,
        *,
        received_at: datetime | None = None,
        by: str = "contact:1",
        key: str | None = None,
        **changes: object,
    ) -> Recorded:
        source = SubmissionSource(by=by, way=Way.LINK, received_at=received_at or now, key=key)
        with transaction(self.engine) as session:
            return record_submission(
                session,
                self.rulebook,
                assignment_id=self.id,
                given=self.given(**changes),
                source=source,
                now=now,
            )

    def decide(
        self,
        now: datetime,
        kind: DecisionKind,
        reason: str = "",
        *,
        new_due_on: date | None = None,
        account: Account | None = None,
    ) -> date:
        with transaction(self.engine) as session:
            return decide(
                session,
                self.rulebook,
                assignment_id=self.id,
                account=account or self.officer,
                ruling=Ruling(kind, reason, new_due_on),
                now=now,
            )

    def ask(self, now: datetime, asked_on: date, reason: str = "Chờ số liệu cấp xã") -> None:
        with transaction(self.engine) as session:
            ask_extension(
                session,
                self.rulebook,
                assignment_id=self.id,
                by="contact:1",
                asked_on=asked_on,
                reason=reason,
                now=now,
            )

    def facts(self, as_of: datetime) -> Facts:
        with transaction(self.engine, write=False) as session:
            return load_facts(session, col(Assignment.id) == self.id, as_of=as_of)[0]

    def standing(self, as_of: datetime) -> Standing:
        return standing(self.facts(as_of), as_of)


@pytest.fixture
def life(engine: Engine, rulebook: Rulebook, cast: object) -> Life:
    return Life(engine, rulebook, cast.officer)  # type: ignore[attr-defined]


@pytest.fixture
def sqlite_life(sqlite_engine: Engine, rulebook: Rulebook, sqlite_cast: object) -> Life:
    return Life(sqlite_engine, rulebook, sqlite_cast.officer)  # type: ignore[attr-defined]


def figures(**changes: str) -> Mapping[str, str]:
    return {**FIGURES, **changes}
