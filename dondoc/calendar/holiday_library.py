"""The days off that the `holidays` library computes for Việt Nam."""

from __future__ import annotations

from datetime import date


def library_days(year: int) -> tuple[dict[date, str], set[date]]:
    """The library's days off and make-up days of one year.

    The language is named because the labels otherwise follow the process's locale; `is_weekend`
    is never asked because it still says True for a Saturday that is worked.
    """
    import holidays  # noqa: PLC0415 - slow to import; a caller of periods alone never pays

    found = holidays.country_holidays("VN", years=year, language="vi")
    days = {on: label for on, label in found.items() if on.year == year}
    return days, {on for on in found.weekend_workdays if on.year == year}
