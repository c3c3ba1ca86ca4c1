"""What an officer typed in a form of the board, understood as a ruling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from fastapi import Form

from dondoc.decisions.act import says
from dondoc.decisions.ruling import Ruling
from dondoc.forms.typed_dates import DAY_MISSING, Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Choice, Info, row_number
from models.kinds import Answer, DecisionKind, NoticeKind

_REASONS = (
    (Answer.DONE, "Số liệu còn thiếu hoặc không khớp với văn bản."),
    (Answer.DONE, "Số, ngày hoặc người ký ghi chưa đúng với văn bản."),
    (Answer.DONE, "Báo cáo chưa đúng kỳ số liệu."),
    (Answer.DONE, "Nội dung báo cáo chưa đủ."),
    (Answer.DONE, "Tệp kèm theo không mở được hoặc không phải văn bản đã ký."),
    (Answer.NIL, "Kỳ này có phát sinh theo thông tin cơ quan theo dõi đã nhận."),
    (Answer.NIL, "Việc này không có trả lời “không phát sinh”; cần kết quả cụ thể."),
    (Answer.NOT_DONE, "Việc vẫn thực hiện được trong kỳ."),
    (Answer.NOT_DONE, "Lý do nêu chưa rõ; xin nói rõ vướng mắc và thời gian dự kiến."),
    (Answer.NOT_DONE, "Số liệu đến nay đã có."),
)
"""What most answers come back for, each of its own kind of answer: ticked, not typed."""

ACCEPT, RETURN, EXTEND, WAIVE, REASON = "chap-nhan", "tra-lai", "gia-han", "mien", "ly-do"
_ANSWERS = (
    ("dong-y", DecisionKind.EXTENSION_GRANTED),
    ("khong", DecisionKind.EXTENSION_REFUSED),
)
_TO_A_REASON = (
    ("han-moi", DecisionKind.EXTENSION_GRANTED),
    ("thoi", DecisionKind.ACCEPTED),
    ("khong", DecisionKind.RETURNED),
)
_CHOOSE_ONE = "hãy chọn một trong ba ý kiến về lý do của đơn vị"
_CHOOSE = "hãy chọn đồng ý hoặc không đồng ý gia hạn"


@dataclass(frozen=True)
class TypedRuling:
    """A form as typed: reasons ticked (their places in the list), own words, a date, an answer."""

    ticked: tuple[int, ...] = ()
    words: str = ""
    new_date: str = ""
    answer: str = ""
    seen: str = ""  # what the page showed: `meanwhile.seen_mark`

    @property
    def reason(self) -> str:
        """The reasons as the unit will read them."""
        return " ".join([*(_REASONS[place][1] for place in self.ticked), self.words]).strip()


def return_reasons(answer: Answer | None) -> list[tuple[int, str]]:
    """The reasons that fit a unit's answer, each with its place in the list."""
    wanted = answer or Answer.DONE
    return [(place, words) for place, (of, words) in enumerate(_REASONS) if of is wanted]


def typed_ruling(
    ly_do: Annotated[list[str], Form(default_factory=list)],
    y_kien: Annotated[str, Form()] = "",
    han_moi: Annotated[str, Form()] = "",
    tra_loi: Annotated[str, Form()] = "",
    da_xem: Annotated[str, Form()] = "",
) -> TypedRuling:
    """The form of a request, whatever act it is for."""
    places = {place for text in ly_do if (place := row_number(text)) is not None}
    ticked = sorted(place for place in places if place < len(_REASONS))
    return TypedRuling(tuple(ticked), y_kien.strip(), han_moi.strip(), tra_loi, da_xem)


class ExtensionForm(TypedForm):
    """The answer to a unit that asks for more time: granted with a date, or refused."""

    answer: Annotated[DecisionKind, Choice(_ANSWERS, _CHOOSE), Needed(_CHOOSE)] = entry("Trả lời")
    new_due_on: Annotated[date | None, Day, Needed(DAY_MISSING)] = entry("Hạn mới")

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        granted = info.data.get("answer") is DecisionKind.EXTENSION_GRANTED
        return name != "new_due_on" or granted


class ReasonForm(TypedForm):
    """The answer to «chưa thực hiện được»: a new date, nothing more, or not accepted."""

    answer: Annotated[DecisionKind, Choice(_TO_A_REASON, _CHOOSE_ONE), Needed(_CHOOSE_ONE)] = entry(
        "Ý kiến"
    )
    new_due_on: Annotated[date | None, Day, Needed(DAY_MISSING)] = entry("Hạn mới")

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        granted = info.data.get("answer") is DecisionKind.EXTENSION_GRANTED
        return name != "new_due_on" or granted


class ReturnForm(TypedForm):
    """By when what is returned is to come again: the date proposed, or one that is typed."""

    new_due_on: Annotated[date | None, Day] = entry("Hạn gửi lại")


def ruling_of(act: str, given: TypedRuling, frame: Any = None) -> Ruling:
    """The ruling that a form asks for; raises Refused for a date that cannot be read.

    `frame` is what a date without its year is read beside: anything with a `today`.
    """
    return replace(_ruling(act, given, frame), seen=given.seen)


def _ruling(act: str, given: TypedRuling, frame: Any) -> Ruling:
    if act == ACCEPT:
        return Ruling(DecisionKind.ACCEPTED)
    if act == RETURN:
        again = ReturnForm.read({"new_due_on": given.new_date}, frame)
        return Ruling(DecisionKind.RETURNED, given.reason, again.new_due_on)
    if act == WAIVE:
        return Ruling(DecisionKind.WAIVED, given.words)
    if act == REASON:
        said = ReasonForm.read({"answer": given.answer, "new_due_on": given.new_date}, frame)
        return Ruling(said.answer, given.reason, said.new_due_on)
    form = ExtensionForm.read({"answer": given.answer, "new_due_on": given.new_date}, frame)
    return Ruling(form.answer, given.words, form.new_due_on)


def mail_of(ruling: Ruling, answer: Answer | None) -> NoticeKind:
    """The mail that a ruling sends to the unit, whose newest answer this is.

    Accepting what was handed in sends none.
    """
    return says(ruling.kind, to_a_reason=answer is Answer.NOT_DONE)
