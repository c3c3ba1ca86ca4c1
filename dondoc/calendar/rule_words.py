"""A due rule in Vietnamese, for who does not read the plan's data: no date, only the rule.

«2 ngày làm việc sau ngày chốt số liệu, nhưng không muộn hơn 1 ngày làm việc trước ngày 18 …». How
one date came about is another sentence (`arithmetic.arithmetic_sentence`).
"""

from __future__ import annotations

from collections.abc import Mapping

from dondoc.calendar.rule_terms import (
    Anchor,
    DayOfMonth,
    EarliestOrLatest,
    Named,
    Roll,
    Rule,
    Shift,
    Step,
)
from dondoc.calendar.rules import parse

_NAMED = {
    "cutoff": "ngày chốt số liệu",
    "issued": "ngày ban hành văn bản",
    "start": "ngày đầu kỳ",
    "end": "ngày cuối kỳ",
}
_BOUND = {"min": "nhưng không muộn hơn", "max": "nhưng không sớm hơn"}
_ROLLED = {
    "back": "(gặp ngày nghỉ thì lùi về ngày làm việc trước đó)",
    "forward": "(gặp ngày nghỉ thì dời sang ngày làm việc tiếp theo)",
}
_UNIT = {"wd": "ngày làm việc", "d": "ngày"}


def rule_words(text: str, *, event: str = "ngày do văn bản hoặc sự kiện ấn định") -> str:
    """The rule as a sentence's part; `event` is what its event is called.

    Raises RuleError for a text that is no rule.
    """
    return _rule(parse(text), {**_NAMED, "event": event})


def _rule(rule: Rule, named: Mapping[str, str]) -> str:
    words = _base(rule.base, named)
    choice = isinstance(rule.base, EarliestOrLatest)
    for number, step in enumerate(rule.steps):
        words = _step(step, f"mốc: {words}" if choice and not number else words)
    return words


def _base(base: Anchor | EarliestOrLatest, named: Mapping[str, str]) -> str:
    if isinstance(base, EarliestOrLatest):
        return f", {_BOUND[base.operation]} ".join(_rule(option, named) for option in base.options)
    if isinstance(base, Named):
        return named[base.name]
    if isinstance(base, DayOfMonth):
        return f"ngày {base.day:02d} của tháng cuối kỳ"
    return f"ngày {base.day:02d}/{base.month:02d}"


def _step(step: Step, words: str) -> str:
    match step:
        case Roll(direction):
            return f"{words} {_ROLLED[direction]}"
        case Shift(days, unit):
            side = "sau" if days > 0 else "trước"
            return f"{abs(days)} {_UNIT[unit]} {side} {words}"
