"""How an export says that a unit has done a step: «Đã nộp», «x», a day. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.date_words import parse_date
from dondoc.text import fold

_DONE = frozenset(
    {
        *("co", "x", "1", "da", "roi", "xong", "da xong", "true", "hoan thanh", "da hoan thanh"),
        *("da cham", "da cham xong", "da cham diem", "da tu cham", "da tu cham diem"),
        *("da tu danh gia", "da nop", "da gui", "da nop ho so", "da gui ho so", "da giai trinh"),
        *("da nop bao cao", "da gui bao cao", "cho tham dinh", "dang tham dinh", "da tham dinh"),
    }
)
_NOT_DONE = frozenset({"", "0", "-", "–", "false", "chua", "khong", "khong co"})
_NOT_YET = ("chua ", "khong ", "dang ")
"""How what is not done begins: «Chưa nộp», «Đang tự chấm»; «Đang thẩm định» is known above."""
_GIVEN_BACK = ("tra lai", "tu choi", "thu hoi", "mo lai")
"""«Đã trả lại» is no «đã nộp»: the software waits for the unit again."""
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}")
_HOUR = re.compile(r"t?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?")
_LONGEST = 60
"""Letters of a word of state: what is longer says something else."""


@dataclass(frozen=True)
class StepClaim:
    """What the software says of one step of one unit: done or not, and on which day if it says."""

    done: bool
    on: date | None = None


def read_status(text: str) -> StepClaim | None:
    """What a cell says; None for words that nobody here knows."""
    if len(text) > _LONGEST:
        return None
    words = fold(text)
    found = _DAY.search(words)
    on = None
    if found:
        on = _day(found[0])
        if on is None:
            return None
        words = words[: found.start()] + _HOUR.sub(" ", words[found.end() :])
    bare = words.strip(" .,;:()").removesuffix(" ngay").removesuffix(" luc").strip(" .,;:()")
    if any(one in bare for one in _GIVEN_BACK):
        return StepClaim(done=False)
    if bare in _DONE or (on is not None and bare in ("", "ngay")):
        return StepClaim(True, on)
    if bare in _NOT_DONE or bare.startswith(_NOT_YET):
        return StepClaim(done=False)
    return None


def read_day(text: str) -> date | None:
    """The day of a cell with or without an hour; None for what is no day."""
    found = _DAY.match(text.strip())
    return _day(found[0]) if found else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
