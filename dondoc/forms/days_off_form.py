"""A decision about days off as somebody copies it from the document: one day a line."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator

from dondoc.calendar.date_words import YearMissing, parse_date, short_date
from dondoc.calendar.days_off_file import DaysOffDecision, DecidedDay, pointless
from dondoc.forms.typed_dates import Day, nearest_of, year_missing
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber, Info, OneLine, within
from dondoc.limits import LONGEST_EVIDENCE, LONGEST_SUBJECT, MOST_DECIDED_DAYS
from dondoc.problems import Problem, Refused

_DAY = re.compile(r"([^\s:–]+)[\s:–-]*(.*)")
_EXAMPLE = "hãy ghi mỗi dòng một ngày, như 31/08/2026"
_NO_DAYS = "hãy ghi ít nhất một ngày nghỉ thêm hoặc một ngày làm bù"
_ONE_YEAR = "các ngày phải cùng một năm, hoặc năm liền kề khi hoán đổi qua Tết"


def _day_lines(given: Any, info: Info) -> tuple[tuple[date, str], ...]:
    """Each line a day and, behind it, why; a ValueError names the line that is none.

    Of lines without their year the nearest such days are shown in full before they count.
    """
    lines = [line.strip() for line in within(str(given), LONGEST_EVIDENCE).splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_DECIDED_DAYS:
        raise ValueError(f"nhiều nhất {MOST_DECIDED_DAYS} ngày; hãy xem lại")
    read = [_day_line(line, info) for line in lines]
    meant = [one.on for one in read if one.yearless]
    if meant:
        first = next(line for line, one in zip(lines, read, strict=True) if one.yearless)
        written = "\n".join(f"{short_date(one.on)} {one.label}".rstrip() for one in read)
        raise Refused(year_missing(first, meant, written))
    return tuple((one.on, one.label) for one in read)


class _DayLine(NamedTuple):
    """A line as it was read; `yearless` where its year was found out."""

    on: date
    label: str
    yearless: bool = False


def _day_line(line: str, info: Info) -> _DayLine:
    found = _DAY.fullmatch(line)
    typed, label = (found[1], found[2].strip()) if found else (line, "")
    try:
        return _DayLine(parse_date(typed), label)
    except YearMissing as missing:
        return _DayLine(nearest_of(missing, info), label, yearless=True)
    except ValueError as error:
        raise ValueError(f"dòng «{line[:40]}»: {error} {_EXAMPLE}") from None


DayLines = BeforeValidator(_day_lines)


class DaysOffForm(TypedForm):
    """«Ghi quyết định về ngày nghỉ»."""

    title: Annotated[
        str, OneLine(LONGEST_SUBJECT), Needed("hãy ghi quyết định về việc gì, một dòng")
    ] = entry("Nội dung")
    days_off: Annotated[tuple[tuple[date, str], ...] | None, DayLines] = entry("Ngày nghỉ thêm")
    worked: Annotated[tuple[tuple[date, str], ...] | None, DayLines] = entry("Ngày làm bù")
    number: Annotated[str | None, DocumentNumber("12729/VPCP-KGVX")] = entry("Số văn bản")
    issued_on: Annotated[date | None, Day] = entry("Ngày văn bản")
    source: Annotated[str, OneLine(LONGEST_EVIDENCE), Needed("hãy ghi đã đọc quyết định ở đâu")] = (
        entry("Đọc được ở đâu")
    )
    whole_year: Annotated[str | None, OneLine(LONGEST_SUBJECT)] = entry("Lịch cả năm")
    confirmed: Annotated[str | None, OneLine(LONGEST_SUBJECT)] = entry("Đã có văn bản")

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "worked" and info.data.get("days_off", ()) is None:
            return _NO_DAYS
        return super().missing(name, info)

    def decision(self) -> DaysOffDecision:
        """What counts, once it is recorded. Raises Refused for days that would change nothing."""
        off, worked = self.days_off or (), self.worked or ()
        found = [("days_off", on) for on, _label in off] + [("worked", on) for on, _label in worked]
        problems = [
            _wrong(name, on, wanted)
            for name, on in found
            if (wanted := pointless(on, worked=name == "worked") or _repeated(on, found))
        ]
        year = max(on.year for _name, on in found)
        problems += [_wrong(name, on, _ONE_YEAR) for name, on in found if year - on.year > 1]
        if problems:
            raise Refused(problems)
        return DaysOffDecision(
            year=year,
            scope="year" if self.whole_year else "days",
            title=self.title,
            number=self.number,
            issued_on=self.issued_on,
            source=self.source,
            confirmed=bool(self.confirmed),
            days_off=[_decided(on, label or self.title) for on, label in off],
            worked=[_decided(on, label or self.title) for on, label in worked],
        )


def _repeated(on: date, found: list[tuple[str, date]]) -> str:
    return "ngày này ghi hai lần; hãy bỏ một" if [one for _, one in found].count(on) > 1 else ""


def _wrong(name: str, on: date, wanted: str) -> Problem:
    label = DaysOffForm.model_fields[name].title or name
    return Problem(name, on.strftime("%d/%m/%Y"), wanted, label)


def _decided(on: date, label: str) -> DecidedDay:
    return DecidedDay.model_validate({"date": on, "label": label})
