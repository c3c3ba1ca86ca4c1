"""III.1.3, second bullet: each week every public place is looked at, daily those with findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from prefect.client.schemas.objects import State

from dondoc.calendar.service_names import recheck_name, scan_name, source_scan_name
from dondoc.problems import Refused
from dondoc.publication.scan.due_sources import DueSource, by_host
from dondoc.publication.scan.scan_ledger import BegunScan
from dondoc.publication.scan.visit_source import SiteVisit
from flows.day import AsOf, settle_day
from flows.dondoc_flow import SCAN_RUN_LIMIT, dondoc_flow
from flows.ending import done, refused
from flows.form_field import form_field
from flows.run_names import day_of, run_name
from models.publication_kinds import ScanScope
from tasks.scan_sources import (
    begin_scan_of,
    conclude_scan,
    publish_scan,
    visit_all,
    visit_host,
    visitor_for,
)

WHOLE: Literal["mọi nguồn"] = "mọi nguồn"
AGAIN: Literal["nguồn đang có sai lệch"] = "nguồn đang có sai lệch"
_SCOPES = {WHOLE: ScanScope.ALL, AGAIN: ScanScope.OPEN}

MOST_TASK_RUNS = 60
"""So many hosts have a task run each, to be seen one by one; more are one run (decision 0070)."""

Scope = Annotated[
    Literal["mọi nguồn", "nguồn đang có sai lệch"],
    form_field("Quét", "Mọi nguồn, hoặc chỉ nguồn đang có sai lệch hay chưa truy cập được."),
]
Source = Annotated[
    int | None,
    form_field("Số của nguồn", "Chỉ quét một nguồn: số ghi ở trang của nguồn. Để trống là không."),
]


def _named(parameters: dict[str, Any]) -> str:
    """«Quét công khai TTHC · tuần 40/2026», «Kiểm tra lại công khai TTHC · thứ Ba, 29/09/2026»"""
    on = day_of(parameters)
    if parameters.get("source"):
        return source_scan_name(parameters["source"])
    if parameters.get("scope", WHOLE) == AGAIN:
        return recheck_name(on)
    return scan_name(on)


@dondoc_flow("Quét công khai TTHC", run_name=run_name(_named), limit=SCAN_RUN_LIMIT)
def publication_scan(
    scope: Scope = WHOLE, source: Source = None, as_of: AsOf = None
) -> State[None]:
    """Đọc trang công khai thủ tục hành chính, đối chiếu danh mục, giao sai lệch cho đơn vị."""
    day = settle_day(as_of)
    if day.past:
        return done("không quét", "Ngày đã qua không xem lại được trang của ngày ấy; không làm gì.")
    try:
        begun = begin_scan_of(ScanScope.ONE if source else _SCOPES[scope], source, day.now)
    except Refused as problem:
        return refused("không quét được", [str(problem)])
    visitor = visitor_for(begun)
    result = conclude_scan(visitor, begun, _visits(visitor, begun), day.now)
    publish_scan(day.now)
    return done(result.figure, result.sentence)


def _visits(visitor: Any, begun: BegunScan) -> list[SiteVisit]:
    hosts = by_host(begun.due)
    if len(hosts) > MOST_TASK_RUNS:
        return visit_all(visitor, hosts)
    named = [visit_host.with_options(task_run_name=_name(one)) for one in hosts]
    runs = [task.submit(visitor, due) for task, due in zip(named, hosts, strict=True)]
    return [visit for run in runs for visit in run.result()]


def _name(due: Sequence[DueSource]) -> str:
    return due[0].name if len(due) == 1 else f"{due[0].name} và {len(due) - 1} nguồn cùng máy chủ"
