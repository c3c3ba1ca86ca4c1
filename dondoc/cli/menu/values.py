"""What stands behind an option, read as people type it; wrong values are said in Vietnamese."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime

from dondoc.calendar.date_words import parse_date

_FIRST_YEAR, _LAST_YEAR = 1901, 2099
_LAST_PORT = 65535
_MOMENT = re.compile(r"(?P<on>.+?)[ T]+(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})")


def day(text: str) -> date:
    """15/03/2027, 15-3-27 or 2027-03-15."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def moment(text: str) -> datetime:
    """«15/03/2027 09:14» or «2027-03-15 09:14», by a clock on a wall in Việt Nam."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise argparse.ArgumentTypeError(
            f"«{text}» thiếu hoặc sai giờ. Hãy ghi như 15/03/2027 09:14."
        )
    on = day(found["on"])
    from dondoc.clock import at

    return at(on, int(found["hour"]), int(found["minute"]))


def year(text: str) -> int:
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"«{text}» không phải năm. Hãy ghi như 2027.")
    return int(text)


def number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"«{text}» không phải số. Hãy ghi như 12.")
    return int(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"«{text}» không phải số cổng. Hãy ghi như 8450.")
    return int(text)


def figure(text: str) -> tuple[str, str]:
    """«tin_bai=12»: an indicator's code and what was typed for it."""
    code, sign, value = text.partition("=")
    if not sign or not code.strip():
        raise argparse.ArgumentTypeError(f"«{text}» không phải số liệu. Hãy ghi như tin_bai=12.")
    return code.strip().lower(), value.strip()
