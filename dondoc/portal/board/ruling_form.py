"""What an officer typed in a form of the board, understood as a ruling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from dondoc.calendar.date_words import parse_date
from dondoc.decisions.ruling import Ruling
from dondoc.problems import Problem, Refused
from models.kinds import DecisionKind, NoticeKind

RETURN_REASONS = (
    "Số liệu còn thiếu hoặc không khớp với văn bản.",
    "Số, ngày hoặc người ký ghi chưa đúng với văn bản.",
    "Báo cáo chưa đúng kỳ số liệu.",
    "Nội dung báo cáo chưa đủ theo yêu cầu.",
    "Tệp kèm theo không mở được hoặc không phải văn bản đã ký.",
)
"""What most reports come back for: ticked, not typed."""

ACCEPT, RETURN, EXTEND, WAIVE = "chap-nhan", "tra-lai", "gia-han", "mien"
GRANT, REFUSE = "dong-y", "khong"


@dataclass(frozen=True)
class Typed:
    """A form as typed: reasons ticked (their places in the list), own words, a date, an answer."""

    ticked: tuple[int, ...] = ()
    words: str = ""
    new_date: str = ""
    answer: str = ""

    @property
    def reason(self) -> str:
        """The reasons as the unit will read them."""
        return " ".join([*(RETURN_REASONS[place] for place in self.ticked), self.words]).strip()


def typed(
    ly_do: Annotated[list[str], Form(default_factory=list)],
    y_kien: Annotated[str, Form()] = "",
    han_moi: Annotated[str, Form()] = "",
    tra_loi: Annotated[str, Form()] = "",
) -> Typed:
    """The form of a request, whatever act it is for."""
    places = {int(text) for text in ly_do if text.isascii() and text.isdigit()}
    ticked = sorted(place for place in places if place < len(RETURN_REASONS))
    return Typed(tuple(ticked), y_kien.strip(), han_moi.strip(), tra_loi)


def ruling_of(act: str, given: Typed) -> Ruling:
    """The ruling that a form asks for; raises Refused for a date that cannot be read."""
    if act == ACCEPT:
        return Ruling(DecisionKind.ACCEPTED)
    if act == RETURN:
        return Ruling(DecisionKind.RETURNED, given.reason)
    if act == WAIVE:
        return Ruling(DecisionKind.WAIVED, given.words)
    if given.answer == REFUSE:
        return Ruling(DecisionKind.EXTENSION_REFUSED, given.words)
    if given.answer != GRANT:
        wanted = "hãy chọn đồng ý hoặc không đồng ý gia hạn"
        raise Refused(Problem("answer", "", wanted, "Trả lời"))
    try:
        new_due_on = parse_date(given.new_date)
    except ValueError as error:
        raise Refused(Problem("new_due_on", given.new_date, str(error), "Hạn mới")) from None
    return Ruling(DecisionKind.EXTENSION_GRANTED, given.words, new_due_on)


MAILS = {
    DecisionKind.RETURNED: NoticeKind.RETURNED,
    DecisionKind.EXTENSION_GRANTED: NoticeKind.EXTENSION_GRANTED,
    DecisionKind.EXTENSION_REFUSED: NoticeKind.EXTENSION_REFUSED,
    DecisionKind.WAIVED: NoticeKind.WAIVED,
}
"""The mail that a ruling sends to the unit; accepting sends none."""
