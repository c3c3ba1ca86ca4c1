"""The calendar with one more day off, as a decision of the Government gives it during the year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dondoc.calendar.workdays import load_workdays
from dondoc.plan.rulebook import Rulebook

_OFF = """
  - year: 2027
    scope: days
    title: Nghỉ bù một ngày (dùng trong kiểm thử)
    source: kiểm thử
    confirmed: true
    days_off:
      - {{date: {day}, label: nghỉ bù}}
"""


def with_day_off(rulebook: Rulebook, folder: Path, day: str) -> Rulebook:
    """The same plan on a calendar in which that day is off; the file is written to `folder`."""
    shipped = Path("dondoc/plan/data/calendar.yaml").read_text(encoding="utf-8")
    calendar = folder / "calendar.yaml"
    calendar.write_text(shipped.rstrip() + "\n" + _OFF.format(day=day), encoding="utf-8")
    return replace(rulebook, workdays=load_workdays(calendar))
