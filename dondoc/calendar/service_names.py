"""Names of the runs that serve all duties: as the plan schedules them and as one started by hand.

The list of runs in Prefect shows them; a duty's own run is named by its agenda.
"""

from __future__ import annotations

from datetime import date, datetime

from dondoc.calendar.date_words import short_date, weekday, weekday_date

_SCAN = "Quét công khai TTHC"


def scan_name(on: date) -> str:
    """«Quét công khai TTHC · tuần 40/2026»"""
    year, week, _day = on.isocalendar()
    return f"{_SCAN} · tuần {week}/{year}"


def source_scan_name(number: int) -> str:
    """«Quét công khai TTHC · nguồn số 12»"""
    return f"{_SCAN} · nguồn số {number}"


def recheck_name(on: date) -> str:
    """«Kiểm tra lại công khai TTHC · thứ Ba, 29/09/2026»"""
    return f"Kiểm tra lại công khai TTHC · {weekday_date(on)}"


def dispatch_name(at: datetime) -> str:
    """«Phát hành 08:00 · thứ Hai 08/03/2027»"""
    return f"Phát hành {at:%H:%M} · {weekday(at.date())} {short_date(at.date())}"


def dispatch_by_hand_name(on: date) -> str:
    """«Phát hành theo yêu cầu · thứ Hai, 08/03/2027»"""
    return f"Phát hành theo yêu cầu · {weekday_date(on)}"


def follow_up_name(on: date) -> str:
    """«Theo dõi, đôn đốc · thứ Hai, 08/03/2027»"""
    return f"Theo dõi, đôn đốc · {weekday_date(on)}"


def housekeeping_name(on: date) -> str:
    """«Bảo dưỡng đêm 08/03/2027»"""
    return f"Bảo dưỡng đêm {short_date(on)}"
