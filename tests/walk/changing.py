"""The year 2025 as it was, and two things that may happen in any year.

On 01/07 the districts end and bodies merge; on 11/09 the 15th is declared a day off; the communes
are told themselves what their districts ask of them. No plan of that year is public, so ours is
walked as if it had applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from dondoc.calendar.workdays import load_workdays
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.plan.schema import Application
from tests.support.districts import DIRECTS, with_duty
from tests.walk.walk import Manner

SILENT_COMMUNE, PROMPT_COMMUNE = "xa-02221-2021", "xa-02227-2021"  # both of Na Hang
ENDED, HEIR = "so-nong-nghiep-ptnt", "so-nong-nghiep-moi-truong"
CAST_2025 = {
    "van-phong-ubnd": Manner.PROMPT,
    "so-noi-vu": Manner.PROMPT,
    "so-tai-chinh": Manner.PROMPT,
    "so-y-te": Manner.SILENT,
    "so-ngoai-vu": Manner.SILENT,  # and cannot be reached
    "so-tu-phap": Manner.ASKS,
    "so-xay-dung": Manner.RETURNED,
    ENDED: Manner.SILENT,
    HEIR: Manner.LATE,
    "dai-ptth": Manner.SILENT,
    "bao-va-dai": Manner.LATE,
    "huyen-na-hang": Manner.ASKS,
    SILENT_COMMUNE: Manner.SILENT,
    PROMPT_COMMUNE: Manner.PROMPT,
}
REPORT, ON_AIR = "III.1.1.c", "III.1.6.a"
DUTIES_2025 = (DIRECTS, REPORT, "III.1.2.a4", ON_AIR, "III.1.6.b")
DECLARED_ON, OFF_ON = date(2025, 9, 11), date(2025, 9, 15)
OFF = """
  - year: 2025
    scope: days
    title: Nghỉ bù một ngày (dùng trong kiểm thử)
    source: kiểm thử
    confirmed: true
    days_off:
      - {date: 2025-09-15, label: nghỉ bù}
"""


def rulebooks_2025(folder: Path) -> tuple[Rulebook, Mapping[date, Rulebook]]:
    """What holds at the year's beginning, and what from which day on."""
    told = with_duty(load_rulebook(), DIRECTS, notify_children=True)
    year = Application(year=2025, issued_on=date(2025, 1, 26), confirmed=False)
    plan = told.registry.plan
    plan = plan.model_copy(update={"applies": (*plan.applies, year)})
    begins = Rulebook(Registry(plan, told.registry.roles, told.registry.units), told.workdays)
    shipped = Path("dondoc/plan/data/calendar.yaml").read_text(encoding="utf-8")
    calendar = folder / "calendar.yaml"
    calendar.write_text(shipped.rstrip() + "\n" + OFF, encoding="utf-8")
    return begins, {DECLARED_ON: replace(begins, workdays=load_workdays(calendar))}
