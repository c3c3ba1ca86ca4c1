"""How a standing is said: sign, word and colour, the same on the board, in a mail, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dondoc.clock import local_date
from dondoc.messages.facts import NoticeKind
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import Standing, StandingKind


@dataclass(frozen=True)
class Spoken:
    """A sign, a word and the name of a colour (portal.md, «Look»)."""

    sign: str
    word: str
    colour: str


_ON_TIME = Spoken("✓", "đúng hạn", "green")
_AGAIN = Spoken("↺", "đúng hạn, gửi lại", "green")
_LATE = Spoken("✓", "trễ hạn", "amber")
_WAITS = Spoken("…", "chờ kiểm tra", "blue")
_WAITS_LATE = Spoken("…", "chờ kiểm tra, trễ hạn", "blue")
_OVERDUE = Spoken("!", "quá hạn", "red")
_NOTHING_YET = Spoken("○", "chưa có thông tin", "grey")
_TODAY = Spoken("●", "hạn hôm nay", "amber")
_RETURNED = Spoken("↺", "đã trả lại, chờ gửi lại", "amber")
_OPEN = Spoken("○", "chưa gửi", "grey")
_OWN_SLOT = Spoken("○", "theo báo cáo tổng hợp", "grey")
_UPCOMING = Spoken("○", "chưa đến hạn", "grey")
_WAIVED = Spoken("–", "miễn", "grey")
_NIL = Spoken("–", "không phát sinh", "grey")
_NOT_DONE = Spoken("✗", "báo chưa thực hiện", "amber")


def spoken(facts: Facts, here: Standing, as_of: datetime) -> Spoken:
    """The words for a standing; a unit that is asked, not ordered, is never «quá hạn»."""
    if here.kind is StandingKind.COMPLETED:
        return _completed(here, asked=facts.tone == "request")
    if here.kind is StandingKind.SUBMITTED:
        return _WAITS if here.on_time or facts.tone == "request" else _WAITS_LATE
    if here.kind is StandingKind.OVERDUE:
        return _NOTHING_YET if facts.tone == "request" else _OVERDUE
    if here.kind is StandingKind.OPEN and not facts.chased:
        return _OWN_SLOT
    if here.kind is StandingKind.OPEN:
        return _TODAY if facts.due_on == local_date(as_of) else _OPEN
    plain = {
        StandingKind.WAIVED: _WAIVED,
        StandingKind.NOT_DONE: _NOT_DONE,
        StandingKind.RETURNED: _RETURNED,
        StandingKind.UPCOMING: _UPCOMING,
    }
    return plain[here.kind]


def _completed(here: Standing, *, asked: bool) -> Spoken:
    if here.nil:
        return _NIL
    if not here.on_time and not asked:
        return _LATE
    return _AGAIN if here.returned else _ON_TIME


NOTICES = {
    NoticeKind.OPENING: "thông báo mở kỳ",
    NoticeKind.REMINDER: "nhắc hạn",
    NoticeKind.DUE_TODAY: "nhắc trong ngày đến hạn",
    NoticeKind.OVERDUE: "đôn đốc",
    NoticeKind.OVERDUE_HEAD: "đôn đốc, gửi thủ trưởng đơn vị",
    NoticeKind.ESCALATION: "báo cáo cấp trên",
    NoticeKind.RECEIPT: "biên nhận",
    NoticeKind.RETURNED: "thư trả lại",
    NoticeKind.EXTENSION_GRANTED: "thư đồng ý gia hạn",
    NoticeKind.EXTENSION_REFUSED: "thư không gia hạn",
    NoticeKind.MOVED: "thư báo đổi hạn",
    NoticeKind.WAIVED: "thư báo miễn",
    NoticeKind.ACCEPTED: "thư báo đã chấp nhận",
    NoticeKind.UNREACHABLE: "báo không có đầu mối",
}
"""What each kind of notice is called, on the board and at the command line."""
