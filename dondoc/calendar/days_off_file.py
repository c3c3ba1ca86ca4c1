"""calendar.yaml: what the Prime Minister decided over what the `holidays` library computes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dondoc.calendar.date_words import short_date, weekday
from dondoc.calendar.holiday_library import library_days
from dondoc.problems import Problem, Refused

DEFAULT_PATH = Path(__file__).resolve().parents[1] / "plan" / "data" / "calendar.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class DecidedDay(_Strict):
    """One day that a decision makes a day off, or a day of work."""

    on: date = Field(alias="date")  # YAML reads a bare `on` as true
    label: str = Field(min_length=1)


class DaysOffDecision(_Strict):
    """One decision about days off.

    `scope: year` settles the year's whole calendar (Tết, Quốc khánh, swaps); `scope: days` only
    the days it lists. `worked` lists make-up Saturdays, and days that the library wrongly has off.
    """

    year: int = Field(ge=1901, le=2099)
    scope: Literal["year", "days"] = "days"
    title: str = Field(min_length=1)
    number: str | None = None
    issued_on: date | None = None
    source: str = Field(min_length=1)
    confirmed: bool
    days_off: list[DecidedDay] = []
    worked: list[DecidedDay] = []
    recorded: int | None = Field(default=None, exclude=True)  # its number in the ledger

    @model_validator(mode="after")
    def _lists_something(self) -> DaysOffDecision:
        if self.scope == "days" and not self.days_off and not self.worked:
            raise ValueError("scope: days phải liệt kê ít nhất một ngày ở days_off hoặc worked")
        return self

    def cite(self) -> str:
        """«Hoán đổi … (văn bản 12729/VPCP-KGVX, 25/12/2025)»"""
        number = f"văn bản {self.number}" if self.number else ""
        issued = short_date(self.issued_on) if self.issued_on else ""
        where = ", ".join(part for part in (number, issued) if part)
        return f"{self.title} ({where})" if where else self.title


class _File(_Strict):
    decisions: list[DaysOffDecision]


def read_decisions(path: Path) -> tuple[DaysOffDecision, ...]:
    """The decisions of a file. Raises Refused: which file, entry and field, and what to write."""
    given = _load(path)
    try:
        decisions = _File.model_validate(given).decisions
    except ValidationError as error:
        raise Refused(_problem(path, given, dict(one)) for one in error.errors()) from None
    if problems := [*_clashes(path, decisions), *_pointless(path, decisions)]:
        raise Refused(problems)
    return tuple(decisions)


def _place(path: Path, number: int, year: object, field: str) -> str:
    """Where in the file: «calendar.yaml, decisions[3] (năm 2026), worked[0].on»."""
    return f"{path.name}, decisions[{number}] (năm {year}), {field}"


def _load(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        raise Refused(Problem(str(path), "", "không mở được tệp lịch nghỉ")) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", dòng {mark.line + 1}" if mark else ""
        wanted = "không đúng cú pháp YAML; xem lại thụt dòng, dấu hai chấm và dấu gạch đầu dòng"
        raise Refused(Problem(f"{path.name}{line}", "", wanted)) from None


_WANTED = {
    "missing": "thiếu trường này; hãy thêm vào",
    "extra_forbidden": "không có trường này; xem lại tên trường",
    "date_type": "phải là một ngày, ghi như 2026-01-02 (không đặt trong dấu nháy)",
    "bool_type": "chỉ ghi true (đã xác nhận) hoặc false (chưa xác nhận)",
    "int_type": "phải là một số nguyên, ví dụ 2026",
    "greater_than_equal": "năm từ 1901 đến 2099",
    "less_than_equal": "năm từ 1901 đến 2099",
    "string_type": "phải là chữ; nếu cần, đặt trong dấu nháy",
    "string_too_short": "không được để trống",
    "list_type": "phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch",
    "literal_error": "chỉ ghi year (lịch cả năm) hoặc days (chỉ các ngày liệt kê)",
    "model_type": "phải là một mục gồm các trường, mỗi trường một dòng «tên: giá trị»",
}


def _problem(path: Path, given: object, error: Mapping[str, Any]) -> Problem:
    where = error["loc"]
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    field = field.lstrip(".")
    wanted = _WANTED.get(error["type"]) or str(error.get("ctx", {}).get("error", "không đúng kiểu"))
    value = error["input"]
    shown = "" if isinstance(value, dict | list) or value is None else str(value)
    if len(where) < 2 or not isinstance(given, dict):
        return Problem(f"{path.name}, {field or 'decisions'}", shown, wanted)
    entry = given["decisions"][where[1]]
    year = entry.get("year", "?") if isinstance(entry, dict) else "?"
    tail = field.partition("].")[2] or "cả mục"
    return Problem(_place(path, where[1], year, tail), shown, wanted)


def _days(
    path: Path, decisions: list[DaysOffDecision]
) -> Iterator[tuple[str, DaysOffDecision, str, date]]:
    """Every day listed: where it stands, its entry, in which list, the day."""
    for number, decision in enumerate(decisions):
        for name, days in (("days_off", decision.days_off), ("worked", decision.worked)):
            for index, day in enumerate(days):
                where = _place(path, number, decision.year, f"{name}[{index}].date")
                yield where, decision, name, day.on


def _clashes(path: Path, decisions: list[DaysOffDecision]) -> Iterator[Problem]:
    """Days that two entries decide, or that an entry decides for another year."""
    seen: dict[date, str] = {}
    for where, decision, _, on in _days(path, decisions):
        if abs(on.year - decision.year) > 1:  # a swap may reach over New Year
            wanted = f"không thuộc năm {decision.year}; sửa ngày hoặc sửa year"
            yield Problem(where, on.isoformat(), wanted)
        if on in seen:
            yield Problem(where, on.isoformat(), f"ngày này đã có ở {seen[on]}; chỉ giữ một")
        seen[on] = where


def _pointless(path: Path, decisions: list[DaysOffDecision]) -> Iterator[Problem]:
    """Days off on a weekend, and make-up days that were worked all along: slips of the pen."""
    for where, _, name, on in _days(path, decisions):
        if wanted := pointless(on, worked=name == "worked"):
            yield Problem(where, on.isoformat(), wanted)


def pointless(on: date, *, worked: bool) -> str:
    """Why a decision about that day would change nothing; empty where it would."""
    written = f"{short_date(on)} là {weekday(on)}"
    if not worked and on.weekday() >= 5:
        return f"{written}, vốn đã nghỉ; hãy xem lại ngày"
    if worked and on.weekday() < 5 and on not in library_days(on.year)[0]:
        return f"{written}, vốn là ngày làm việc; ngày làm bù là thứ Bảy hoặc Chủ nhật"
    return ""
