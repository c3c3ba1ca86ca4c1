"""The steps of a scan: begin, visit, conclude, publish (decision 0070)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prefect.artifacts import create_table_artifact

from dondoc.ledger.installation import load_installation
from dondoc.messages.environment import phrases
from dondoc.publication.scan.due_sources import DueSource
from dondoc.publication.scan.run_scan import (
    ScanResult,
    ask_canaries,
    conclude,
    start,
    visit_hosts,
    visitor_of,
)
from dondoc.publication.scan.scan_ledger import BegunScan
from dondoc.publication.scan.scan_tables import unit_table, week_table
from dondoc.publication.scan.visit_source import SiteVisit, visit_sources
from dondoc.web.site_visitor import SiteVisitor
from models.database import transaction
from models.publication_kinds import ScanScope
from tasks.dondoc_task import SCAN_LIMIT, dondoc_task


@dondoc_task("Mở lượt quét")
def begin_scan_of(scope: ScanScope, source_id: int | None, now: datetime) -> BegunScan:
    """The day's scan, begun or gone on with, and which sources it still has to look at."""
    return start(load_installation(), scope, now=now, source_id=source_id)


@dondoc_task("Xem nguồn", limit=SCAN_LIMIT)
def visit_host(visitor: SiteVisitor, due: tuple[DueSource, ...]) -> list[SiteVisit]:
    """The sources of one host, in turn. Nothing is written but what they showed, as files."""
    return visit_sources(visitor, load_installation().settings.snapshots_dir, due)


@dondoc_task("Xem các nguồn", limit=SCAN_LIMIT)
def visit_all(visitor: SiteVisitor, hosts: Sequence[tuple[DueSource, ...]]) -> list[SiteVisit]:
    """Many hosts in one task run, several at once."""
    return list(visit_hosts(load_installation(), visitor, hosts))


@dondoc_task("Đối chiếu, ghi kết quả", limit=SCAN_LIMIT)
def conclude_scan(
    visitor: SiteVisitor, begun: BegunScan, visits: Sequence[SiteVisit], now: datetime
) -> ScanResult:
    """Each look in one transaction; none where our own line was down."""
    here = load_installation()
    return conclude(here, begun, visits, canaries=ask_canaries(here, visitor), now=now)


@dondoc_task("Công bố kết quả quét")
def publish_scan(now: datetime) -> None:
    """The table by unit and the weeks, as artifacts with a link to the board."""
    here = load_installation()
    with transaction(here.engine, write=False) as session:
        units = unit_table(session, here.rulebook.registry, as_of=now)
        weeks = week_table(session, as_of=now)
    book = phrases("findings")
    board = f"{here.settings.base_url}/bang/cong-khai"
    create_table_artifact(
        table=units, key="cong-khai-tthc", description=book.units_caption(board, now)
    )
    create_table_artifact(
        table=weeks, key="cong-khai-tthc-theo-tuan", description=book.weeks_caption(board)
    )


def visitor_for(begun: BegunScan) -> SiteVisitor:
    """One visitor for all task runs of a scan: it knows whose turn it is at each host."""
    return visitor_of(load_installation(), begun.on)
