"""What a rule means on the calendar, and the Vietnamese sentence to check it by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from dondoc.calendar.anchors import Anchors
from dondoc.calendar.date_words import short_date, weekday, weekday_date
from dondoc.calendar.rule_terms import Anchor, EarliestOrLatest, Named, Roll, Rule, Shift, Step
from dondoc.calendar.workdays import Workdays

_ANCHOR_WORDS = {
    "cutoff": "chốt số liệu",
    "issued": "ngày ban hành",
    "start": "đầu kỳ",
    "end": "cuối kỳ",
    "event": "ngày sự kiện",
}
_BOUND = {"min": "không muộn hơn", "max": "không sớm hơn"}
_TAKEN = {("min", 2): "sớm hơn", ("min", 3): "sớm nhất"}
_TAKEN |= {("max", 2): "muộn hơn", ("max", 3): "muộn nhất"}

_BARE = ""  # nothing was reckoned: only the weekday of the date is news
_ROLLED = {"back": " về ", "forward": " sang "}


def rule_date(rule: Rule, anchors: Anchors, workdays: Workdays) -> date:
    """The date a rule gives, moved for a day off only where the rule itself says so.

    Raises Refused when the rule needs a date that the round does not have.
    """
    on = _base(rule, anchors, workdays)
    for step in rule.steps:
        on = _take(step, on, workdays)
    return on


def arithmetic_sentence(rule: Rule, anchors: Anchors, workdays: Workdays) -> str:
    """How the date came about: «chốt số liệu 14/03/2027, cộng 2 ngày làm việc là thứ Ba, …»."""
    text, link = _reckoning(rule, anchors, workdays)
    if isinstance(rule.base, EarliestOrLatest) and not rule.steps:
        return text
    on = rule_date(rule, anchors, workdays)
    return f"{text} là {weekday(on)}" if link == _BARE else f"{text}{link}{weekday_date(on)}"


def off_reason(on: date, workdays: Workdays) -> str:
    """«ngày nghỉ» for a weekend, or «nghỉ lễ Quốc khánh»"""
    holiday = workdays.holiday(on)
    return _named(holiday) if holiday else "ngày nghỉ"


def skipped_words(before: date, after: date, workdays: Workdays) -> str:
    """What a reader with a plain wall calendar would miss between two days, in brackets, or "".

    «(bỏ qua nghỉ lễ Giỗ Tổ Hùng Vương 21/04/2021)», «(tính cả thứ Bảy, 10/01/2026 làm bù)»
    """
    first, last = min(before, after), max(before, after)
    days = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    days.remove(before)  # never counted (BLDS 2015 Điều 147.2)
    holidays = [on for on in days if on.weekday() < 5 and workdays.holiday(on)]
    parts = [
        f"bỏ qua {name} {_span(list(run))}"
        for name, run in groupby(holidays, lambda on: _named(workdays.holiday(on) or ""))
    ]
    parts += [f"tính cả {weekday_date(on)} làm bù" for on in days if workdays.made_up(on)]
    return f" ({'; '.join(parts)})" if parts else ""


def _base(rule: Rule, anchors: Anchors, workdays: Workdays) -> date:
    if not isinstance(rule.base, EarliestOrLatest):
        return anchors.on(rule.base)
    options = [rule_date(option, anchors, workdays) for option in rule.base.options]
    return min(options) if rule.base.operation == "min" else max(options)


def _take(step: Step, on: date, workdays: Workdays) -> date:
    match step:
        case Roll("back"):
            return workdays.roll_back(on)
        case Roll():
            return workdays.roll_forward(on)
        case Shift(days, "wd"):
            return workdays.add(on, days)
        case Shift(days):
            return on + timedelta(days=days)


def _reckoning(rule: Rule, anchors: Anchors, workdays: Workdays) -> tuple[str, str]:
    """The sentence without its last result, and the word that would lead to that result."""
    on = _base(rule, anchors, workdays)
    if isinstance(rule.base, EarliestOrLatest):
        text = _choice(rule.base, anchors, workdays)
        link, given, comma = " là ", f" là {weekday_date(on)}", ", "
    else:
        text = _anchor(rule.base, on)
        link, given, comma = _BARE, "", ", " if isinstance(rule.base, Named) else " "
    for step in rule.steps:
        before, on = on, _take(step, on, workdays)
        if isinstance(step, Roll) and before == on:
            continue
        words, link = _step(step, before, on, workdays)
        text = f"{text}{given}{comma}{words}"
        given, comma = f"{link}{weekday_date(on)}", ", "
    return text, link


def _choice(choice: EarliestOrLatest, anchors: Anchors, workdays: Workdays) -> str:
    first, *others = choice.options
    parts = [arithmetic_sentence(first, anchors, workdays)]
    for option in others:
        on = weekday_date(rule_date(option, anchors, workdays))
        why, _ = _reckoning(option, anchors, workdays)
        parts.append(f"{_BOUND[choice.operation]} {on} ({why})")
    parts.append(f"lấy ngày {_TAKEN[choice.operation, min(len(choice.options), 3)]}")
    return "; ".join(parts)


def _anchor(anchor: Anchor, on: date) -> str:
    if isinstance(anchor, Named):
        return f"{_ANCHOR_WORDS[anchor.name]} {short_date(on)}"
    if on.day == anchor.day:
        return f"ngày {short_date(on)}"
    return f"ngày {short_date(on)} (tháng {on.month} không có ngày {anchor.day})"


def _step(step: Step, before: date, after: date, workdays: Workdays) -> tuple[str, str]:
    if isinstance(step, Roll):
        holiday = workdays.holiday(before)
        reason = _named(holiday) if holiday else f"là {weekday(before)}"
        moved = "lùi" if step.direction == "back" else "dời"
        return f"{reason}{skipped_words(before, after, workdays)} nên {moved}", _ROLLED[
            step.direction
        ]
    verb = "cộng" if step.days > 0 else "trừ"
    if step.unit == "d":
        return f"{verb} {abs(step.days)} ngày", " là "
    return f"{verb} {abs(step.days)} ngày làm việc{skipped_words(before, after, workdays)}", " là "


def _span(run: list[date]) -> str:
    if len(run) == 1:
        return short_date(run[0])
    return f"từ {short_date(run[0])} đến {short_date(run[-1])}"


def _named(label: str) -> str:
    """A holiday in a sentence: the days of Tết under one name, the library's «Ngày» left out."""
    if label.endswith(("Tết Nguyên Đán", "29 Tết")):
        return "nghỉ Tết Nguyên đán"
    if label.startswith("Ngày nghỉ (thay cho"):
        return "nghỉ hoán đổi"
    if label.startswith("Tết"):
        return f"nghỉ {label}"
    return f"nghỉ lễ {label.removeprefix('Ngày ')}"
