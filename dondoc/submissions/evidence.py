"""What a unit hands in, checked before anything is written.

A wrong field is refused with what was given and what is wanted; what is merely odd is flagged for
the officer (DESIGN §5 rule 7).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from dondoc.calendar.date_words import parse_date, short_date
from dondoc.forms.document_number import document_number
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.plan.schema import Duty, Indicator
from dondoc.problems import Problem, Refused
from dondoc.submissions.flags import lacking_flag, left_for_later, oddities
from dondoc.text import tidy
from models.kinds import Answer

LABELS = {
    "answer": "Trả lời",
    "document_number": "Số, ký hiệu văn bản",
    "document_on": "Ngày ký",
    "signer": "Người ký",
    "link": "Đường dẫn",
    "reason": "Lý do",
    "note": "Ghi chú",
    "file": "Tệp kèm theo",
}
_LINK = "hãy ghi đường dẫn hoặc kèm tệp làm minh chứng"
_LINK_OR_NOTE = f"{_LINK}; đơn vị không có trang riêng thì nói rõ ở ghi chú"


@dataclass(frozen=True)
class Given:
    """What somebody typed, as typed."""

    answer: str = "done"
    document_number: str = ""
    document_on: str = ""
    signer: str = ""
    link: str = ""
    note: str = ""
    reason: str = ""
    incoming_number: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """What was typed, understood; `flags` are oddities for the officer, one sentence each.

    `lacks` is what the duty asks and a partial answer did not say, each in a word.
    """

    answer: Answer
    document_number: str | None
    document_on: date | None
    signer: str | None
    link: str | None
    note: str | None
    reason: str | None
    incoming_number: str | None
    figures: dict[str, int]
    flags: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def check(
    duty: Duty,
    given: Given,
    *,
    received_on: date,
    cutoff_on: date | None = None,
    symbol: str | None = None,
    has_file: bool = False,
    partial: bool = False,
) -> Checked:
    """The evidence of a submission, understood; raises Refused naming every wrong field at once.

    A `partial` one (an answer by mail) may leave signer, figures and file for later.
    """
    problems: list[Problem] = []
    answer = _answer(duty, given.answer, problems)
    reason = _text(given.reason, "reason", problems)
    number, signed_on, signer, figures = None, None, None, {}
    if answer is Answer.DONE:
        number, signed_on, signer = _document(duty, given, received_on, problems)
        figures = _figures(duty, given.figures, problems)
    elif answer is not None and reason is None:
        problems.append(_problem("reason", "", "hãy ghi lý do trong một câu"))
    link = _link(given.link, problems)
    note = _text(given.note, "note", problems)
    unlinked = answer is Answer.DONE and not has_file and not given.link.strip()
    if unlinked:
        _need_link_or_file(duty, note, problems)
    lacks = left_for_later(problems) if partial else ()
    if problems or answer is None:
        raise Refused(problems)
    before_on = cutoff_on if duty.evidence.flag_before_cutoff else None
    noted = note if unlinked and duty.evidence.note_instead else None
    odd = oddities(number, signed_on, cutoff_on=before_on, symbol=symbol, unlinked=noted)
    return Checked(
        answer=answer,
        document_number=number,
        document_on=signed_on,
        signer=signer,
        link=link,
        note=note,
        reason=reason,
        incoming_number=tidy(given.incoming_number) or None,
        figures=figures,
        flags=odd + lacking_flag(lacks),
        lacks=lacks,
    )


def whole_number(text: str) -> int | None:
    """«1.250» and «1250» as 1250; None where it is not a non-negative whole number."""
    compact = re.sub(r"[\s\u00a0]", "", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", compact):
        compact = re.sub(r"[.,]", "", compact)
    return int(compact) if re.fullmatch(r"[0-9]{1,9}", compact) else None


def _answer(duty: Duty, text: str, problems: list[Problem]) -> Answer | None:
    try:
        answer = Answer(text)
    except ValueError:
        problems.append(_problem("answer", text, "hãy chọn một trong các câu trả lời đã nêu"))
        return None
    if answer is Answer.NIL and not duty.nil_allowed:
        wanted = "việc này phải có báo cáo, không nhận trả lời «không phát sinh»"
        problems.append(_problem("answer", "không phát sinh", wanted))
        return None
    return answer


def _document(
    duty: Duty, given: Given, received_on: date, problems: list[Problem]
) -> tuple[str | None, date | None, str | None]:
    return (
        _number(given.document_number, duty, problems),
        _signed_on(given.document_on, duty, received_on, problems),
        _signer(given.signer, duty, problems),
    )


def _number(text: str, duty: Duty, problems: list[Problem]) -> str | None:
    if not text.strip():
        if "number" in duty.evidence.fields:
            problems.append(_problem("document_number", "", "hãy ghi như 12/BC-STC"))
        return None
    number = document_number(text)
    if number is None:
        wanted = "không đọc được số và ký hiệu; hãy ghi như 12/BC-STC"
        problems.append(_problem("document_number", text, wanted))
    return number


def _signed_on(text: str, duty: Duty, received_on: date, problems: list[Problem]) -> date | None:
    label = duty.evidence.date_label
    called = label[:1].lower() + label[1:]
    if not text.strip():
        if "date" in duty.evidence.fields:
            problems.append(Problem("document_on", "", f"hãy ghi {called} như 15/03/2027", label))
        return None
    try:
        signed_on = parse_date(text)
    except ValueError as error:
        problems.append(Problem("document_on", text, str(error), label))
        return None
    if signed_on > received_on:
        wanted = f"{called} sau ngày nhận ({short_date(received_on)}); hãy xem lại"
        problems.append(Problem("document_on", text, wanted, label))
        return None
    return signed_on


def _signer(text: str, duty: Duty, problems: list[Problem]) -> str | None:
    signer = _text(text, "signer", problems)
    if signer is None and "signer" in duty.evidence.fields:
        problems.append(_problem("signer", "", "hãy ghi họ tên người ký văn bản"))
    return signer


def _figures(duty: Duty, given: Mapping[str, str], problems: list[Problem]) -> dict[str, int]:
    figures: dict[str, int] = {}
    for indicator in duty.indicators:
        text = given.get(indicator.code, "").strip()
        if not text and indicator.optional:
            continue
        if not text:
            wanted = "hãy ghi một số, 0 nếu không có"
            problems.append(_figure_problem(indicator, "", wanted))
            continue
        value = whole_number(text)
        if value is None:
            wanted = "phải là số nguyên từ 0 trở lên, ví dụ 12 hoặc 1.250"
            problems.append(_figure_problem(indicator, text, wanted))
            continue
        figures[indicator.code] = value
    known = {indicator.code for indicator in duty.indicators}
    for code in sorted(set(given) - known):
        wanted = f"việc này không có chỉ tiêu ấy; các chỉ tiêu là {', '.join(sorted(known))}"
        problems.append(Problem(f"figure_{code}", given[code], wanted))
    return figures


def _link(text: str, problems: list[Problem]) -> str | None:
    link = text.strip()
    if not link:
        return None
    parts = urlsplit(link)
    if (
        parts.scheme not in ("http", "https")
        or "." not in parts.netloc
        or len(link) > LONGEST_EVIDENCE
    ):
        problems.append(_problem("link", link, "hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://"))
        return None
    return link


def _need_link_or_file(duty: Duty, note: str | None, problems: list[Problem]) -> None:
    asked = duty.evidence
    if "link_or_file" in asked.fields and not (asked.note_instead and note):
        problems.append(_problem("link", "", _LINK_OR_NOTE if asked.note_instead else _LINK))


def _text(text: str, name: str, problems: list[Problem]) -> str | None:
    clean = unicodedata.normalize("NFC", text).strip()
    if len(clean) > LONGEST_EVIDENCE:
        wanted = f"dài quá {LONGEST_EVIDENCE} ký tự; hãy viết ngắn lại"
        problems.append(_problem(name, clean[:40] + "…", wanted))
    return clean or None


def _figure_problem(indicator: Indicator, given: str, wanted: str) -> Problem:
    return Problem(f"figure_{indicator.code}", given, wanted, indicator.title)


def _problem(name: str, given: str, wanted: str) -> Problem:
    return Problem(name, given, wanted, LABELS[name])
