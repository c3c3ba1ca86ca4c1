"""A decision about days off as somebody copies it from the document: one day a line."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from dondoc.calendar.date_words import parse_date
from dondoc.calendar.days_off_file import DaysOffDecision, DecidedDay, pointless
from dondoc.forms.typed_dates import Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber, Info, OneLine, within
from dondoc.limits import LONGEST_EVIDENCE, LONGEST_SUBJECT, MOST_DECIDED_DAYS
from dondoc.problems import Problem, Refused

_DAY = re.compile(r"([^\s:–]+)[\s:–-]*(.*)")
_EXAMPLE = "hãy ghi mỗi dòng một ngày, như 31/08/2026"
_NO_DAYS = "hãy ghi ít nhất một ngày nghỉ thêm hoặc một ngày làm bù"
_ONE_YEAR = "các ngày phải cùng một năm, hoặc năm liền kề khi hoán đổi qua Tết"


def _day_lines(given: Any) -> tuple[tuple[date, str], ...]:
    """Each line a day and, behind it, why; a ValueError names the line that is none."""
    lines = [line.strip() for line in within(str(given), LONGEST_EVIDENCE).splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_DECIDED_DAYS:
        raise ValueError(f"nhiều nhất {MOST_DECIDED_DAYS} ngày; hãy xem lại")
    return tuple(map(_day_line, lines))


def _day_line(line: str) -> tuple[date, str]:
    found = _DAY.fullmatch(line)
    try:
        return parse_date(found[1] if found else line), found[2].strip() if found else ""
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
