"""The number and date of a document in somebody's own words; what is not plain is a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dondoc.calendar.date_words import YearMissing, parse_date
from dondoc.forms.document_number import document_number
from dondoc.limits import LONGEST_TEXT
from dondoc.messages.environment import phrases
from dondoc.text import plain_signs

_LETTER = "A-Za-zĐđƯưƠơÂâÊêÔô"
_PART = rf"[{_LETTER}][{_LETTER}0-9]{{0,29}}"
_CAPITALS = r"[A-ZĐƯƠÂÊÔ][A-ZĐƯƠÂÊÔ0-9]{0,29}(?!\w)"
_HEAD = r"(?<![\w/.-])[0-9]{1,6}[A-Za-zĐđ]? ?/ ?(?:[0-9]{4} ?/ ?)?"
_NUMBER = re.compile(
    rf"{_HEAD}{_PART}(?:[-&]{_PART}|(?: ?- ?|\.){_CAPITALS}){{0,9}}(?=[\s.,;:)\]}}»”\"'!?…]|$)"
)
_SHAPE = re.compile(rf"{_HEAD}[A-ZĐ]{{2}}")
"""Looks like one: what begins so and is none is not read plainly, and never cut to what fits."""

_GOES_ON = re.compile(r" ?-| [A-ZĐ]{2}")
_DATE = re.compile(
    r"(?<![0-9])[0-9]{1,2} ?[-/.] ?[0-9]{1,2} ?[-/.] ?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2} ?tháng ?[0-9]{1,2} ?năm ?[0-9]{4}"
    r"|(?<=ngày )[0-9]{1,2} ?[-/] ?[0-9]{1,2}(?![0-9]| ?[-/.] ?[0-9])",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,;.()-]*(?:của\s[^,.;0-9]{1,60})?(?:ký ?|đề ?)?(?:ngày|ngay)?[\s:,]*", re.IGNORECASE
)
_BEFORE = re.compile(r"[\s,;.]*(?:số|so)?[\s:]*", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:ký|ngày ký|ngày văn bản|ngày ban hành)[ :]{0,3}(?:ngày)?[ :]{0,3}$", re.IGNORECASE
)
_SENT = re.compile(
    r"\b(?:gửi|nộp|chuyển)\b[^.;0-9]{0,30}(?:hệ thống|trục|liên thông)[^.;0-9]{0,30}ngày[ :]{1,3}$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:chưa|sẽ|dự kiến|đang (?:trình|chờ|hoàn|tổng hợp|soạn|làm|xử lý)"
    r"|(?:không|ko) (?:nộp|gửi|thể|kịp)|gia hạn|xin lùi|chậm|thu hồi|hủy|huỷ|thay thế|nhầm)\b",
    re.IGNORECASE,
)
_NOT_YET_UNMARKED = re.compile(
    r"\b(?:chua|se|du kien|dang (?:trinh|cho|hoan|tong hop|soan|lam|xu ly)"
    r"|(?:khong|ko) (?:nop|gui|the|kip)|gia han|xin lui|cham|thu hoi|thay the)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]")
_MOST = 20
"""Numbers or dates of a letter that are weighed; one with more names none as its own."""
_APART = 100
"""Letters between a number and its date, at most."""
_SIGNED_WITHIN = 40
_LEAP = date(2024, 6, 30)
"""Beside it every day that any year has is found."""


@dataclass(frozen=True)
class Reading:
    """What was read. `lacks` is what the sender can add, `doubt` why a person must read it.

    `by_machine`: a machine seems to have written it, and is not written back to.
    """

    number: str = ""
    signed_on: str = ""
    sent_on: str = ""  # through the document system
    lacks: str = ""
    doubt: str = ""
    by_machine: bool = False

    @property
    def complete(self) -> bool:
        return bool(self.number and self.signed_on) and not (self.lacks or self.doubt)


def read_reference(text: str, *, cited: Iterable[str] = ()) -> Reading:
    """The one number and its date; `cited` are numbers that a letter may name besides its own.

    What is in doubt is read as far as it goes: a person who looks at it need not type it again.
    """
    words = _plain(text)
    others = {number for number in map(document_number, cited) if number}
    candidates = list(islice(_NUMBER.finditer(words), _MOST + 1))
    found = [match for match in candidates if _is_own(match, words, others)]
    numbers = {document_number(match[0]) or "" for match in found}
    dates = _dates(words, found)
    number = next(iter(numbers)) if len(numbers) == 1 else ""
    signed_on = sorted(dates)[0] if len({_as_date(one) for one in dates}) == 1 else ""
    doubt = _doubt(words, numbers, dates) or _unclear(words, candidates)
    lacks = "" if doubt else _lacks(number, signed_on)
    return Reading(number, signed_on, _sent_on(words), lacks=lacks, doubt=doubt)


def names_a_number(text: str) -> bool:
    """Does it hold something like a document's number, read or not?"""
    words = _plain(text)
    return bool(_NUMBER.search(words) or _SHAPE.search(words))


def _plain(text: str) -> str:
    """On one line with single blanks, so that no pattern meets a run of them; without links."""
    words = plain_signs(text[:LONGEST_TEXT]).split()
    return " ".join(word for word in words if "@" not in word and "://" not in word)


def _unclear(words: str, candidates: list[re.Match[str]]) -> str:
    """What looks like a number and was not read as one, or has a sign behind it that goes on."""
    whole = {match.start() for match in candidates if not _goes_on(match, words)}
    odd = (shape for shape in islice(_SHAPE.finditer(words), _MOST) if shape.start() not in whole)
    first = next(odd, None)
    if first is None:
        return ""
    return phrases("incoming").unclear_number(words[first.start() :][:60].partition(" ")[0])


def _goes_on(match: re.Match[str], words: str) -> bool:
    """«51/BC UBND», «51/BC - ubnd»: a kind of document alone, and its office behind it."""
    return "-" not in match[0] and bool(_GOES_ON.match(words, match.end()))


def _doubt(words: str, numbers: set[str], dates: set[str]) -> str:
    """Why a person must read it; empty where the words are plain."""
    if _says_not_yet(words):
        return "Thư nói chưa nộp, sẽ nộp, hoặc xin thay đổi."
    if _ASKS.search(words):
        return "Thư có câu hỏi."
    if len(numbers) > 1:
        return phrases("incoming").many_numbers(sorted(numbers))
    if len({_as_date(one) for one in dates}) > 1:
        return phrases("incoming").many_dates(sorted(dates))
    return ""


def _is_own(match: re.Match[str], words: str, others: set[str]) -> bool:
    number = document_number(match[0])
    return number is not None and number not in others and not _goes_on(match, words)


def _lacks(number: str, signed_on: str) -> str:
    if not number and not signed_on:
        return "Chưa thấy số, ký hiệu và ngày của văn bản."
    if not number:
        return "Chưa thấy số, ký hiệu của văn bản."
    if not signed_on:
        return "Chưa thấy ngày của văn bản, đủ ngày, tháng, năm."
    try:
        parse_date(signed_on)
    except YearMissing as missing:  # the nearest such day is taken; the receipt says which
        return "" if missing.nearest(_LEAP) else str(missing)
    except ValueError as error:
        return str(error)
    return ""


def _says_not_yet(words: str) -> bool:
    """With its marks or, as phones often write a word, by the bare letters."""
    return bool(_NOT_YET.search(words) or _NOT_YET_UNMARKED.search(words))


def _dates(words: str, numbers: list[re.Match[str]]) -> set[str]:
    """The dates that stand at the number, or are called the document's; any other is none.

    «Đã gửi ngày 16/3/2027» tells when it was sent, not when it was signed.
    """
    return {
        date[0]
        for date in islice(_DATE.finditer(words), _MOST)
        if any(_belongs(words, number, date) for number in numbers)
        or _SIGNED.search(words[max(date.start() - _SIGNED_WITHIN, 0) : date.start()])
    }


def _sent_on(words: str) -> str:
    """The day on which it says that it was sent through the document system; "" without one."""
    said = {
        found[0]
        for found in islice(_DATE.finditer(words), _MOST)
        if _SENT.search(words[max(found.start() - _APART, 0) : found.start()])
    }
    return said.pop() if len(said) == 1 else ""


def _belongs(words: str, number: re.Match[str], date: re.Match[str]) -> bool:
    if date.start() >= number.end():
        between, pattern = (number.end(), date.start()), _BEHIND
    else:
        between, pattern = (date.end(), number.start()), _BEFORE
    near = between[1] - between[0] <= _APART
    return near and bool(pattern.fullmatch(words, *between))


def _as_date(text: str) -> object:
    try:
        return parse_date(text)
    except ValueError:
        return text
