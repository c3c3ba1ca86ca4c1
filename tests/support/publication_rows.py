"""Looks at sources and what they found, put into the ledger as the scan would leave them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.clock import local_date
from dondoc.ledger.rows import AssignmentRow, RoundRow, insert_assignments, insert_round
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.score_counts import RULE_VERSION
from models import (
    FindingSighting,
    FindingWaiver,
    PublicationCheck,
    PublicationFinding,
    PublicationSource,
    Scan,
)
from models.database import transaction
from models.publication_kinds import (
    CheckVerdict,
    FindingKind,
    ReadingWay,
    ScanScope,
    Severity,
    SourceKind,
)

SITE = SourceKind.AGENCY_SITE
MEND = "II.3.5.2"
LONG_AGO = date(2026, 1, 1)
FULL = {
    "required": 50,
    "matched": 50,
    "shown": 50,
    "detailed": 20,
    "complete": 20,
    "comparable": 40,
    "right": 40,
}
"""The counts of a page on which nothing is wrong."""


class PublicationRows:
    """Writes one row at a time; everything has a plain value unless the test says otherwise."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def _keep(self, row: Any) -> int:
        with transaction(self.engine) as session:
            session.add(row)
            session.flush()
            return int(row.id)

    def source(self, unit: str = "so-tai-chinh", kind: SourceKind = SITE, **changes: Any) -> int:
        values: dict[str, Any] = {
            "address": f"https://{unit}.example/{kind.value}",
            "way": ReadingWay.PAGE,
            "scope": {},
            "reading": {},
            "hosts": [],
            "allow_cidrs": [],
            "from_on": LONG_AGO,
            "changed_at": datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
            "changed_by": "system",
        }
        return self._keep(PublicationSource(unit_code=unit, kind=kind, **{**values, **changes}))

    def scan(self, at: datetime, *, invalid_why: str | None = None) -> int:
        """The scan of that day; the same one when asked again."""
        on = local_date(at)
        with transaction(self.engine, write=False) as session:
            same = select(Scan.id).where(
                col(Scan.run_on) == on, col(Scan.invalid_why) == invalid_why
            )
            known = session.exec(same).first()
        row = Scan(
            scope=ScanScope.ALL,
            key=f"{on}{'-hong' if invalid_why else ''}",
            run_on=on,
            started_at=at,
            ended_at=at + timedelta(minutes=5),
            invalid_why=invalid_why,
        )
        return known or self._keep(row)

    def check(
        self,
        source: int,
        at: datetime,
        verdict: CheckVerdict = CheckVerdict.READ,
        *,
        counts: dict[str, int] | None = None,
        invalid_why: str | None = None,
        **changes: Any,
    ) -> int:
        proves = verdict is CheckVerdict.READ
        row = PublicationCheck(
            scan_id=self.scan(at, invalid_why=invalid_why),
            source_id=source,
            checked_at=at,
            verdict=verdict,
            counts=counts if counts is not None else FULL if proves else {},
            **{"http": {}, "rule_version": RULE_VERSION, **changes},
        )
        return self._keep(row)

    def finding(
        self,
        source: int,
        check: int,
        kind: FindingKind = FindingKind.MISSING,
        *,
        procedure: str = "1.000001",
        severity: Severity = Severity.HIGH,
        **changes: Any,
    ) -> int:
        """Confirmed by this look, and seen by it."""
        with transaction(self.engine, write=False) as session:
            unit = session.get_one(PublicationSource, source).unit_code
            at = session.get_one(PublicationCheck, check).checked_at
        sighting = {key: changes.pop(key) for key in _OF_SIGHTING if key in changes}
        values = {"confirmed_at": at, **changes}
        number = self._keep(
            PublicationFinding(
                fingerprint=f"{source}-{kind}-{procedure}-{values.get('field', '')}",
                source_id=source,
                unit_code=unit,
                kind=kind,
                severity=severity,
                procedure=procedure,
                **values,
            )
        )
        self.sighting(number, check, **sighting)
        return number

    def sighting(self, finding: int, check: int, *, seen: bool = True, **changes: Any) -> int:
        return self._keep(FindingSighting(finding_id=finding, check_id=check, seen=seen, **changes))

    def ask(
        self,
        rulebook: Rulebook,
        finding: int,
        now: datetime,
        *,
        due_on: date,
        subject: str = "Thiếu thủ tục 1.000001 (Trang thông tin điện tử)",
    ) -> int:
        """The finding's assignment, as the scan asks for it; returns its number."""
        today = local_date(now)
        with transaction(self.engine) as session:
            row = session.get_one(PublicationFinding, finding)
            plan = rulebook.registry.plan
            duty, period = plan.duty(MEND), f"{today.year}-E{finding}"
            round_id = insert_round(
                session,
                RoundRow(
                    plan=plan.code,
                    duty=duty.code,
                    period=period,
                    opens_on=today,
                    cutoff_on=None,
                    opened_at=now,
                    confirmed=False,
                    threshold=None,
                ),
            )
            assert round_id is not None
            dates = Deadline(due_on, due_on, due_on, "ngày thấy sai lệch, cộng 5 ngày làm việc")
            unit = rulebook.registry.unit(row.unit_code)
            asked = AssignmentRow(
                *(round_id, unit, dates),
                role=duty.roles[0],
                on=today,
                asked_at=now,
                chased=True,
                subject=subject,
            )
            [row.assignment_id] = insert_assignments(session, [asked])
            return int(row.assignment_id)

    def waive(self, finding: int, at: datetime, until: date, **changes: Any) -> int:
        values = {"reason": "Trang đang được nâng cấp", "waived_by": "account:1", **changes}
        return self._keep(FindingWaiver(finding_id=finding, waived_at=at, until_on=until, **values))

    def change(self, table: type[Any], number: int, **values: Any) -> None:
        with transaction(self.engine) as session:
            row = session.get_one(table, number)
            for name, value in values.items():
                setattr(row, name, value)


_OF_SIGHTING = ("expected", "actual", "excerpt", "locator", "rule", "due_on")
