"""A source of Sở Tài chính that is looked at, day by day, with what each look is given to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.settle_check import FindingTally, settle_check
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import Standing, standing
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import (
    Account,
    Assignment,
    Decision,
    FindingSighting,
    Notice,
    PublicationCheck,
    PublicationFinding,
    PublicationSource,
    Scan,
)
from models.database import transaction
from models.kinds import AccountRole, Way
from models.publication_kinds import (
    CheckVerdict,
    FindingKind,
    ReadingWay,
    ScanScope,
    SourceKind,
)

Row = TypeVar("Row")
UNIT = "so-tai-chinh"
BEGINS = date(2027, 2, 1)
MONDAY = date(2027, 3, 1)
MISSING = Discrepancy(
    FindingKind.MISSING, procedure="1.012790", expected="Đăng ký khai sinh", actual="không thấy"
)
FEE = Discrepancy(FindingKind.WRONG_FEE, procedure="1.004873", field="fee", actual="10.000 đồng")
DOWN = Discrepancy(FindingKind.UNREACHABLE, actual="không kết nối được")


def page_source(unit: str = UNIT, **changes: object) -> PublicationSource:
    values: dict[str, object] = {
        "unit_code": unit,
        "kind": SourceKind.AGENCY_SITE,
        "way": ReadingWay.PAGE,
        "address": f"https://{unit}.example/thu-tuc",
        "scope": {},
        "reading": {},
        "hosts": [],
        "allow_cidrs": [],
        "gap_seconds": 0.0,
        "from_on": BEGINS,
        "changed_at": at(BEGINS, 8),
        "changed_by": "account:1",
    }
    return PublicationSource(**{**values, **changes})


@dataclass
class Published:
    """One source and its looks."""

    engine: Engine
    rulebook: Rulebook
    source_id: int = 0

    def __post_init__(self) -> None:
        self.source_id = self.add(page_source())

    def add(self, source: PublicationSource) -> int:
        with transaction(self.engine) as session:
            session.add(source)
            session.flush()
            assert source.id is not None
            return source.id

    def look(
        self,
        now: datetime,
        *found: Discrepancy,
        verdict: CheckVerdict = CheckVerdict.READ,
        source_id: int = 0,
    ) -> FindingTally:
        with transaction(self.engine) as session:
            source = session.get_one(PublicationSource, source_id or self.source_id)
            key = f"{source.id}:{now.isoformat()}"
            scan = session.exec(select(Scan).where(col(Scan.key) == key)).first()
            if scan is None:
                scan = Scan(scope=ScanScope.ONE, key=key, run_on=now.date(), started_at=now)
                session.add(scan)
                session.flush()
            check = session.exec(
                select(PublicationCheck).where(col(PublicationCheck.scan_id) == scan.id)
            ).first()
            if check is None:
                check = PublicationCheck(
                    scan_id=scan.id or 0,
                    source_id=source.id or 0,
                    checked_at=now,
                    verdict=verdict,
                    http={},
                    counts={},
                    rule_version=1,
                )
                session.add(check)
                session.flush()
            return settle_check(session, self.rulebook, source, check, found, now=now)

    def known(self) -> None:
        """The page was read before, and all was well."""
        self.look(at(BEGINS, 9))

    def findings(self) -> list[PublicationFinding]:
        return self._all(select(PublicationFinding).order_by(col(PublicationFinding.id)))

    def sightings(self) -> list[FindingSighting]:
        return self._all(select(FindingSighting).order_by(col(FindingSighting.id)))

    def assignments(self) -> list[Assignment]:
        return self._all(select(Assignment).order_by(col(Assignment.id)))

    def decisions(self) -> list[Decision]:
        return self._all(select(Decision).order_by(col(Decision.id)))

    def notices(self) -> list[Notice]:
        return self._all(select(Notice).order_by(col(Notice.id)))

    def standing(self, now: datetime, index: int = 0) -> Standing:
        number = self.assignments()[index].id
        with transaction(self.engine, write=False) as session:
            [facts] = load_facts(session, col(Assignment.id) == number, as_of=now)
        return standing(facts, now)

    def say(self, now: datetime, answer: str = "done", reason: str = "", index: int = 0) -> None:
        """The unit answers: «đã sửa», or that it does not agree."""
        source = SubmissionSource(by="contact:1", way=Way.LINK, received_at=now, key=None)
        with transaction(self.engine) as session:
            record_submission(
                session,
                self.rulebook,
                assignment_id=self.assignments()[index].id or 0,
                given=Given(answer=answer, reason=reason),
                source=source,
                now=now,
            )

    def officer(self) -> Account:
        """Of the body that watches over publication."""
        account = Account(
            name="Vũ Văn Kiểm",
            address="kiem@vp-ubnd.example",
            unit_code=self.monitor(),
            role=AccountRole.OFFICER,
        )
        with transaction(self.engine) as session:
            session.add(account)
        return account

    def monitor(self) -> str:
        duty = self.rulebook.registry.plan.duty("II.3.5.2")
        return self.rulebook.registry.monitoring_unit(duty, MONDAY).code

    def _all(self, query: SelectOfScalar[Row]) -> list[Row]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(query))
