"""The one door from tasks to deployments: keeping schedules fresh, planning one more run."""

from __future__ import annotations

from datetime import datetime

from deployments.apply import Applied, apply, schedule_once_more
from deployments.catalogue import DISPATCH
from dondoc.calendar.wording import weekday_date
from dondoc.clock import local
from tasks.act import act
from tasks.surroundings import surroundings


@act("Làm mới lịch chạy và tên lượt chạy")
def refresh_schedules(now: datetime) -> Applied:
    """The same as `dondoc apply`: touches only what differs."""
    return apply(surroundings().rulebook, now)


@act("Đặt thêm một lượt phát hành")
def schedule_retry(flow_name: str, at: datetime) -> bool:
    """Have `dispatch` run once more at this instant; asked twice for one minute, it runs once.

    False where it is not deployed; the next window then finds what was deferred.
    """
    here = local(at)
    name = f"Gửi lại tin bị hoãn {here:%H:%M} · {weekday_date(here.date())}"
    key = f"gui-lai-{here:%Y%m%dT%H%M}"
    return schedule_once_more(f"{flow_name}/{DISPATCH}", at=at, name=name, key=key)
