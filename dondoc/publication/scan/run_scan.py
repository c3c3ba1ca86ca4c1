"""A scan from its first visit to its last finding, in steps that a flow or a page takes.

Begin (ledger), visit (network alone), conclude (ledger): nothing is held open while fetching, and
nothing is written of a run whose own line was down. Killed in the middle and run again it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from dondoc.ledger import audit
from dondoc.ledger.installation import Installation
from dondoc.limits import SCAN_THREADS
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.publication.findings.ask_findings import check_duty
from dondoc.publication.findings.end_sources import end_findings
from dondoc.publication.findings.settle_check import FindingTally
from dondoc.publication.official.official_list import load_official_list
from dondoc.publication.scan.count_scan import count_scan
from dondoc.publication.scan.due_sources import DueSource, by_host
from dondoc.publication.scan.keep_look import Yardstick, keep_look
from dondoc.publication.scan.own_line_guard import silent_hosts
from dondoc.publication.scan.prune_snapshots import prune_snapshots
from dondoc.publication.scan.scan_ledger import (
    BegunScan,
    LookCount,
    begin_scan,
    count_looks,
    end_scan,
)
from dondoc.publication.scan.visit_source import SiteVisit, visit_sources
from dondoc.web.site_answer import NotFetched
from dondoc.web.site_rules import SiteRules
from dondoc.web.site_visitor import SiteVisitor, agent_name
from models.database import transaction
from models.publication_kinds import ScanScope

NOTHING = FindingTally()


@dataclass(frozen=True)
class ScanResult:
    """What a scan came to. `looks` are all of the day's, `tally` what this run changed."""

    scan_id: int
    scope: ScanScope
    looks: LookCount
    tally: FindingTally = NOTHING
    ended: int = 0
    invalid_why: str = ""

    @property
    def figure(self) -> str:
        """«25/28 · 14 mới»"""
        return phrases("findings").scan_figure(self)

    @property
    def sentence(self) -> str:
        """«28 nguồn: 25 kiểm chứng được, 3 không; 14 sai lệch mới, 9 đã khắc phục.»"""
        return phrases("findings").scan_sentence(self)


def run_scan(
    here: Installation, scope: ScanScope, *, now: datetime, source_id: int | None = None
) -> ScanResult:
    """A whole scan in this process. Raises Refused for a source that there is not, or is off."""
    begun = start(here, scope, now=now, source_id=source_id)
    visitor = visitor_of(here, begun.on)
    visits = list(visit_hosts(here, visitor, by_host(begun.due)))
    return conclude(here, begun, visits, canaries=ask_canaries(here, visitor), now=now)


def scan_source(here: Installation, source_id: int, *, now: datetime) -> ScanResult:
    """«Quét ngay»: one source, because an officer asked. Raises Refused."""
    return run_scan(here, ScanScope.ONE, now=now, source_id=source_id)


def start(
    here: Installation, scope: ScanScope, *, now: datetime, source_id: int | None = None
) -> BegunScan:
    """Begin a scan, or go on with it. Raises Refused for a source that is not to be read."""
    with transaction(here.engine) as session:
        begun = begin_scan(
            session,
            here.rulebook,
            scope,
            source_id=source_id,
            now=now,
            inside=here.settings.demo,
        )
        looked = count_looks(session, begun.id).sources
    if scope is ScanScope.ONE and not begun.due and not looked:
        wanted = "không có nguồn này, nguồn đã hết hạn, hoặc không đọc tự động"
        raise Refused(Problem("source", str(source_id), wanted, "Nguồn công khai"))
    return begun


def visitor_of(here: Installation, on: date) -> SiteVisitor:
    """Who visits: it says whose program it is, and whom to write to."""
    registry = here.rulebook.registry
    office = registry.responsible_unit(check_duty(here.rulebook, on), on)
    return SiteVisitor(
        agent_name(office.name, here.settings.reply_to or here.settings.base_url),
        folder=here.settings.certificates_dir,
    )


def visit_hosts(
    here: Installation, visitor: SiteVisitor, hosts: Sequence[tuple[DueSource, ...]]
) -> Iterable[SiteVisit]:
    """The sources of many hosts, several hosts at once, the sources of one in turn."""
    folder = here.settings.snapshots_dir
    with ThreadPoolExecutor(SCAN_THREADS) as pool:
        for visits in pool.map(lambda due: visit_sources(visitor, folder, due), hosts):
            yield from visits


def ask_canaries(here: Installation, visitor: SiteVisitor) -> list[bool]:
    """Does anything answer at the addresses that are always there? None are set: nothing said."""
    return [_answers(visitor, one, here.settings.demo) for one in here.settings.canaries]


def _answers(visitor: SiteVisitor, address: str, inside: bool) -> bool:
    """Whatever comes over the line: an error, a robots.txt that wants nobody."""
    try:
        visitor.get(address, SiteRules(inside=inside, gap_seconds=0))
    except NotFetched as nothing:
        return not nothing.is_silence
    return True


def conclude(
    here: Installation,
    begun: BegunScan,
    visits: Sequence[SiteVisit],
    *,
    canaries: Sequence[bool] = (),
    now: datetime,
) -> ScanResult:
    """Put the visits into the ledger, each look in one transaction; nothing where the line was
    down.
    """
    silent = silent_hosts(begun.due, {one.source_id: one for one in visits}, canaries)
    if silent:
        return _invalid(here.engine, begun, silent, now=now)
    with transaction(here.engine) as session:
        ended = end_findings(session, here.rulebook, now=now)
    with transaction(here.engine, write=False) as session:
        yardstick = Yardstick.of(load_official_list(session, here.rulebook, begun.on), begun.on)
    tally = NOTHING
    for visit in visits:
        tally += _keep(here.engine, here.rulebook, yardstick, begun, visit, now=now)
    with transaction(here.engine) as session:
        looks = count_looks(session, begun.id)
        end_scan(session, begun.id, now=now, invalid_why=None)
        if begun.scope is ScanScope.ALL and looks.sources:
            count_scan(session, here.rulebook, looks, on=begun.on, now=now)
    prune_snapshots(here.engine, here.settings.snapshots_dir, now=now)
    return ScanResult(begun.id, begun.scope, looks, tally, ended)


def _keep(
    engine: Engine,
    rulebook: Rulebook,
    yardstick: Yardstick,
    begun: BegunScan,
    visit: SiteVisit,
    *,
    now: datetime,
) -> FindingTally:
    with transaction(engine) as session:
        kept = keep_look(
            session, rulebook, yardstick, visit, scan_id=begun.id, now=max(now, visit.at)
        )
    return kept or NOTHING


def _invalid(
    engine: Engine, begun: BegunScan, silent: Sequence[str], *, now: datetime
) -> ScanResult:
    """Nobody is accused: the run says that our own line failed, and is done again later."""
    why = phrases("findings").own_line_down([one for one in silent if one])
    with transaction(engine) as session:
        end_scan(session, begun.id, now=now, invalid_why=why)
        audit.record(
            session,
            actor=audit.SYSTEM,
            act="lượt quét công khai không hợp lệ",
            target=f"scan:{begun.id}",
            now=now,
            detail=why,
        )
        looks = count_looks(session, begun.id)
    return ScanResult(begun.id, begun.scope, looks, invalid_why=why)
