"""prefect.yaml, written from the plan: readable, with every date and what happens on it."""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from deployments.catalogue import POOL, PULL, Timetable, Wanted, catalogue
from deployments.schedule import ZONE, Moment, Range, dates_of
from dondoc.calendar.date_words import weekday_date
from dondoc.plan.rulebook import Rulebook

FILE = Path("prefect.yaml")
A_FEW = 60
"""Up to this many dates each gets its own line; the daily ones are listed by month."""

_HEAD = """\
# Lịch chạy của Đôn Đốc, sinh từ dondoc/plan/data: đừng sửa tay.
# Sửa kế hoạch rồi chạy `dondoc render`; `dondoc render --check` báo tệp này có còn đúng không.
#
# Dùng riêng tệp này với một máy chủ Prefect bất kỳ:
#   prefect work-pool create {pool} --type process
#   prefect deploy --all
# `dondoc apply` làm việc đó từ ngày hôm nay, chỉ đụng vào chỗ khác, và đặt tên các lượt sắp chạy.
# Hai cách dùng xen nhau được: sau `prefect deploy --all`, `dondoc apply` chỉ đặt lại tên lượt."""


def render_prefect_yaml(rulebook: Rulebook, from_on: date) -> str:
    """The whole file, for the range around `from_on`."""
    days = Range.around(from_on)
    lines = [
        *_HEAD.format(pool=POOL).splitlines(),
        "",
        "name: don-doc",
        f"rendered_for: {{from: {days.from_on}, to: {days.to_on}}}",
        "",
        *yaml.safe_dump({"pull": PULL}, allow_unicode=True, sort_keys=False).splitlines(),
        "",
        "deployments:",
    ]
    for wanted in catalogue(rulebook, days):
        lines += ["", *_deployment(wanted)]
    return "\n".join(lines) + "\n"


def rendered_for(path: Path) -> date:
    """The first day that the file was rendered for. Raises KeyError where it does not say."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = given["rendered_for"]["from"]
    assert isinstance(found, date)
    return found


def write(rulebook: Rulebook, path: Path, from_on: date) -> bool:
    """Write the file; returns whether anything in it changed."""
    text = render_prefect_yaml(rulebook, from_on)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


def check(rulebook: Rulebook, path: Path) -> list[str]:
    """What differs from the plan, as lines of a diff; empty where the file is fresh.

    It is compared with what the plan gives for the range that the file itself names, so that a
    file does not grow stale by the mere passing of days.
    """
    if not path.exists():
        return [f"Không có {path.name}; hãy chạy `dondoc render`."]
    try:
        from_on = rendered_for(path)
    except (KeyError, TypeError, AssertionError, yaml.YAMLError):
        return [f"{path.name} không ghi rendered_for; hãy chạy `dondoc render`."]
    now = path.read_text(encoding="utf-8").splitlines()
    wanted = render_prefect_yaml(rulebook, from_on).splitlines()
    return list(difflib.unified_diff(now, wanted, path.name, "kế hoạch", lineterm="", n=1))


def _deployment(wanted: Wanted) -> Iterator[str]:
    yield f"  - name: {wanted.name}"
    yield f"    entrypoint: {wanted.entrypoint}"
    yield "    description: |-"
    yield from (f"      {line}".rstrip() for line in wanted.description.splitlines())
    yield f"    tags: {_inline(list(wanted.tags))}"
    if wanted.parameters:
        yield f"    parameters: {_inline(dict(wanted.parameters))}"
    if wanted.one_at_a_time:
        yield "    concurrency_limit: {limit: 1, collision_strategy: ENQUEUE}"
    yield f"    work_pool: {{name: {POOL}}}"
    if not wanted.timetables:
        yield "    schedules: []"
        return
    yield "    schedules:"
    for table in wanted.timetables:
        yield from (f"      {line}" for line in _timetable(table))


def _timetable(table: Timetable) -> Iterator[str]:
    yield f"- slug: {table.slug}"
    yield f"  timezone: {ZONE}"
    if table.cron:
        yield f"  cron: {json.dumps(table.cron)}"
        return
    moments = sorted(table.moments)
    yield from (f"  # {line}" for line in _comments(moments))
    yield '  rrule: "RDATE:\\'
    yield from _wrapped(dates_of(table.rrule).split(","))


def _wrapped(stamps: list[str]) -> Iterator[str]:
    # A double-quoted scalar goes on after «\»; the blanks that indent the next line are no part.
    rows = list(_chunks(stamps, 5))
    for index, row in enumerate(rows):
        last = index == len(rows) - 1
        yield f"    {','.join(row)}" + ('"' if last else ",\\")


def _comments(moments: list[Moment]) -> Iterator[str]:
    if len(moments) <= A_FEW:
        yield from (f"{weekday_date(m.at.date())} {m.at:%H:%M}  {m.name}" for m in moments)
        return
    yield f"{moments[0].at:%H:%M} mọi ngày làm việc; «{moments[0].name}», …"
    for month, run in itertools.groupby(moments, lambda moment: f"{moment.at:%m/%Y}"):
        yield f"{month}: " + " ".join(f"{moment.at:%d}" for moment in run)


def _chunks(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _inline(value: Any) -> str:
    """JSON is YAML, and quotes what needs it."""
    return json.dumps(value, ensure_ascii=False)
