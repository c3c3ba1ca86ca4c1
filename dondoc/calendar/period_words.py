"""What days a period runs over, and whether its figures are cumulative: said everywhere alike.

«quý III» is not «9 tháng»; «6 tháng» and «năm» hold what was reported before (NĐ 09/2019).
"""

from __future__ import annotations

from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import Period, PeriodKind


def is_cumulative(period: Period) -> bool:
    """Do its figures hold those of shorter periods that were reported before it?"""
    first_half = period.kind is PeriodKind.HALF and period.number == 1
    return period.kind is PeriodKind.YEAR or first_half


def span_words(period: Period, *, figures: bool) -> str:
    """«số liệu từ 15/06/2027 đến 14/09/2027, không cộng dồn»; without figures only the days.

    Empty for an event or a demand, which has no days of its own, and for a plain year.
    """
    plain_year = period.kind is PeriodKind.YEAR and not figures
    if plain_year or period.kind is PeriodKind.EVENT:
        return ""
    days = f"từ {short_date(period.start_on)} đến {short_date(period.end_on)}"
    if not figures:
        return days
    return f"số liệu {days}, {'' if is_cumulative(period) else 'không '}cộng dồn"


def year_before(key: str) -> str:
    """The key of the same kind of period a year earlier: `2027-Q3` → `2026-Q3`."""
    return f"{int(key[:4]) - 1}{key[4:]}"
