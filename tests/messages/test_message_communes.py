"""A district whose document is in is asked for its communes alone, some of them by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dondoc.messages.message_facts import (
    Below,
    Item,
)
from dondoc.messages.render import render
from models.kinds import NoticeKind
from tests.messages.conftest import REPORT

NAMES = tuple(f"UBND xã {name}" for name in ("Sinh Long", "Yên Hoa", "Đà Vị", "Khau Tinh"))
DIRECTION = replace(
    REPORT,
    unit_name="UBND huyện Na Hang",
    title="Văn bản chỉ đạo UBND xã, phường, thị trấn",
    short="Chỉ đạo cấp xã",
    cutoff_on=None,
    span="",
)


def _text(item: Item) -> str:
    return " ".join(render([item], to_name=item.unit_name).text.split())


def test_the_document_is_in_and_communes_are_missing() -> None:
    item = replace(DIRECTION, below=Below(paper=True, asked=12, silent=NAMES))

    said = (
        "Sở Nội vụ đã nhận văn bản của Quý cơ quan; còn 4/12 xã, phường, thị trấn chưa có câu"
        " trả lời (UBND xã Sinh Long, UBND xã Yên Hoa, UBND xã Đà Vị, UBND xã Khau Tinh)."
    )
    assert said in _text(item)
    assert "chưa nhận được" not in _text(item)


def test_nothing_is_in() -> None:
    item = replace(DIRECTION, below=Below(paper=False, asked=12, silent=NAMES * 3))

    assert "Sở Nội vụ chưa nhận được" in _text(item)
    assert "còn 12/12 xã, phường, thị trấn chưa có câu trả lời (UBND xã Sinh Long," in _text(item)
    assert ", …)." in _text(item)


def test_the_overdue_letter_says_the_same() -> None:
    late = {"kind": NoticeKind.OVERDUE, "as_of": date(2027, 3, 17), "days_left": -1}
    item = replace(DIRECTION, **late, below=Below(paper=True, asked=12, silent=NAMES[:1]))

    assert "còn 1/12 xã, phường, thị trấn chưa có câu trả lời (UBND xã Sinh Long)." in _text(item)


def test_the_opening_says_what_is_asked_of_each_commune() -> None:
    item = replace(
        DIRECTION, kind=NoticeKind.OPENING, below=Below(paper=False, asked=12, silent=NAMES)
    )

    assert "xin ghi cho từng xã, phường, thị trấn (12 đơn vị)" in _text(item)
