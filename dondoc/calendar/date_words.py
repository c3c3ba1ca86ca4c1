"""Vietnamese dates, in and out. Pure; nothing here depends on the machine's locale."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime

from dondoc.text import plain_signs

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
LOCAL_ZONE = "Asia/Ho_Chi_Minh"

_EXAMPLE = "Hãy ghi như 15/03/2027."
_LEADING = re.compile(
    r"(?:(?:thứ\s+(?:[2-7]|hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật|ngày|hạn|trước|đến|hết|vào|ký|là)"
    r"[\s,:.]*)+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})")
_NO_YEAR = re.compile(r"(\d{1,2})\s*(?:[-/.]|tháng)\s*(\d{1,2})", re.IGNORECASE)
_LONGEST = 100
_BLANK = "\N{NO-BREAK SPACE}" * 5


def weekday(on: date) -> str:
    """«thứ Ba»; only Sunday is written with a capital first letter."""
    return WEEKDAYS[on.weekday()]


def short_date(on: date) -> str:
    """«16/03/2027»"""
    return f"{on.day:02d}/{on.month:02d}/{on.year:04d}"


def weekday_date(on: date) -> str:
    """«thứ Ba, 16/03/2027»"""
    return f"{weekday(on)}, {short_date(on)}"


def month_number(month: int) -> str:
    """The month as a document writes it: only 1 and 2 get a leading zero (NĐ 30/2020)."""
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(on: date) -> str:
    """«ngày 05 tháng 01 năm 2027», as a document writes it (NĐ 30/2020)."""
    return f"ngày {on.day:02d} tháng {month_number(on.month)} năm {on.year}"


def local_date(at: datetime) -> date:
    """The day in Việt Nam on which an instant falls. ValueError for a naive datetime."""
    return local_time(at).date()


def moment(at: datetime) -> str:
    """«09:14 ngày 15/03/2027», in Việt Nam's zone. ValueError for a naive datetime."""
    local = local_time(at)
    return f"{local.hour:02d}:{local.minute:02d} ngày {short_date(local.date())}"


def hour_words(at: datetime) -> str:
    """«08 giờ 00 phút», in Việt Nam's zone, as documents write it."""
    local = local_time(at)
    return f"{local.hour:02d} giờ {local.minute:02d} phút"


def local_time(at: datetime) -> datetime:
    """An instant by the clocks in Việt Nam. ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError(f"naive datetime {at!r}: an instant needs its zone")
    import pendulum  # noqa: PLC0415 - it carries the zone data, and this module stays cheap

    return pendulum.instance(at).in_timezone(LOCAL_ZONE)


def blank_date(year: int) -> str:
    """«ngày      tháng      năm 2027»: a draft leaves it to who issues the paper."""
    return f"ngày {_BLANK} tháng {_BLANK} năm {year}"


class YearMissing(ValueError):
    """A day and a month without their year; str() says so in Vietnamese."""

    def __init__(self, given: str, day: int, month: int) -> None:
        super().__init__(f"Ngày «{given}» thiếu năm. {_EXAMPLE}")
        self.day, self.month = day, month

    def nearest(self, to: date) -> date | None:
        """That day in the year in which it lies nearest; None where the calendar has no such day.

        «2/12» written on 05/01/2027 is 02/12/2026.
        """
        found = []
        for year in (to.year - 1, to.year, to.year + 1):
            with suppress(ValueError):
                found.append(date(year, self.month, self.day))
        return min(found, key=lambda on: abs(on - to), default=None)


def parse_date(text: str) -> date:
    """The date that a person wrote: 15/3/2027, 15-3-27, 15.03.2027, 2027-03-15, «ngày 15/3/2027».

    The day comes first, as in Việt Nam; a year of two digits is 20yy.
    Raises ValueError with a Vietnamese sentence that says what to write; YearMissing where only the
    year is wanting.
    """
    given = _tidy(text)
    if not given:
        raise ValueError(f"Chưa ghi ngày. {_EXAMPLE}")
    bare = given[found.end() :] if (found := _LEADING.match(given)) else given
    year, month, day = _numbers(bare, given)
    if not 1900 <= year <= 2099:
        raise ValueError(f"Năm {year} trong «{given}» không hợp lý. {_EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        written = f"{day:02d}/{month:02d}/{year}"
        raise ValueError(f"Ngày {written} không có trong lịch. {_EXAMPLE}") from None


def _numbers(bare: str, given: str) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
        return year, month, day
    if found := _DAY_FIRST.fullmatch(bare) or _WORDS.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
        return (year + 2000 if len(found[3]) == 2 else year), month, day
    if found := _NO_YEAR.fullmatch(bare):
        raise YearMissing(given, int(found[1]), int(found[2]))
    raise ValueError(f"Không đọc được ngày «{given}». {_EXAMPLE}")


def _tidy(text: str) -> str:
    """Full-width digits, odd spaces and dashes as phones and Word type them, made plain."""
    plain = unicodedata.normalize("NFKC", plain_signs(text[:_LONGEST]))
    return " ".join(plain.split()).rstrip(" .,;")
