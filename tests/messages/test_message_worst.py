"""What a superior is told of a whole province: figures, the worst twenty, a link to the rest."""

from __future__ import annotations

from datetime import date, timedelta

from dondoc.messages.digest import MOST_REPORTED
from dondoc.messages.render import render, render_chat
from models.kinds import NoticeKind

ALL = "https://dondoc.example/bang/qua-han"
TODAY = date(2027, 3, 25)


def late(make, number, *, days=1, **facts):
    due_on = date(2027, 3, 16) - timedelta(days=days)
    return make(
        NoticeKind.ESCALATION,
        unit_name=f"UBND xã Mẫu {number}",
        due_on=due_on,
        as_of=TODAY,
        days_left=-7,
        link=f"https://dondoc.example/bang/viec/{number}",
        all_link=ALL,
        **facts,
    )


def test_of_thousands_the_oldest_twenty_are_named_and_the_rest_is_a_figure_and_a_link(make):
    items = [late(make, number, days=number % 40) for number in range(3_836)]
    items += [late(make, number, short="Rà soát quyết định") for number in range(9)]

    said = render(items, to_name="UBND tỉnh Tuyên Quang")

    assert "3.845 việc của 3.836 đơn vị quá hạn: báo cáo tuyên truyền CCHC quý I/2027 3.836" in (
        said.text
    )
    assert "rà soát quyết định quý I/2027 9. Quá hạn lâu nhất là các việc sau." in said.text
    assert MOST_REPORTED == said.text.count("/bang/viec/")
    assert all(f"UBND xã Mẫu {number}:" in said.text for number in (39, 79, 119))
    assert f"\n{ALL}\n" in said.text
    assert f'href="{ALL}"' in said.html
    assert len(said.html) + len(said.text) < 40_000
    assert MOST_REPORTED == render_chat(items)[1].count("/bang/viec/")


def test_twenty_are_all_named_without_more_words(make):
    said = render([late(make, number) for number in range(MOST_REPORTED)], to_name="UBND tỉnh")

    assert MOST_REPORTED == said.text.count("/bang/viec/")
    assert "kính báo 20 việc sau để biết, xem xét." in said.text
    assert ALL not in said.text
