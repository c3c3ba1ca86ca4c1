"""How a standing is said: sign, word and sense, the same on the board, in a mail, on paper."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from dondoc.clock import local_date
from dondoc.plan.closing_rule import closes_with_report
from dondoc.plan.schema import Plan
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import Standing, StandingKind
from models.kinds import INSPECTED


class Sense(StrEnum):
    """What a standing means to its reader; `colours.css` gives each its colour (portal.md)."""

    DONE = "done"
    LATE = "late"  # done, after its date
    OVERDUE = "overdue"
    TODAY = "today"  # due today
    RETURNED = "returned"
    WAITING = "waiting"  # for an officer, or for those under it
    BELOW = "below"  # less than wanted
    NOT_DONE = "not-done"  # reported as such, or its period is over without it
    QUIET = "quiet"  # nothing to look at


@dataclass(frozen=True)
class StandingWords:
    """A sign, a word and their sense.

    `count` («5/4», «, 9/12 xã đã trả lời») stands beside the word where something is counted; the
    legend leaves it out.
    """

    sign: str
    word: str
    sense: Sense
    count: str = field(default="", compare=False)

    @property
    def phrase(self) -> str:
        """«đã đạt 5/4»"""
        return f"{self.word} {self.count}".replace(" ,", ",").rstrip()


_ON_TIME = StandingWords("✓", "đúng hạn", Sense.DONE)
_AGAIN = StandingWords("↺", "đúng hạn, gửi lại", Sense.DONE)
_LATE = StandingWords("✓", "trễ hạn", Sense.LATE)
_WAITS = StandingWords("…", "chờ kiểm tra", Sense.WAITING)
_WAITS_LATE = StandingWords("…", "chờ kiểm tra, trễ hạn", Sense.WAITING)
_UNPROVEN = StandingWords("…", "chờ xác nhận ngày gửi", Sense.WAITING)
_OVERDUE = StandingWords("!", "quá hạn", Sense.OVERDUE)
_OVERDUE_NOT_DONE = StandingWords("!", "quá hạn, báo chưa thực hiện", Sense.OVERDUE)
_CLOSED = StandingWords("✗", "không thực hiện trong kỳ", Sense.NOT_DONE)
_NOT_SENT = StandingWords("✗", "không gửi", Sense.NOT_DONE)
_UNREACHED = StandingWords("?", "chưa liên hệ được", Sense.WAITING)
_NOTHING_YET = StandingWords("○", "chưa có thông tin", Sense.QUIET)
_TODAY = StandingWords("●", "hạn hôm nay", Sense.TODAY)
_RETURNED = StandingWords("↺", "đã trả lại, chờ gửi lại", Sense.RETURNED)
_OPEN = StandingWords("○", "chưa gửi", Sense.QUIET)
_WITH_REPORT = StandingWords("○", "cùng báo cáo tổng hợp", Sense.QUIET)
_DONE_WITH_REPORT = StandingWords("✓", "cùng báo cáo tổng hợp", Sense.DONE)
_UNSENT = StandingWords("!", "chưa gửi, tự theo dõi", Sense.OVERDUE)
_COUNTED = StandingWords("○", "kiểm đếm theo kỳ", Sense.QUIET)
_UPCOMING = StandingWords("○", "chưa đến hạn", Sense.QUIET)
_WAIVED = StandingWords("–", "miễn", Sense.QUIET)
_WITHDRAWN = StandingWords("–", "đã rút yêu cầu", Sense.QUIET)
_NOT_WANTED = {StandingKind.WAIVED: _WAIVED, StandingKind.WITHDRAWN: _WITHDRAWN}
_NIL = StandingWords("–", "không phát sinh", Sense.QUIET)
_REACHED = StandingWords("✓", "đã đạt", Sense.DONE)
_BELOW = StandingWords("○", "chưa đạt", Sense.BELOW)
_LESS_KNOWN = StandingWords("○", "đã có", Sense.QUIET)  # of who is asked: no word of falling short
_UNDER_WAY = StandingWords("○", "đang ghi", Sense.QUIET)
_NOT_DONE = StandingWords("✗", "báo chưa thực hiện", Sense.NOT_DONE)
_EXCUSED = StandingWords("✗", "chưa thực hiện, có lý do", Sense.QUIET)
_VISITED = StandingWords("✓", "đã kiểm tra", Sense.DONE)
_TO_VISIT = StandingWords("○", "chưa kiểm tra", Sense.QUIET)
_CHILD_SILENT = StandingWords("○", "chưa trả lời", Sense.QUIET)
_CHILD = {
    StandingKind.COMPLETED: StandingWords("✓", "đã thực hiện", Sense.DONE),
    StandingKind.SUBMITTED: StandingWords("✓", "đã thực hiện", Sense.DONE),
    StandingKind.NOT_DONE: _NOT_DONE,
}
_WAITS_FOR_CHILDREN = StandingWords("…", "văn bản đã có", Sense.WAITING)


def children_said(facts: Facts, here: Standing) -> str:
    """«văn bản đã có, 9/12 xã đã trả lời»; empty where nothing hangs under the assignment."""
    if facts.children is None or here.kind in _NOT_WANTED:
        return ""
    paper = "văn bản đã có" if here.paper or here.handed_in else "chưa có văn bản"
    return f"{paper}, {facts.children.words()}"


def standing_words(facts: Facts, here: Standing, as_of: datetime, plan: Plan) -> StandingWords:
    """The words for a standing; who is asked, not ordered, or not chased, is never late."""
    with_report = _with_report(here) if facts.consolidated else None
    return _NOT_WANTED.get(here.kind) or with_report or _said(facts, here, as_of, plan)


def _said(facts: Facts, here: Standing, as_of: datetime, plan: Plan) -> StandingWords:
    never_late = facts.tone == "request" or not facts.chased
    if facts.threshold and (found := _counted(facts, here, plan)):
        return found
    if facts.role == INSPECTED:
        return _VISITED if here.handed_in else _TO_VISIT
    if facts.parent_id is not None and not facts.chased:
        return _CHILD.get(here.kind, _CHILD_SILENT)
    if here.paper and facts.children and here.kind is not StandingKind.CLOSED:
        late = here.kind is StandingKind.OVERDUE and not never_late
        said = _OVERDUE if late else _WAITS_FOR_CHILDREN
        return replace(said, count=f", {facts.children.words()}")
    if here.kind is StandingKind.COMPLETED:
        return _completed(here, never_late=never_late)
    if here.kind is StandingKind.SUBMITTED:
        return _submitted(here, never_late=never_late)
    if here.kind in (StandingKind.OVERDUE, StandingKind.CLOSED):
        return _past_date(facts, here, plan)
    if here.kind is StandingKind.OPEN and facts.continuous:
        return _COUNTED
    if here.kind is StandingKind.OPEN:
        return _TODAY if facts.due_on == local_date(as_of) else _OPEN
    plain = {
        StandingKind.NOT_DONE: _EXCUSED if facts.ended else _NOT_DONE,
        StandingKind.RETURNED: _RETURNED,
        StandingKind.UPCOMING: _UPCOMING,
        StandingKind.UNREACHED: _UNREACHED,
        StandingKind.UNSENT: _UNSENT,
        StandingKind.BELOW: _NOTHING_YET,
    }
    return plain[here.kind]


def _with_report(here: Standing) -> StandingWords | None:
    """A slot that is done with the report that consolidates its round."""
    return {
        StandingKind.COMPLETED: _DONE_WITH_REPORT,
        StandingKind.SUBMITTED: _WITH_REPORT,
        StandingKind.OPEN: _WITH_REPORT,
        StandingKind.UPCOMING: _WITH_REPORT,
    }.get(here.kind)


def _submitted(here: Standing, *, never_late: bool) -> StandingWords:
    if here.unproven:
        return _UNPROVEN
    return _WAITS if here.on_time or never_late else _WAITS_LATE


def _past_date(facts: Facts, here: Standing, plan: Plan) -> StandingWords:
    if facts.tone == "request":
        return _NOTHING_YET
    if here.kind is StandingKind.CLOSED:
        return _NOT_SENT if closes_with_report(plan.duty(facts.duty)) else _CLOSED
    return _OVERDUE_NOT_DONE if here.unruled else _OVERDUE


def _counted(facts: Facts, here: Standing, plan: Plan) -> StandingWords | None:
    """Words of what is counted, with how many of how many; None where the usual words do."""
    if here.kind is StandingKind.COMPLETED and not here.nil:
        return _REACHED
    said = {
        StandingKind.REACHED: _REACHED,
        StandingKind.BELOW: _LESS_KNOWN if facts.tone == "request" else _BELOW,
        StandingKind.OPEN: _UNDER_WAY,
        StandingKind.OVERDUE: _past_date(facts, here, plan),
        StandingKind.CLOSED: _past_date(facts, here, plan),
    }.get(here.kind)
    return replace(said, count=f"{facts.count}/{facts.threshold}") if said else None


def _completed(here: Standing, *, never_late: bool) -> StandingWords:
    if here.nil:
        return _NIL
    if here.unproven:
        return _UNPROVEN
    if not here.on_time and not never_late:
        return _LATE
    return _AGAIN if here.returned else _ON_TIME
