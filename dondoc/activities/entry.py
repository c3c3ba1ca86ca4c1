"""What somebody typed of an activity, understood, and when two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from dondoc.calendar.date_words import parse_date, short_date
from dondoc.clock import local_date
from dondoc.limits import LONGEST_TITLE
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import (
    whole_number,
)
from dondoc.text import tidy

MINUTES, PEOPLE = "thoi_luong", "so_nguoi"
"""Indicators of a continuous duty that each of its activities gives: minutes, people."""

LABELS = {
    "title": "Đã làm gì",
    "done_on": "Ngày thực hiện",
    "hour": "Giờ phát",
    "link": "Đường dẫn",
    "number": "Số, ký hiệu văn bản",
    "minutes": "Thời lượng (phút)",
    "people": "Số người tham dự",
    "about_unit": "Đơn vị có điển hình",
    "figure": "Kết quả bằng con số",
}
_LONGEST = {"title": LONGEST_TITLE, "link": 2000, "number": 100, "figure": 200}
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:.hg]|giờ)\s*(\d{1,2})?\s*(?:phút|p)?", re.IGNORECASE)
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|zarsrc)$", re.IGNORECASE)


@dataclass(frozen=True)
class GivenActivity:
    """As typed."""

    done_on: str = ""
    hour: str = ""
    title: str = ""
    link: str = ""
    number: str = ""
    minutes: str = ""
    people: str = ""
    about_unit: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Understood:
    """As understood; `minutes` and `people` are whole numbers where the duty wants them.

    `about_unit` is a unit's code; it and `figure` are of a good example.
    """

    done_on: date
    hour: str | None
    title: str
    link: str | None
    number: str | None
    minutes: int | None
    people: int | None
    about_unit: str | None
    figure: str | None


def wants(duty: Duty, field: str) -> str:
    """Of a field of the form: «needed», «optional», or empty for not at all."""
    if field in ("minutes", "people"):
        code = MINUTES if field == "minutes" else PEOPLE
        found = next((one for one in duty.indicators if one.code == code), None)
        return "" if found is None else "optional" if found.optional else "needed"
    name = "link_or_file" if field == "link" else field
    if name in duty.evidence.fields:
        return "needed"
    return "optional" if name in duty.evidence.optional else ""


def understand(
    duty: Duty, given: GivenActivity, *, registry: Registry, now: datetime
) -> Understood:
    """What was typed, understood; raises Refused naming every wrong field at once.

    An example is about a unit that exists on its day.
    """
    problems: list[Problem] = []
    title = _text(given.title, "title", problems)
    if not title:
        problems.append(_problem("title", "", "hãy ghi trong một dòng đã làm gì, tên tin, bài"))
    done_on = _done_on(given.done_on, problems, today=local_date(now))
    hour = _hour(duty, given.hour, problems)
    link = _link(given.link, problems)
    if not given.link.strip() and wants(duty, "link") == "needed":
        problems.append(_problem("link", "", "hãy ghi địa chỉ trang, bắt đầu bằng https://"))
    number = _text(given.number, "number", problems)
    if not number and wants(duty, "number") == "needed":
        problems.append(_problem("number", "", "hãy ghi như 12/KH-STC"))
    minutes = _whole(duty, given.minutes, "minutes", problems)
    people = _whole(duty, given.people, "people", problems)
    on = done_on or local_date(now)
    about_unit = _about_unit(duty, given.about_unit, problems, registry=registry, on=on)
    figure = _figure(duty, given.figure, problems)
    if problems or done_on is None:
        raise Refused(problems)
    return Understood(
        done_on, hour, title, link, number or None, minutes, people, about_unit, figure
    )


def same_link(one: str, other: str) -> bool:
    """Do two addresses lead to the same page? Case of the host, a final stroke, a fragment and
    what a social network appends make no difference.
    """
    return _plain_link(one) == _plain_link(other)


def same_title(one: str, other: str) -> bool:
    """Do two titles say the same, but for capitals, spaces and stops?"""
    return _plain_title(one) == _plain_title(other)


def _plain_link(link: str) -> tuple[str, str, str]:
    parts = urlsplit(link)
    host = parts.netloc.lower().removeprefix("www.")
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])]
    return host, parts.path.rstrip("/"), urlencode(sorted(query))


def _plain_title(title: str) -> str:
    return re.sub(r"[\W_]+", " ", tidy(title).casefold()).strip()


def _text(text: str, name: str, problems: list[Problem]) -> str:
    clean = tidy(text)
    if len(clean) > _LONGEST[name]:
        wanted = f"dài quá {_LONGEST[name]} ký tự; hãy viết ngắn lại"
        problems.append(_problem(name, clean[:40] + "…", wanted))
    return clean


def _done_on(text: str, problems: list[Problem], *, today: date) -> date | None:
    if not text.strip():
        problems.append(_problem("done_on", "", f"hãy ghi ngày như {short_date(today)}"))
        return None
    try:
        done_on = parse_date(text)
    except ValueError as error:
        problems.append(_problem("done_on", text, str(error)))
        return None
    if done_on > today:
        wanted = f"ngày này chưa đến (hôm nay {short_date(today)}); hãy ghi sau khi đã làm"
        problems.append(_problem("done_on", text, wanted))
        return None
    return done_on


def _hour(duty: Duty, text: str, problems: list[Problem]) -> str | None:
    """«19h45», «19 giờ 45» and «19:45» as 19:45."""
    want = wants(duty, "hour")
    if not want or (not text.strip() and want == "optional"):
        return None
    found = _HOUR.fullmatch(tidy(text))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        problems.append(_problem("hour", text, "hãy ghi giờ phát như 19:45"))
        return None
    return f"{hour:02d}:{minute:02d}"


def _link(text: str, problems: list[Problem]) -> str | None:
    link = unicodedata.normalize("NFC", text).strip()
    if not link:
        return None
    try:
        parts = urlsplit(link)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
        _ = parts.port
    except ValueError:
        whole = False
    if not whole or re.search(r"[\s\x00-\x1f]", link) or len(link) > _LONGEST["link"]:
        wanted = "hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://, chép từ thanh địa chỉ"
        problems.append(_problem("link", link[:80], wanted))
        return None
    return link


def _whole(duty: Duty, text: str, name: str, problems: list[Problem]) -> int | None:
    want = wants(duty, name)
    if not want or (not text.strip() and want == "optional"):
        return None
    value = whole_number(text) if text.strip() else None
    if not value:
        wanted = "hãy ghi một số từ 1 trở lên, ví dụ 15"
        problems.append(_problem(name, text, wanted))
        return None
    return value


def _about_unit(
    duty: Duty, text: str, problems: list[Problem], *, registry: Registry, on: date
) -> str | None:
    """The code of the unit named, as a person names it."""
    want = wants(duty, "about_unit")
    if not want or (not text.strip() and want == "optional"):
        return None
    if not text.strip():
        wanted = "hãy ghi tên đơn vị có cách làm hay, như Sở Tài chính"
        problems.append(_problem("about_unit", "", wanted))
        return None
    try:
        return find_unit(registry, text, on).code
    except Refused as refused:
        wanted = refused.problems[0].wanted
        problems.append(_problem("about_unit", tidy(text)[:80], wanted))
        return None


def _figure(duty: Duty, text: str, problems: list[Problem]) -> str | None:
    """What came of it, as written; a number must be in it."""
    want = wants(duty, "figure")
    if not want or (not text.strip() and want == "optional"):
        return None
    figure = _text(text, "figure", problems)
    if not any(one.isdecimal() for one in figure):
        wanted = "hãy ghi kết quả có con số, như «rút ngắn 3 ngày, 1.250 hồ sơ»"
        problems.append(_problem("figure", figure[:80], wanted))
        return None
    return figure


def _problem(name: str, given: str, wanted: str) -> Problem:
    return Problem(name, given, wanted, LABELS[name])
