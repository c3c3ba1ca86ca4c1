"""An office that scans local pages, day after day, with an official list of three procedures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from dondoc import clock
from dondoc.clock import at
from dondoc.ledger.installation import Installation
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.scan.run_scan import ScanResult, run_scan
from dondoc.settings import Settings
from models import Assignment, Notice, PublicationCheck, PublicationFinding, Scan
from models.database import transaction
from models.publication_kinds import ScanScope
from tests.support.list_site import ListSite
from tests.support.sample_procedures import HEALTH, lay_source, sample_list

Row = TypeVar("Row")
MONDAY = date(2026, 11, 16)
WHOLE = [(f"9.00000{index}", f"Thủ tục mẫu số {index} về y tế") for index in (1, 2, 3)]


@dataclass
class ScanOffice:
    """The site, the ledger, and one source of Sở Y tế (number 2 of the site's hosts)."""

    engine: Engine
    rulebook: Rulebook
    settings: Settings
    site: ListSite
    patch: pytest.MonkeyPatch
    sources: list[int] = field(default_factory=list)

    def lay(self, hosts: Iterable[int] = (2,), unit: str = HEALTH) -> None:
        """The list, and a source at each of these hosts, all showing the whole list."""
        with transaction(self.engine) as session:
            sample = sample_list(session)
            session.delete(sample.site)
            session.flush()
            for number in hosts:
                source = lay_source(session, unit, self.site.address(number), gap_seconds=0.0)
                self.sources.append(source.id or 0)
        for number in hosts:
            self.site.show(number, WHOLE)

    @property
    def here(self) -> Installation:
        return Installation(self.settings, self.rulebook, self.engine)

    def set_clock(self, now: datetime) -> None:
        self.patch.setattr(clock, "now", lambda: now)

    def scan(
        self,
        day: int,
        scope: ScanScope = ScanScope.ALL,
        *,
        hour: int = 6,
        source_id: int | None = None,
    ) -> ScanResult:
        now = at(MONDAY + timedelta(days=day), hour)
        self.set_clock(now)
        return run_scan(self.here, scope, now=now, source_id=source_id)

    def all(self, query: SelectOfScalar[Row]) -> list[Row]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(query))

    def checks(self) -> list[PublicationCheck]:
        return self.all(select(PublicationCheck).order_by(col(PublicationCheck.id)))

    def findings(self) -> list[PublicationFinding]:
        return self.all(select(PublicationFinding).order_by(col(PublicationFinding.id)))

    def assignments(self) -> list[Assignment]:
        query = select(Assignment).where(col(Assignment.subject) != "")
        return self.all(query.order_by(col(Assignment.id)))

    def notices(self) -> list[Notice]:
        return self.all(select(Notice).order_by(col(Notice.id)))

    def scans(self) -> list[Scan]:
        return self.all(select(Scan).order_by(col(Scan.id)))
