"""What is logged one by one asks for no document: the letter says how much is in, and where."""

from __future__ import annotations

import pytest

from dondoc.messages.render import render
from models.kinds import NoticeKind

LOG = (
    "Đã ghi 0/1 chuyên đề. Xin ghi từng mục đã làm tại đường dẫn sau; ghi đủ là xong, không phải"
    " gửi báo cáo riêng:"
)
KINDS = [NoticeKind.OPENING, NoticeKind.REMINDER, NoticeKind.DUE_TODAY, NoticeKind.OVERDUE]


@pytest.mark.parametrize("kind", KINDS)
def test_it_asks_for_the_entries(make, kind: NoticeKind) -> None:
    text = render([make(kind, entries="0/1 chuyên đề")], to_name="Đài PT&TH tỉnh").text

    assert LOG in text
    assert "hệ thống văn bản" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_everything_else_asks_for_its_document(make, kind: NoticeKind) -> None:
    text = render([make(kind)], to_name="Sở Tài chính").text

    wanted = "số, ngày văn bản và ngày đã gửi" if kind is NoticeKind.OVERDUE else "số và ngày"
    assert f"gửi qua hệ thống văn bản, chỉ cần ghi {wanted}" in text
    assert "ghi từng mục" not in text
