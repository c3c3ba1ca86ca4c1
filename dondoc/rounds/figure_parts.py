"""What the figures of a round count, each with its one word; a sentence of them in parts.

A page makes a link of each part that counts something; a mail or a log joins the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class Counted(Enum):
    """Which units a figure counts, by the words that stand behind the number."""

    HANDED_IN = "đã gửi"
    ACCEPTED = "đã chấp nhận"
    ON_TIME = "đúng hạn"
    UNPROVEN = "chờ xác nhận ngày gửi"
    OVERDUE = "quá hạn"
    CLOSED = "không thực hiện trong kỳ"
    NOT_SENT = "không gửi"
    LATE = "trễ hạn, kể cả đã gửi sau hạn"
    UNREACHED = "chưa liên hệ được"
    UNSENT = "chưa gửi, tự theo dõi"
    NOT_YET = "chưa đến hạn"
    RETURNED = "đã trả lại"
    NOT_DONE = "báo chưa thực hiện"
    TO_RULE = "báo chưa thực hiện, chờ quyết định"
    WAIVED = "được miễn"
    TO_CHECK = "chờ kiểm tra"
    EXTENSION_ASKED = "xin gia hạn"
    WITHOUT_NEWS = "chưa có thông tin"
    MISSING = "chưa gửi"
    REACHED = "đơn vị đạt ngưỡng"
    BELOW = "chưa đạt"
    UNDER_WAY = "đang ghi"
    NIL = "không phát sinh"


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; `counts` where it is a figure of units."""

    text: str
    counts: Counted | None = None


def figure(number: object, counts: Counted) -> Part:
    """«3 quá hạn», «20/27 đã gửi»"""
    return Part(f"{number} {counts.value}", counts)


def figures(counted: Iterable[tuple[int, Counted]]) -> list[list[Part]]:
    """Those that count anybody, each by itself."""
    return [[figure(number, counts)] for number, counts in counted if number]


def joined(pieces: Sequence[Sequence[Part]], between: str) -> Iterator[Part]:
    """The pieces one after the other, with `between` between them."""
    for place, piece in enumerate(pieces):
        if place:
            yield Part(between)
        yield from piece


def text_of(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)
