"""The number and date of a document in somebody's own words; what is not plain is a doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.calendar.date_words import parse_date
from dondoc.forms.document_number import document_number
from dondoc.text import fold

_LETTER = "A-Za-zĐđƯưƠơÂâÊêÔô"
_PART = rf"[{_LETTER}][{_LETTER}0-9]*"
_NUMBER = re.compile(
    rf"(?<![\w/.-])\d{{1,6}}[A-Za-zĐđ]?\s*/\s*(?:\d{{4}}\s*/\s*)?{_PART}"
    rf"(?:[-–.&]{_PART}|\s[-–]\s[A-ZĐ]+(?![a-z]))*(?!\w)"
)
_DATE = re.compile(
    r"(?<!\d)\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:\d{4}|\d{2})(?!\d)"
    r"|(?<!\d)\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,;.()–-]*(?:của\s[^,.;\d\n]{1,60})?(?:ký\s*|đề\s*)?(?:ngày|ngay)?[\s:,]*", re.IGNORECASE
)
_BEFORE = re.compile(r"[\s,;.]*(?:số|so)?[\s:]*", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:ký|ngày ký|ngày văn bản|ngày ban hành)[\s:]*(?:ngày)?[\s:]*$", re.IGNORECASE
)
_LINK = re.compile(r"https?://\S+|\S+@\S+")
_NOT_YET = re.compile(
    r"\b(?:chưa|sẽ|dự kiến|đang (?:trình|chờ|hoàn|tổng hợp|soạn|làm|xử lý)"
    r"|không (?:nộp|gửi|thể|kịp)|gia hạn|xin lùi|thu hồi|hủy|huỷ|thay thế|nhầm)\b",
    re.IGNORECASE,
)
_NOT_YET_UNMARKED = re.compile(
    r"\b(?:chua|se|du kien|dang (?:trinh|cho|hoan|tong hop|soan|lam|xu ly)"
    r"|khong (?:nop|gui|the|kip)|gia han|xin lui|thu hoi|thay the)\b"
)
_ASKS = re.compile(r"[?？]")


@dataclass(frozen=True)
class Reading:
    """What was read. `lacks` is what the sender can add, `doubt` why a person must read it.

    `by_machine`: a machine seems to have written it, and is not written back to.
    """

    number: str = ""
    signed_on: str = ""
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
    words = _LINK.sub(" ", unicodedata.normalize("NFC", text))
    others = {number for number in map(document_number, cited) if number}
    found = [match for match in _NUMBER.finditer(words) if _is_own(match[0], others)]
    numbers = {document_number(match[0]) or "" for match in found}
    dates = _dates(words, found)
    number = next(iter(numbers)) if len(numbers) == 1 else ""
    signed_on = sorted(dates)[0] if len({_as_date(one) for one in dates}) == 1 else ""
    doubt = _doubt(words, numbers, dates)
    return Reading(number, signed_on, lacks="" if doubt else _lacks(number, signed_on), doubt=doubt)


def _doubt(words: str, numbers: set[str], dates: set[str]) -> str:
    """Why a person must read it; empty where the words are plain."""
    if _says_not_yet(words):
        return "Thư nói chưa nộp, sẽ nộp, hoặc xin thay đổi."
    if _ASKS.search(words):
        return "Thư có câu hỏi."
    if len(numbers) > 1:
        return f"Thư nêu nhiều số văn bản: {', '.join(sorted(numbers))}."
    if len({_as_date(one) for one in dates}) > 1:
        return f"Thư nêu nhiều ngày: {', '.join(sorted(dates))}."
    return ""


def _is_own(text: str, others: set[str]) -> bool:
    number = document_number(text)
    return number is not None and number not in others


def _lacks(number: str, signed_on: str) -> str:
    if not number and not signed_on:
        return "Chưa thấy số, ký hiệu và ngày của văn bản."
    if not number:
        return "Chưa thấy số, ký hiệu của văn bản."
    if not signed_on:
        return "Chưa thấy ngày của văn bản, đủ ngày, tháng, năm."
    try:
        parse_date(signed_on)
    except ValueError as error:
        return str(error)
    return ""


def _says_not_yet(words: str) -> bool:
    """With marks or, where somebody types without any, by the bare letters."""
    bare = fold(words)
    unmarked = bare == " ".join(words.lower().split())
    return bool(_NOT_YET_UNMARKED.search(bare) if unmarked else _NOT_YET.search(words))


def _dates(words: str, numbers: list[re.Match[str]]) -> set[str]:
    """The dates that stand at the number, or are called the document's; any other is none.

    «Đã gửi ngày 16/3/2027» tells when it was sent, not when it was signed.
    """
    return {
        date[0]
        for date in _DATE.finditer(words)
        if any(_belongs(words, number, date) for number in numbers)
        or _SIGNED.search(words[: date.start()])
    }


def _belongs(words: str, number: re.Match[str], date: re.Match[str]) -> bool:
    if date.start() >= number.end():
        return bool(_BEHIND.fullmatch(words[number.end() : date.start()]))
    return bool(_BEFORE.fullmatch(words[date.end() : number.start()]))


def _as_date(text: str) -> object:
    try:
        return parse_date(text)
    except ValueError:
        return text
