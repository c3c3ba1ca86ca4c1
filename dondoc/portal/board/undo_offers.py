"""What of an assignment can be taken back now, as its page offers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from dondoc.decisions.undo import undoable, why_not_undo
from dondoc.portal.context import PageContext
from dondoc.rounds.facts import Facts
from models import Account, Incoming
from models.kinds import DecisionKind, IncomingOutcome

UndoSlug = Literal[
    "mo-lai",
    "thu-hoi-tra-lai",
    "thu-hoi-gia-han",
    "rut-yeu-cau",
    "bo-ghi-nhan",
    "bo-gan-thu",
]
STRIKE: UndoSlug = "bo-ghi-nhan"
DETACH: UndoSlug = "bo-gan-thu"


@dataclass(frozen=True)
class UndoTitle:
    """What an act that takes back is called, and what it leads to; `gently`, of request tone."""

    kind: DecisionKind
    button: str
    follows: str
    gently: str = ""


TITLES: dict[UndoSlug, UndoTitle] = {
    "mo-lai": UndoTitle(
        DecisionKind.REOPENED,
        "Mở lại",
        "Việc trở lại như trước khi kết thúc; nếu đơn vị còn phải gửi, hạn không sớm hơn ngày làm"
        " việc trọn vẹn đầu tiên sau khi đơn vị được báo.",
    ),
    "thu-hoi-tra-lai": UndoTitle(
        DecisionKind.RETURN_WITHDRAWN,
        "Thu hồi việc trả lại",
        "Những gì đơn vị đã gửi lại chờ quyết định như trước khi trả lại; ngày phải gửi lại không"
        " còn, đúng hạn hay không tính như chưa từng trả lại.",
        "Thu hồi đề nghị bổ sung",
    ),
    "thu-hoi-gia-han": UndoTitle(
        DecisionKind.EXTENSION_REVOKED,
        "Thu hồi gia hạn",
        "Ngày cuối trở về như trước, mà không sớm hơn ngày làm việc trọn vẹn đầu tiên sau"
        " khi đơn vị được báo.",
        "Thu hồi việc lùi thời gian",
    ),
    "rut-yeu-cau": UndoTitle(
        DecisionKind.DEMAND_WITHDRAWN,
        "Rút yêu cầu",
        "Đơn vị không phải làm gì nữa; từ nay không tính trong số được hỏi.",
        "Rút đề nghị",
    ),
    STRIKE: UndoTitle(
        DecisionKind.ACTIVITY_STRUCK,
        "Bỏ ghi nhận",
        "Mục này không tính nữa nhưng vẫn giữ trong sổ; số liệu các ngày trước giữ nguyên.",
    ),
    DETACH: UndoTitle(
        DecisionKind.LETTER_DETACHED,
        "Bỏ gắn thư",
        "Thư trở lại danh sách chờ xử lý; việc này không còn tính là đã trả lời bằng thư đó.",
    ),
}


@dataclass(frozen=True)
class TypedUndo:
    """A form as typed: the reason, which entry or letter, whether of everyone."""

    words: str = ""
    number: int | None = None
    everyone: bool = False
    seen: str = ""


@dataclass(frozen=True)
class UndoOffer:
    """One act that makes sense now; `why_not` where this account may not do it."""

    act: UndoSlug
    title: UndoTitle
    why_not: str = ""
    number: int | None = None


def undo_offers(
    session: Session, here: PageContext, facts: Facts, account: Account
) -> list[UndoOffer]:
    """The acts on the assignment, and on the mail that it was answered by; entries have theirs."""
    sensible = undoable(here.rulebook, facts, here.now)
    offers = [
        UndoOffer(
            act,
            title,
            why_not_undo(session, here.rulebook, facts, account, title.kind, now=here.now),
        )
        for act, title in TITLES.items()
        if title.kind in sensible
    ]
    letters = select(Incoming.id).where(
        col(Incoming.assignment_id) == facts.id,
        col(Incoming.outcome) == IncomingOutcome.RECORDED,
    )
    newest = session.exec(letters.order_by(col(Incoming.id).desc())).first()
    if newest is not None:
        offers.append(UndoOffer(DETACH, TITLES[DETACH], number=newest))
    return offers
