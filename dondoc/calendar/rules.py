"""The small language in which the plan's data says when something opens or is due (DESIGN §3).

    rule   := base step*
    base   := cutoff | issued | start | end | event | D01…D31 | MM-DD
            | min(rule, rule, …) | max(rule, rule, …)
    step   := (+|-) N (wd|d) | back | forward

`parse(str(rule)) == rule` for every rule. What a rule means is in `deadlines`.
"""

from __future__ import annotations

import functools
import re
from datetime import date

from dondoc.calendar.rule_terms import (
    Anchor,
    DayOfMonth,
    DayOfYear,
    EarliestOrLatest,
    Name,
    Named,
    Operation,
    Roll,
    Rule,
    Shift,
    Step,
)

__all__ = ["Rule", "RuleError", "parse"]


class RuleError(ValueError):
    """A rule that cannot be read; str() shows it with a caret under the mistake."""

    def __init__(self, text: str, position: int, wanted: str) -> None:
        super().__init__(text, position, wanted)
        self.text = text
        self.position = position
        self.wanted = wanted

    def __str__(self) -> str:
        caret = " " * self.position + "^"
        return (
            f"Không hiểu quy tắc tại ký tự thứ {self.position + 1}: {self.wanted}\n"
            f"  {self.text}\n  {caret}"
        )


@functools.lru_cache(maxsize=1024)
def parse(text: str) -> Rule:
    """Read a rule. Raises RuleError, which points at the first mistake."""
    parser = _Parser(" ".join(text.split()))
    rule = parser.rule()
    if parser.position < len(parser.text):
        raise parser.error("cần dấu + hoặc -, back, forward, hoặc hết quy tắc ở đây")
    return rule


_ANCHOR_WANTED = (
    "cần một mốc: cutoff (chốt số liệu), issued (ban hành), start, end (đầu kỳ, cuối kỳ), "
    "event (sự kiện), ngày trong tháng như D18, ngày trong năm như 06-30, hoặc min(…), max(…)"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]\w*")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)(?!\w)")
_NAMES: dict[str, Name] = {
    "cutoff": "cutoff",
    "issued": "issued",
    "start": "start",
    "end": "end",
    "event": "event",
}


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def error(self, wanted: str, position: int | None = None) -> RuleError:
        return RuleError(self.text, self.position if position is None else position, wanted)

    def rule(self) -> Rule:
        base = self._base()
        steps: list[Step] = []
        while (step := self._step()) is not None:
            steps.append(step)
        return Rule(base, tuple(steps))

    def _base(self) -> Anchor | EarliestOrLatest:
        self._space()
        at = self.position
        if found := self._match(_MONTH_DAY):
            return self._day_of_year(int(found[1]), int(found[2]), at)
        word = self._word()
        if word in _NAMES:
            return Named(_NAMES[word])
        if word == "min":
            return self._choice("min")
        if word == "max":
            return self._choice("max")
        if re.fullmatch(r"D\d+", word):
            return self._day_of_month(word, at)
        raise self.error(_ANCHOR_WANTED, at)

    def _day_of_month(self, word: str, at: int) -> DayOfMonth:
        if len(word) != 3 or not 1 <= int(word[1:]) <= 31:
            raise self.error("ngày trong tháng ghi hai chữ số, từ D01 đến D31", at)
        return DayOfMonth(int(word[1:]))

    def _day_of_year(self, month: int, day: int, at: int) -> DayOfYear:
        if not 1 <= month <= 12:
            raise self.error("hai chữ số đầu là tháng, từ 01 đến 12; sau đó là ngày", at)
        try:
            date(2024, month, day)  # a leap year: 02-29 is a day, and falls on 28/02 in others
        except ValueError:
            raise self.error(f"tháng {month} không có ngày {day}", at + 3) from None
        return DayOfYear(month, day)

    def _choice(self, operation: Operation) -> EarliestOrLatest:
        if not self._take("("):
            raise self.error(f"cần dấu ( sau {operation}, ví dụ {operation}(cutoff + 2wd, D18)")
        options = [self.rule()]
        while self._take(","):
            options.append(self.rule())
        if not self._take(")"):
            raise self.error("cần dấu phẩy, dấu ), hoặc một bước như + 2wd, back, forward")
        if len(options) < 2:
            raise self.error(
                f"{operation} cần ít nhất hai mốc, cách nhau bằng dấu phẩy", self.position - 1
            )
        return EarliestOrLatest(operation, tuple(options))

    def _step(self) -> Step | None:
        if self._take("+"):
            return self._shift(1)
        if self._take("-"):
            return self._shift(-1)
        at = self.position
        word = self._word()
        if word == "back":
            return Roll("back")
        if word == "forward":
            return Roll("forward")
        if word:
            raise self.error("cần dấu + hoặc -, back (lùi về trước) hoặc forward (dời về sau)", at)
        return None

    def _shift(self, sign: int) -> Shift:
        self._space()
        at = self.position
        number = self._match(_NUMBER)
        if not number:
            raise self.error("cần số ngày, ví dụ 2wd (ngày làm việc) hoặc 30d (ngày)", at)
        if not 1 <= int(number[0]) <= 999:
            raise self.error("số ngày từ 1 đến 999", at)
        self._space()
        at = self.position
        word = self._word()
        if word == "wd":
            return Shift(sign * int(number[0]), "wd")
        if word == "d":
            return Shift(sign * int(number[0]), "d")
        raise self.error("cần wd (ngày làm việc) hoặc d (ngày) ngay sau số", at)

    def _space(self) -> None:
        while self.text.startswith(" ", self.position):
            self.position += 1

    def _take(self, sign: str) -> bool:
        self._space()
        if not self.text.startswith(sign, self.position):
            return False
        self.position += len(sign)
        return True

    def _word(self) -> str:
        self._space()
        found = self._match(_WORD)
        return found[0] if found else ""

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found
