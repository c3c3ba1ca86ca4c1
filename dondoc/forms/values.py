"""The values of forms: text as people type it, read in one way wherever it is typed.

A value that cannot be read raises ValueError with the Vietnamese sentence that says what to write
(Refused, where what was given has other words than were typed); `translate` names the field.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from typing import Any, TypeAlias

from pydantic import BeforeValidator, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from dondoc.forms.document_number import document_number
from dondoc.limits import LONGEST_EVIDENCE, LONGEST_SUBJECT
from dondoc.problems import Problem, Refused
from dondoc.text import parse_link, plain_signs, tidy

Info: TypeAlias = "ValidationInfo[Any]"
"""What a validator sees beside its value: `context` is what the form is read against."""


_LINK = "hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://"
_CLOCK = re.compile(r"(\d{1,2})\s*(?:(?:[:.hg]|giờ)\s*(\d{1,2})?\s*(?:phút|p)?)?", re.IGNORECASE)
_WHOLE = "phải là số nguyên từ 0 trở lên, ví dụ 12 hoặc 1.250"


class _Reading:
    """Beside a type: its text is read by `read` before pydantic looks at the type."""

    def read(self, given: Any) -> Any:
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))


@dataclass(frozen=True)
class DocumentNumber(_Reading):
    """Number and symbol of a document; `example` is what one looks like on this form.

    Without it, what the form is read against names one of its reader's own body.
    """

    example: str = ""

    def of_form(self, given: Any, info: Info) -> Any:
        number = document_number(str(given))
        if number is None:
            example = self.example or info.context.example
            raise ValueError(f"không đọc được số và ký hiệu; hãy ghi như {example}")
        return number

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_before_validator_function(self.of_form, handler(source))


@dataclass(frozen=True)
class Whole(_Reading):
    """A whole number, «1.250» too, of `least` or more; `wanted` says which are taken."""

    least: int = 0
    wanted: str = _WHOLE

    def read(self, given: Any) -> Any:
        value = whole_number(str(given))
        if value is None or value < self.least:
            raise ValueError(self.wanted)
        return value


@dataclass(frozen=True)
class OneLine(_Reading):
    """One line of at most so many letters."""

    longest: int

    def read(self, given: Any) -> Any:
        return within(tidy(str(given)), self.longest)


@dataclass(frozen=True)
class Clock(_Reading):
    """A time of day: «19h45», «19 giờ 45», «19:45»; `wanted` is what is said of any other."""

    wanted: str

    def read(self, given: Any) -> Any:
        found = _CLOCK.fullmatch(tidy(plain_signs(str(given))))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise ValueError(self.wanted)
        return time(hour, minute)


TimeOfDay = Clock("không phải giờ; hãy ghi như 09:15")
"""At which something came or was said."""


@dataclass(frozen=True)
class Choice(_Reading):
    """One of some words, each with what it stands for."""

    known: tuple[tuple[str, Any], ...]
    wanted: str

    def read(self, given: Any) -> Any:
        words = {tidy(word).casefold(): value for word, value in self.known}
        said = tidy(str(given)).casefold()
        if said not in words:
            raise ValueError(self.wanted)
        return words[said]


def whole_number(text: str) -> int | None:
    """«1.250» and «1250» as 1250; None where it is not a non-negative whole number."""
    compact = re.sub(r"\s", "", plain_signs(text))
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", compact):
        compact = re.sub(r"[.,]", "", compact)
    return int(compact) if re.fullmatch(r"[0-9]{1,9}", compact) else None


def row_number(text: str) -> int | None:
    """The number of a row that a hidden field carries; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def within(text: str, longest: int) -> str:
    """The text; ValueError where it has more letters."""
    if len(text) > longest:
        raise ValueError(f"dài quá {longest} ký tự; hãy viết ngắn lại")
    return text


def _some_lines(given: Any) -> str:
    return within(unicodedata.normalize("NFC", str(given)).strip(), LONGEST_EVIDENCE)


def _subject(given: Any) -> str:
    subject = tidy(str(given)).strip(" .;,“”\"'«»")
    if not subject:
        raise Refused(Problem("subject", "", SUBJECT_MISSING))  # stops alone are nothing given
    if len(subject) > LONGEST_SUBJECT:
        raise ValueError(
            f"dài quá {LONGEST_SUBJECT} ký tự; hãy viết ngắn, chi tiết để trong văn bản"
        )
    return subject[:1].upper() + subject[1:]


def _link(given: Any) -> str:
    link = unicodedata.normalize("NFC", str(given)).strip()
    parts = parse_link(link)
    web = parts is not None and parts.scheme in ("http", "https") and not parts.username
    dotted = parts is not None and "." in (parts.hostname or "")
    whole = web and dotted and not re.search(r"[\s\x00-\x1f]", link)
    if not whole or len(link) > LONGEST_EVIDENCE:
        raise ValueError(_LINK)
    return link


REASON_MISSING = "hãy ghi lý do trong một câu"
SUBJECT_MISSING = "hãy ghi ngắn gọn, ví dụ: Tình hình tuyên truyền dịch vụ công trực tuyến"

SomeLines = BeforeValidator(_some_lines)
"""Beside a text: as typed, without the space around it."""
Link = BeforeValidator(_link)
"""Beside a text: the whole address of a page."""
Subject = BeforeValidator(_subject)
"""Beside a text: what is asked about, on one line, without a final stop."""
