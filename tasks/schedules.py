"""The one door from tasks and flows to deployments: schedules, runs planned, named, put right."""

from __future__ import annotations

from datetime import datetime

from prefect.logging import get_run_logger

from deployments.apply import Applied, apply, schedule_once_more
from deployments.catalogue import DISPATCH
from deployments.made_up_names import made_up
from deployments.outages import Mended, mended_sentence, put_runs_right
from deployments.ownership import mark_of
from deployments.trim_prefect import Trim, trim_prefect
from dondoc.calendar.date_words import weekday_date
from dondoc.clock import local, local_date
from dondoc.conference.stage_runs import with_stages
from dondoc.ledger.installation import load_installation
from dondoc.ledger.plan_gaps import plan_gaps, stopped_words
from models.database import transaction
from tasks.dondoc_task import dondoc_task

__all__ = [
    "made_up",
    "mend_runs",
    "mended_sentence",
    "refresh_schedules",
    "schedule_retry",
    "trim_runs",
]


@dondoc_task("Làm mới lịch chạy và tên lượt chạy")
def refresh_schedules(now: datetime) -> Applied:
    """The same as `dondoc apply`: touches only what differs.

    Nothing while the plan was edited under open work: the schedules of before go on.
    """
    here = load_installation()
    with transaction(here.engine, write=False) as session:
        lost = stopped_words(plan_gaps(session, here.rulebook.registry, local_date(now)))
        rulebook = with_stages(session, here.rulebook, today=local_date(now))
    if lost:
        return Applied((), left_alone="; ".join(lost))
    return apply(rulebook, now, here.settings)


@dondoc_task("Đặt thêm một lượt phát hành")
def schedule_retry(flow_name: str, at: datetime) -> bool:
    """Have `dispatch` run once more at this instant; asked twice for one minute, it runs once.

    False where it is not deployed; the next window then finds what was deferred.
    """
    here = local(at)
    name = f"Gửi lại tin bị hoãn {here:%H:%M} · {weekday_date(here.date())}"
    key = f"gui-lai-{here:%Y%m%dT%H%M}"
    deployment = mark_of(load_installation().settings).named(DISPATCH)
    return schedule_once_more(f"{flow_name}/{deployment}", at=at, name=name, key=key)


@dondoc_task("Xem lại lượt chạy bị gián đoạn")
def mend_runs(now: datetime) -> list[Mended]:
    """Runs whose process an outage took: once more, or closed with a reason (deployments)."""
    mended = put_runs_right(now, pool=mark_of(load_installation().settings).pool)
    if mended:
        get_run_logger().warning(
            "%s: %s", mended_sentence(mended), ", ".join(one.name for one in mended)
        )
    return mended


@dondoc_task("Xóa lượt chạy, bảng đã cũ trong Prefect")
def trim_runs(now: datetime) -> Trim:
    """Keep Prefect's database small: a night's share; an error is said, and fails nothing."""
    trim = trim_prefect(now, load_installation().settings)
    if trim.why:
        get_run_logger().warning("%s", trim.sentence)
    return trim
