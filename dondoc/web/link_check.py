"""Is a link alive, and of which day is what it leads to? One bounded look (`fetch`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.limits import MOST_HOPS
from dondoc.web.fetch import fetch
from dondoc.web.page_date import published_on
from dondoc.web.site_answer import TLS_FAULTS, NotFetched, SiteAnswer, Why

__all__ = [
    "ALIVE",
    "MOST_HOPS",
    "WHY",
    "LinkCheck",
    "LinkState",
    "LinkVerdict",
    "check_once",
    "link_check",
]

_READ = 400_000
"""Bytes of a page that are read: its date stands at its head, or is not looked for."""

_GONE = frozenset({404, 410})


class LinkState(StrEnum):
    ALIVE = "alive"
    DEAD = "dead"
    FORBIDDEN = "forbidden"  # not an address of the public Internet
    UNKNOWN = "unknown"  # cannot be verified now


@dataclass(frozen=True)
class LinkVerdict:
    """What was found, with a Vietnamese phrase that says why where it is not alive.

    `published_on` is the day that the page itself states; None where it states none.
    """

    state: LinkState
    words: str = ""
    published_on: date | None = None


LinkCheck = Callable[[str], LinkVerdict]
"""How `record_activity` asks; a test gives its own."""

ALIVE = LinkVerdict(LinkState.ALIVE)
WHY = {
    Why.INSIDE: LinkVerdict(LinkState.FORBIDDEN, "địa chỉ này không thuộc mạng Internet công cộng"),
    Why.ODD_PORT: LinkVerdict(LinkState.UNKNOWN, "không kiểm tra cổng riêng của trang"),
    Why.TOO_MANY: LinkVerdict(LinkState.UNKNOWN, "trang chuyển tiếp quá nhiều lần"),
    Why.SLOW: LinkVerdict(LinkState.UNKNOWN, "trang không trả lời kịp"),
    Why.UNREACHED: LinkVerdict(LinkState.UNKNOWN, "không kết nối được tới trang"),
    Why.DAMAGED: LinkVerdict(LinkState.UNKNOWN, "nội dung trang gửi về không mở được"),
    **{
        one: LinkVerdict(LinkState.UNKNOWN, "chứng thư bảo mật của trang không hợp lệ")
        for one in TLS_FAULTS
    },
}


def link_check(*, inside: bool = False) -> LinkCheck:
    """The checker to use; `inside` (the demo alone) lets it reach private addresses and ports."""

    def check(link: str) -> LinkVerdict:
        try:
            return _judged(fetch(link, inside=inside, most=_READ))
        except NotFetched as stopped:
            return WHY[stopped.why]

    return check


def check_once(check: LinkCheck, link: str) -> LinkCheck:
    """Asks now and answers later: nothing goes over the network while the ledger is locked."""
    found = check(link)
    return lambda asked: found if asked == link else check(asked)


def _judged(answer: SiteAnswer) -> LinkVerdict:
    if answer.status in _GONE:
        words = f"trang trả lời không còn nội dung này (mã {answer.status})"
        return LinkVerdict(LinkState.DEAD, words)
    if answer.status >= 400:
        return LinkVerdict(LinkState.UNKNOWN, f"trang trả lời mã {answer.status}")
    return LinkVerdict(LinkState.ALIVE, published_on=published_on(answer.body))
