"""What an officer types when asking for something: subject, date, the document that asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dondoc.calendar.date_words import parse_date, short_date, weekday_date
from dondoc.forms.document_number import document_number
from dondoc.limits import LONGEST_SUBJECT
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.text import tidy

FARTHEST = 366
"""Days: a date farther away than a year is a slip of the hand."""


def collect(problems: list[Problem], read: Callable[[], Any]) -> Any:
    """What `read` reads; None where it refuses, its problems kept with those of other fields.

    Whoever collects raises them together before anything read is used.
    """
    try:
        return read()
    except Refused as refused:
        problems += refused.problems
        return None


def read_subject(text: str, *, field: str = "subject", label: str = "Nội dung") -> str:
    """What is asked about, on one line, without a final stop. Raises Refused."""
    subject = tidy(text).strip(" .;,“”\"'«»")
    if not subject:
        wanted = "hãy ghi ngắn gọn, ví dụ: Tình hình tuyên truyền dịch vụ công trực tuyến"
        raise Refused(Problem(field, "", wanted, label))
    if len(subject) > LONGEST_SUBJECT:
        wanted = f"dài quá {LONGEST_SUBJECT} ký tự; hãy viết ngắn, chi tiết để trong văn bản"
        raise Refused(Problem(field, subject[:40] + "…", wanted, label))
    return subject[:1].upper() + subject[1:]


def read_due_on(rulebook: Rulebook, text: str, *, today: date) -> date:
    """A working day after today. Raises Refused, for a day off with the next working day."""
    due_on = read_date(text, "due_on", "Hạn gửi")
    workdays = rulebook.workdays
    if due_on <= today:
        near = weekday_date(workdays.add(today, 1))
        wanted = f"phải sau hôm nay ({short_date(today)}); sớm nhất là {near}"
    elif not workdays.is_workday(due_on):
        before, after = workdays.roll_back(due_on), workdays.roll_forward(due_on)
        open_days = [weekday_date(one) for one in (before, after) if one > today]
        label = workdays.label(due_on)
        off = f"là ngày nghỉ ({label})" if label else "là ngày nghỉ"
        wanted = f"{off}; hãy chọn {' hoặc '.join(open_days)}"
    elif (due_on - today).days > FARTHEST:
        wanted = "xa quá một năm; hãy xem lại năm"
    else:
        return due_on
    raise Refused(Problem("due_on", text.strip(), wanted, "Hạn gửi"))


def read_number(text: str, *, field: str = "document_number", label: str = "Số văn bản") -> str:
    """Number and symbol of a document. Raises Refused."""
    number = document_number(text)
    if number is None:
        given = text.strip()
        wanted = (
            "không đọc được số và ký hiệu; hãy ghi như 45/SNV-CCHC"
            if given
            else ("hãy ghi số, ký hiệu văn bản yêu cầu, như 45/SNV-CCHC")
        )
        raise Refused(Problem(field, given, wanted, label))
    return number


def read_signed_on(
    text: str, *, today: date, field: str = "document_on", label: str = "Ngày văn bản"
) -> date:
    """The day a document was signed, today at the latest. Raises Refused."""
    signed_on = read_date(text, field, label)
    if signed_on > today:
        wanted = f"sau hôm nay ({short_date(today)}); hãy ghi ngày ký của văn bản"
        raise Refused(Problem(field, text.strip(), wanted, label))
    return signed_on


def read_date(text: str, field: str, label: str) -> date:
    """A date as people type it. Raises Refused."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise Refused(Problem(field, text.strip(), str(error), label)) from None
