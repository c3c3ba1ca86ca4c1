"""The day that a page states: its head first, then JSON-LD, then a `<time>`; none if unclear."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.page_date import published_on

THE_31ST = date(2027, 3, 31)
META = '<meta property="article:published_time" content="{}">'
LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "page",
    [
        META.format("2027-03-31T08:30:00+07:00"),
        META.format("2027-03-31"),
        META.format("31/03/2027 08:30"),
        '<META NAME="pubdate" CONTENT="2027-03-31">',
        '<meta itemprop="datePublished" content="2027-03-31T01:00:00Z"/>',
        LD.format('{"@type": "NewsArticle", "datePublished": "2027-03-31T08:00:00+07:00"}'),
        LD.format('{"@graph": [{"name": "x"}, {"datePublished": "2027-03-31"}]}'),
        '<p><time datetime="2027-03-31T08:00">31 tháng 3</time></p>',
        '<time datetime="2027-04-02">hôm nay</time><time pubdate datetime="2027-03-31">31/3</time>',
        META.format("không rõ") + LD.format('[{"datePublished": "2027-03-31"}]'),
        META.format("2027-03-31") + LD.format('{"datePublished": "2020-01-01"}'),
    ],
)
def test_it_reads_the_day_that_the_page_states(page: str) -> None:
    assert THE_31ST == published_on(page.encode())


def test_the_day_is_that_of_viet_nam() -> None:
    assert date(2027, 4, 1) == published_on(META.format("2027-03-31T17:30:00Z").encode())


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Ngày 31/03/2027</p>",
        '<time datetime="2027-03-31">a</time><time datetime="2027-03-30">b</time>',
        LD.format("{không phải JSON"),
        LD.format("[" * 5000),
        META.format("31/02/2027"),
        '<meta property="article:modified_time" content="2027-03-31">',
    ],
)
def test_where_it_is_not_clear_there_is_none(page: str) -> None:
    assert published_on(page.encode()) is None


@given(st.binary(max_size=400))
def test_no_page_breaks_it(page: bytes) -> None:
    published_on(page)


def test_a_day_that_no_calendar_reaches_is_none() -> None:
    late = '<meta property="article:published_time" content="9999-12-31T23:30:00+00:00">'

    assert published_on(late.encode()) in (None, date(9999, 12, 31))
