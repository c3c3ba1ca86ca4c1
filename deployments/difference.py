"""What differs between the plan and the server, in words an administrator can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from prefect.client.schemas.responses import DeploymentResponse

from deployments.catalogue import PULL, Timetable, Wanted
from deployments.ownership import Mark, our_schedule
from deployments.schedule import ZONE, dates_of
from dondoc.calendar.date_words import short_date

Kind = Literal["new", "changed", "gone"]
NOBODYS = Mark()
_SIGNS = {"new": "+", "changed": "~", "gone": "-"}


@dataclass(frozen=True)
class DeploymentChange:
    """One deployment that is not on the server as the plan wants it."""

    name: str
    kind: Kind
    details: tuple[str, ...] = ()

    def line(self) -> str:
        """«~ phat-hanh: lịch chạy (thêm 22 ngày, bớt 20 ngày), mô tả»"""
        return f"{_SIGNS[self.kind]} {self.name}: {', '.join(self.details)}"


@dataclass(frozen=True)
class Seen:
    """A deployment on the server, with the name of its flow."""

    flow_name: str
    found: DeploymentResponse

    @property
    def key(self) -> tuple[str, str]:
        return self.flow_name, self.found.name


def difference(
    wanted: Mapping[tuple[str, str], Wanted],
    schemas: Mapping[str, Mapping[str, Any]],
    seen: Mapping[tuple[str, str], Seen],
    *,
    today: date,
    mark: Mark = NOBODYS,
) -> list[DeploymentChange]:
    """New and changed ones in the plan's order, then what left it. Keys: flow name, name."""
    changes = []
    for key, one in wanted.items():
        if key not in seen:
            changes.append(
                DeploymentChange(one.name, "new", (f"thêm mới, {_summary(one, today)}",))
            )
        elif details := _details(one, schemas[one.name], seen[key].found, today, mark):
            changes.append(DeploymentChange(one.name, "changed", tuple(details)))
    gone = [key for key in seen if key not in wanted]
    return changes + [
        DeploymentChange(name, "gone", ("không còn trong kế hoạch, bỏ",)) for _, name in gone
    ]


def _summary(one: Wanted, today: date) -> str:
    coming = sorted(on for table in one.timetables for on in _days(table) if on >= today)
    if any(table.cron for table in one.timetables):
        return "chạy hằng đêm"
    if not coming:
        return "không có lịch"
    return f"{len(coming)} lượt từ {short_date(coming[0])} đến {short_date(coming[-1])}"


def _details(
    one: Wanted, schema: Mapping[str, Any], found: DeploymentResponse, today: date, mark: Mark
) -> list[str]:
    plain = [
        ("mô tả", (found.description or "") != one.description),
        ("thẻ", sorted(found.tags) != sorted(one.tags)),
        ("tham số", found.parameters != dict(one.parameters)),
        ("ô nhập", found.parameter_openapi_schema != schema),
        ("điểm vào", found.entrypoint != one.entrypoint),
        ("nơi chạy", found.work_pool_name != mark.pool or found.pull_steps != PULL),
        ("dấu của bản cài", not mark.owns(found.labels)),
        ("giới hạn chạy đồng thời", _limit(found) != (1 if one.one_at_a_time else None)),
    ]
    return [*_schedule_details(one, found, today), *(word for word, differs in plain if differs)]


def _limit(found: DeploymentResponse) -> int | None:
    return found.global_concurrency_limit.limit if found.global_concurrency_limit else None


def _schedule_details(one: Wanted, found: DeploymentResponse, today: date) -> list[str]:
    ours = [one for one in found.schedules if our_schedule(one.slug)]
    kept = {str(one.slug): one.schedule for one in ours}
    tables = {table.slug: table for table in one.timetables}
    if kept.keys() != tables.keys():
        return ["lịch chạy"]
    different = [slug for slug, table in tables.items() if not _same(table, kept[slug])]
    if not different:
        return []
    added = sum(len(_dates(tables[s].rrule, today) - _server(kept[s], today)) for s in different)
    dropped = sum(len(_server(kept[s], today) - _dates(tables[s].rrule, today)) for s in different)
    return [f"lịch chạy (thêm {added} ngày, bớt {dropped} ngày)"]


def _same(table: Timetable, schedule: Any) -> bool:
    if getattr(schedule, "timezone", None) != ZONE:
        return False
    if table.cron:
        return bool(getattr(schedule, "cron", None) == table.cron)
    return dates_of(getattr(schedule, "rrule", "") or "") == dates_of(table.rrule)


def _server(schedule: Any, today: date) -> set[str]:
    return _dates(getattr(schedule, "rrule", "") or "", today)


def _dates(rrule: str, today: date) -> set[str]:
    """The dates still to come: what is over needs no explaining."""
    first = today.strftime("%Y%m%d")
    return {stamp for stamp in dates_of(rrule).split(",") if stamp and stamp >= first}


def _days(table: Timetable) -> list[date]:
    return [moment.at.date() for moment in table.moments]
