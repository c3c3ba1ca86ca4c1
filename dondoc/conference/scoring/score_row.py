"""One row of the software's export, understood: which unit, what it did, its scores. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dondoc.calendar.date_words import short_date
from dondoc.conference.scoring.status_words import StepClaim, read_day, read_status
from dondoc.forms.values import whole_number
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.tables.sheet import SheetRow
from dondoc.text import fold
from models.scoring import ScoringStep

HIGHEST_SCORE = 1000
"""No index has more points: what is larger is a slip of the pen, or another column."""

_SCORE = re.compile(r"\d{1,4}(?:[.,]\d{1,6})?")
_NO_SCORE = frozenset({"", "-", "–", "n/a", "chua cham", "chua co", "chua tham dinh", "khong co"})
SCORES = ("self_score", "appraised_score")

_STATUS = "hãy ghi «đã», «chưa», hoặc ngày làm xong như 30/12/2026"
_DAY = "hãy ghi ngày như 30/12/2026, hoặc để trống"
_POINTS = f"hãy ghi điểm từ 0 đến {HIGHEST_SCORE}, như 84,25, hoặc để trống"
_BOTH = "ghi là chưa nhưng có ngày làm xong; hãy sửa một trong hai ô"


@dataclass(frozen=True)
class ScoreFrame:
    """What a row is read against: the units of that day, the index year, the export's day."""

    registry: Registry
    index_year: int
    exported_on: date


@dataclass(frozen=True)
class ScoreLine:
    """What the export says of one unit; a step or a score that it does not tell is not there."""

    line: int
    unit: Unit
    steps: Mapping[ScoringStep, StepClaim]
    scores: Mapping[str, float]

    def values(self) -> dict[str, Any]:
        """As the ledger keeps it (`ScoringLine`)."""
        kept: dict[str, Any] = dict(self.scores)
        for step, claim in self.steps.items():
            kept |= {step.value: claim.done, f"{step.value}_on": claim.on}
        return kept


@dataclass
class RowReading:
    """Reads one row, and collects what is wrong with it."""

    row: SheetRow
    frame: ScoreFrame
    problems: list[Problem] = field(default_factory=list)

    def line(self) -> ScoreLine | None:
        """None where `problems` say why."""
        unit = self._unit()
        self._year()
        steps = {step: claim for step in ScoringStep if (claim := self._step(step)) is not None}
        scores = {name: value for name in SCORES if (value := self._score(name)) is not None}
        if unit is None or self.problems:
            return None
        return ScoreLine(self.row.line, unit, steps, scores)

    def _wrong(self, name: str, wanted: str) -> None:
        self.problems.append(self.row.problem(name, wanted))

    def _unit(self) -> Unit | None:
        try:
            return find_unit(self.frame.registry, self.row["unit"], self.frame.exported_on)
        except Refused as refused:
            self._wrong("unit", refused.problems[0].wanted)
            return None

    def _year(self) -> None:
        """A row of another index year is refused: two years never mix."""
        text = fold(self.row["year"]).removeprefix("nam ").strip()
        if text and whole_number(text) != self.frame.index_year:
            wanted = f"đang nhập Chỉ số năm {self.frame.index_year}; hãy bỏ dòng của năm khác"
            self._wrong("year", wanted)

    def _step(self, step: ScoringStep) -> StepClaim | None:
        status, day = step.value, f"{step.value}_on"
        if status not in self.row and day not in self.row:
            return None
        claim = read_status(self.row[status])
        if claim is None:
            self._wrong(status, _STATUS)
            return None
        on = self._day(day)
        if on is None:
            return self._in_time(status, claim)
        if self.row[status] and not claim.done:
            self._wrong(day, _BOTH)
        return self._in_time(day, StepClaim(True, on))

    def _day(self, name: str) -> date | None:
        text = self.row[name]
        if fold(text) in _NO_SCORE:
            return None
        on = read_day(text)
        if on is None:
            self._wrong(name, _DAY)
        return on

    def _in_time(self, name: str, claim: StepClaim) -> StepClaim:
        """Nothing was done after the day of the export, nor before the index year began."""
        first = date(self.frame.index_year, 1, 1)
        if claim.on is not None and not first <= claim.on <= self.frame.exported_on:
            until = short_date(self.frame.exported_on)
            wanted = (
                f"phải từ {short_date(first)} đến ngày kết xuất {until}; hãy sửa ô này,"
                " hoặc ghi đúng ngày kết xuất"
            )
            self._wrong(name, wanted)
        return claim

    def _score(self, name: str) -> float | None:
        text = self.row[name].strip()
        if fold(text) in _NO_SCORE:
            return None
        value = float(text.replace(",", ".")) if _SCORE.fullmatch(text) else None
        if value is None or value > HIGHEST_SCORE:
            self._wrong(name, _POINTS)
            return None
        return round(value, 2)
