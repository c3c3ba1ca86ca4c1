"""A time limit and a fee as a figure, where a text says just one; anything else is not compared.

Of 462 time limits of the national database 406 are a figure with a unit, of as many fees 353: the
rest says «Không quy định», «Không Đồng», «o Đồng», hangs on an event or leads to a schedule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from dondoc.text import fold, plain_signs

_NUMBER = re.compile(r"[0-9]")
_TIME = re.compile(
    r"(?<![0-9.,/-])([0-9]{1,4}(?:,[0-9]{1,2})?) ?(?:\([^()]{1,30}\) ?)?"
    r"(ngay(?: lam viec)?|gio(?: lam viec)?|thang|phut)\b"
)
_MONEY = re.compile(
    r"(?<![0-9.,/-])([0-9]{1,3}(?:[., ][0-9]{3})+|[0-9]{1,9}) ?(?:\([^()]{1,60}\) ?)?"
    r"(?:d|dong|vnd)\b"
)
_EVENT = re.compile(r"\btruoc\b")
_BARE_MONEY = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+|0")
_NOTHING = frozenset({"", "-", "khong co thong tin", "khong co", "chua co thong tin"})
_LONGEST_NOTHING = 40


class Judgement(Enum):
    """Whether two texts say the same."""

    SAME = auto()
    DIFFERENT = auto()
    NOT_COMPARABLE = auto()
    SILENT = auto()  # one of them says nothing


@dataclass(frozen=True)
class OneFigure:
    value: Decimal
    unit: str


def says_nothing(text: str) -> bool:
    """Is it empty, or the national database's filler for what is empty?"""
    return len(text) <= _LONGEST_NOTHING and _folded(text).rstrip(". ") in _NOTHING


def time_figure(text: str) -> OneFigure | None:
    """«05 (năm) ngày làm việc kể từ …» as 5 working days; None where it is not one figure."""
    folded = _folded(text)
    found = _TIME.findall(folded)
    if len(found) != 1 or _NUMBER.search(_TIME.sub("", folded)) or _EVENT.search(folded):
        return None
    number, unit = found[0]
    return OneFigure(Decimal(number.replace(",", ".")), unit)


def fee_figure(text: str) -> OneFigure | None:
    """«50.000 đồng/hồ sơ» as 50000; None where it is not one figure."""
    folded = _folded(text)
    found = [folded] if _BARE_MONEY.fullmatch(folded) else _MONEY.findall(folded)
    if len(found) != 1 or (found[0] != folded and _NUMBER.search(_MONEY.sub("", folded))):
        return None
    return OneFigure(Decimal(re.sub("[., ]", "", found[0])), "dong")


def same_time(one: str, other: str) -> Judgement:
    """A figure of another unit (ngày, ngày làm việc) is not compared: what it means, law says."""
    return _judge(one, other, time_figure(one), time_figure(other))


def same_fee(one: str, other: str) -> Judgement:
    return _judge(one, other, fee_figure(one), fee_figure(other))


def _judge(one: str, other: str, figure: OneFigure | None, against: OneFigure | None) -> Judgement:
    if says_nothing(one) or says_nothing(other):
        return Judgement.SILENT
    if figure is None or against is None or figure.unit != against.unit:
        return Judgement.NOT_COMPARABLE
    return Judgement.SAME if figure == against else Judgement.DIFFERENT


def _folded(text: str) -> str:
    return fold(plain_signs(text))
