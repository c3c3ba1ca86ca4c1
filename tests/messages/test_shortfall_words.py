"""Who fell short is named, also in a line of a digest; nobody is asked to talk to himself."""

from __future__ import annotations

from dataclasses import replace

from dondoc.messages.render import render
from models.kinds import NoticeKind


def test_a_digest_names_who_fell_short_and_by_how_much(make):
    items = [make(NoticeKind.BELOW_THRESHOLD), make(NoticeKind.UNREACHABLE)]

    said = render(items, to_name="Sở Nội vụ").text
    assert "Đài Phát thanh và Truyền hình tỉnh 2/4, Hội Nông dân tỉnh 0/4" in said
    assert "kính báo" not in said


def test_the_body_that_reads_of_its_own_shortfall_is_not_sent_to_itself(make):
    item = make(NoticeKind.BELOW_THRESHOLD)
    alone = replace(item, shortfall=replace(item.shortfall, units=(("Sở Nội vụ", 1),)))

    said = render([alone], to_name="Sở Nội vụ").text
    assert "trao đổi với" not in said
    assert "Sở Nội vụ tự theo dõi" in said
    assert "trao đổi với đơn vị" in render([item], to_name="Sở Nội vụ").text
