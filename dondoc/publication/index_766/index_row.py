"""One line of official figures, understood: of whom, for which period, which scores. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.periods import period
from dondoc.forms.values import whole_number
from dondoc.plan.features import Feature, first_of
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.publication.index_766.index_scores import HIGHEST, SCORES
from dondoc.text import fold

_SCORE = re.compile(r"\d{1,3}(?:[.,]\d{1,15})?")
_NOTHING = frozenset({"", "-", "n/a", "na", "null", "none"})
_LARGEST = {"quarter": 4, "month": 12}
_WORDS_OF_PERIOD = re.compile(r"^(?:quy|thang|nam|q|t)\s*")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}

Wrong = Callable[[str, str], Problem]
"""What is wrong with a cell, by the column and what is wanted: it knows where the cell is."""


@dataclass(frozen=True)
class IndexFrame:
    """What a line is read against: bodies of that day, and what the file leaves unsaid."""

    registry: Registry
    on: date
    year: str = ""
    quarter: str = ""
    month: str = ""
    unit: str = ""

    @property
    def province(self) -> Unit:
        """Whose line the province's own is: the body above who checks the publication.

        Raises Refused where the plan knows no such body.
        """
        checks = first_of(self.registry.plan, Feature.PUBLICATION)
        checker = self.registry.responsible_unit(checks, self.on) if checks else None
        above = self.registry.superior(checker, self.on) if checker else None
        if above is not None:
            return above
        wanted = (
            "kế hoạch không có cơ quan cấp trên của cơ quan kiểm tra công khai thủ tục hành chính"
            " vào ngày này; hãy bổ sung parents trong units.yaml"
        )
        raise Refused(Problem("Đơn vị", "", wanted))


@dataclass(frozen=True)
class IndexLine:
    """Scores of one body in one period; `where` is its place in the file."""

    where: str
    period: str
    unit: Unit
    scores: Mapping[str, float]


def read_line(
    where: str, cells: Mapping[str, str], frame: IndexFrame, wrong: Wrong
) -> tuple[IndexLine | None, list[Problem]]:
    """The line, or all that is wrong with it; `cells` go by column name, what is empty is ""."""
    problems: list[Problem] = []
    key = _period(cells, frame, wrong, problems)
    unit = _unit(cells, frame, wrong, problems)
    scores = _scores(cells, wrong, problems)
    if not scores and not problems:
        wanted = f"dòng không có điểm nào; hãy ghi ít nhất một trong {', '.join(SCORES)}"
        problems.append(wrong(next(iter(SCORES)), wanted))
    if problems or unit is None:
        return None, problems
    return IndexLine(where, key, unit, scores), []


def is_other_province(text: str, frame: IndexFrame) -> bool:
    """Does a line of a table of the whole country speak of another province, and say so?"""
    bare = _province_name(text)
    return bare is not None and bare != _own_name(frame)


def _period(
    cells: Mapping[str, str], frame: IndexFrame, wrong: Wrong, problems: list[Problem]
) -> str:
    year = _number(cells["year"] or frame.year)
    if year is None:
        wanted = "hãy ghi năm, như 2027, ở cột «Năm» hoặc bằng --year"
        problems.append(wrong("year", wanted))
        return ""
    parts = {}
    own = any(cells[name] for name in _LARGEST)  # a line that says its period says all of it
    for name, largest in _LARGEST.items():
        text = cells[name] if own else getattr(frame, name)
        number = _number(text)
        if text and (number is None or not 1 <= number <= largest):
            problems.append(wrong(name, f"hãy ghi một số từ 1 đến {largest}, hoặc để trống"))
        parts[name] = number or 0
    quarter, month = parts["quarter"], parts["month"]
    if quarter and month and (month + 2) // 3 != quarter:
        problems.append(wrong("month", f"tháng {month} không thuộc quý {quarter}; hãy bỏ một ô"))
    part = f"-M{month:02d}" if month else f"-Q{quarter}" if quarter else ""
    return _key(f"{year}{part}", wrong, problems)


def _key(key: str, wrong: Wrong, problems: list[Problem]) -> str:
    if problems:
        return ""
    try:
        return period(key, "calendar").key
    except Refused:
        problems.append(wrong("year", "hãy ghi năm bốn chữ số, như 2027"))
        return ""


def _unit(
    cells: Mapping[str, str], frame: IndexFrame, wrong: Wrong, problems: list[Problem]
) -> Unit | None:
    text = cells["unit"] or frame.unit
    try:
        if not text or _province_name(text) == _own_name(frame):
            return frame.province
        return find_unit(frame.registry, text, frame.on)
    except Refused as refused:
        problems.append(wrong("unit", refused.problems[0].wanted))
        return None


def _own_name(frame: IndexFrame) -> str:
    return _province_name(frame.province.name) or fold(frame.province.name)


def _province_name(text: str) -> str | None:
    """«tuyen quang» of «Tỉnh Tuyên Quang» or «UBND tỉnh Tuyên Quang»; None for other names."""
    name = fold(text).removeprefix("ubnd ").removeprefix("uy ban nhan dan ")
    for kind in ("tinh ", "thanh pho ", "tp. ", "tp "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return None


def _scores(cells: Mapping[str, str], wrong: Wrong, problems: list[Problem]) -> dict[str, float]:
    found = {}
    for name in SCORES:
        text = cells[name].strip()
        if text.casefold() in _NOTHING:
            continue
        value = float(text.replace(",", ".")) if _SCORE.fullmatch(text) else None
        if value is None or value > HIGHEST:
            problems.append(wrong(name, f"hãy ghi điểm từ 0 đến {HIGHEST}, như 14,25"))
        else:
            found[name] = round(value, 2)
    return found


def _number(text: str) -> int | None:
    """2027, «Quý I», «tháng 3»; None where it is no whole number."""
    bare = _WORDS_OF_PERIOD.sub("", fold(text))
    return whole_number(_ROMAN.get(bare, bare)) if bare else None
