"""What somebody typed of an activity, understood, and when two of them are the same."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from pydantic import BeforeValidator, field_validator

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.forms.typed_dates import Day, not_after
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Clock, Info, Link, OneLine, Whole
from dondoc.limits import LONGEST_TITLE
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.text import parse_link, tidy

MINUTES, PEOPLE = "thoi_luong", "so_nguoi"
"""Indicators of a continuous duty that each of its activities gives: minutes, people."""

_HOUR = "hãy ghi giờ phát như 19:45"
_COUNT = "hãy ghi một số từ 1 trở lên, ví dụ 15"
_FIGURE = "hãy ghi kết quả có con số, như «rút ngắn 3 ngày, 1.250 hồ sơ»"
_MISSING = {
    "hour": _HOUR,
    "link": "hãy ghi địa chỉ trang, bắt đầu bằng https://",
    "number": "hãy ghi số và ký hiệu có trên văn bản",
    "minutes": _COUNT,
    "people": _COUNT,
    "about_unit": "hãy ghi tên đơn vị có cách làm hay, như Sở Tài chính",
    "figure": _FIGURE,
}
_AsText = BeforeValidator("{:%H:%M}".format)
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|zarsrc)$", re.IGNORECASE)


@dataclass(frozen=True)
class GivenActivity:
    """As typed: a text for each field of `ActivityForm`, in the order of the page."""

    about_unit: str = ""
    title: str = ""
    figure: str = ""
    done_on: str = ""
    hour: str = ""
    minutes: str = ""
    people: str = ""
    number: str = ""
    link: str = ""


@dataclass(frozen=True)
class ActivityFrame:
    """What an entry is read against."""

    duty: Duty
    registry: Registry
    today: date


def _unit_of_its_day(text: str, info: Info) -> str:
    """The code of the unit named, as a person names it. Raises Refused."""
    on = info.data.get("done_on") or info.context.today
    return find_unit(info.context.registry, text, on).code


_UnitOfItsDay = BeforeValidator(_unit_of_its_day)


class ActivityForm(TypedForm):
    """One thing done. A field here is one on the page and on the command line, and a column.

    `minutes` and `people` are given where the duty counts them; `about_unit` is a unit's code, it
    and `figure` are of a good example.
    """

    title: Annotated[
        str, OneLine(LONGEST_TITLE), Needed("hãy ghi trong một dòng đã làm gì, tên tin, bài")
    ] = entry("Đã làm gì")
    done_on: Annotated[date, Day] = entry("Ngày thực hiện")
    hour: Annotated[str | None, BeforeValidator("{:%H:%M}".format), Clock(_HOUR)] = entry(
        "Giờ phát"
    )
    link: Annotated[str | None, Link] = entry("Đường dẫn")
    number: Annotated[str | None, OneLine(100)] = entry("Số, ký hiệu văn bản")
    minutes: Annotated[int | None, Whole(1, _COUNT)] = entry("Thời lượng (phút)")
    people: Annotated[int | None, Whole(1, _COUNT)] = entry("Số người tham dự")
    about_unit: Annotated[str | None, BeforeValidator(_unit_of_its_day)] = entry(
        "Đơn vị có điển hình"
    )
    figure: Annotated[str | None, OneLine(200)] = entry("Kết quả bằng con số")

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        always = name in ("title", "done_on", "link", "number")
        return always or bool(field_need(info.context.duty, name))

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "done_on":
            return f"hãy ghi ngày như {short_date(info.context.today)}"
        if name in _MISSING:
            return _MISSING[name] if field_need(info.context.duty, name) == "needed" else ""
        return super().missing(name, info)

    @field_validator("done_on")
    @classmethod
    def _has_been(cls, on: date, info: Info) -> date:
        today = info.context.today
        early = f"ngày này chưa đến (hôm nay {short_date(today)}); hãy ghi sau khi đã làm"
        return not_after(on, today, early)

    @field_validator("figure")
    @classmethod
    def _has_a_number(cls, figure: str | None) -> str | None:
        if figure and not any(one.isdecimal() for one in figure):
            raise ValueError(_FIGURE)
        return figure


def field_need(duty: Duty, field: str) -> str:
    """Of a field of the form: «needed», «optional», or empty for not at all."""
    if field in ("minutes", "people"):
        code = MINUTES if field == "minutes" else PEOPLE
        found = next((one for one in duty.indicators if one.code == code), None)
        return "" if found is None else "optional" if found.optional else "needed"
    name = "link_or_file" if field == "link" else field
    if name in duty.evidence.fields:
        return "needed"
    return "optional" if name in duty.evidence.optional else ""


def understand_activity(
    duty: Duty, given: GivenActivity, *, registry: Registry, now: datetime
) -> ActivityForm:
    """What was typed, understood; raises Refused naming every wrong field at once.

    An example is about a unit that exists on its day.
    """
    return ActivityForm.read(asdict(given), ActivityFrame(duty, registry, local_date(now)))


def same_link(one: str, other: str) -> bool:
    """Do two addresses lead to the same page? Case of the host, a final stroke, a fragment and
    what a social network appends make no difference.
    """
    return _plain_link(one) == _plain_link(other)


def same_title(one: str, other: str) -> bool:
    """Do two titles say the same, but for capitals, spaces and stops?"""
    return _plain_title(one) == _plain_title(other)


def _plain_link(link: str) -> tuple[str, str, str]:
    parts = parse_link(link)
    if parts is None:
        return link, "", ""
    host = parts.netloc.lower().removeprefix("www.")
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])]
    return host, parts.path.rstrip("/"), urlencode(sorted(query))


def _plain_title(title: str) -> str:
    return re.sub(r"[\W_]+", " ", tidy(title).casefold()).strip()
