"""Whatever a site sends: what proves nothing makes no procedure missing, and nothing raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble
from tests.support.compared import SITE, entry

ON = date(2026, 11, 30)
ENTRIES = [entry("9.000001", "Cấp giấy phép mẫu"), entry("9.000002", "Cấp lại giấy phép mẫu")]
PIECES = (
    *("<table>", "</table>", "<tr>", "<td>", "<td rowspan=9 colspan=9>", "<ul>", "<li>", "<p>"),
    *("<a href='?id=1'>", "</a>", "<script>", "</script>", "<div id=root>", "<h1>", "<noscript>"),
    *("STT", "Mã TTHC", "Tên TTHC", "Trình tự thực hiện:", "9.000001", "9.000001 đồng"),
    *("Cấp giấy phép mẫu", "Cấp lại giấy phép mẫu", "Đang bảo trì", "bãi bỏ", "…", "\x00", "&#1;"),
)
PAGES = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
WITHOUT_ROWS = st.lists(
    st.sampled_from([one for one in PIECES if "9.0" not in one and "Cấp" not in one]), max_size=30
).map(" ".join)
CHEAP = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def missing(reading: PageReading) -> list[str]:
    found = compare(reading, ENTRIES, on=ON, source=SITE)
    return [one.procedure for one in found.discrepancies if one.kind is FindingKind.MISSING]


@CHEAP
@given(PAGES, st.sampled_from(ReadingTrouble))
def test_a_page_in_trouble_makes_nothing_missing(html: str, trouble: ReadingTrouble) -> None:
    reading = read_page(html, "text/html", "https://a.example/", trouble=trouble)

    assert (CheckVerdict.UNVERIFIABLE, ()) == (reading.verdict, reading.rows)
    assert [] == missing(reading)


@CHEAP
@given(PAGES)
def test_a_truncated_page_makes_nothing_missing(html: str) -> None:
    assert [] == missing(read_page(html, "text/html", "https://a.example/", truncated=True))


@CHEAP
@given(WITHOUT_ROWS)
def test_a_page_without_a_row_makes_nothing_missing(html: str) -> None:
    assert [] == missing(read_page(html, "text/html", "https://a.example/"))


@CHEAP
@given(PAGES, st.integers(min_value=0, max_value=9))
def test_only_what_was_read_makes_anything_missing(html: str, last_rows: int) -> None:
    reading = read_page(html, "text/html", "https://a.example/", last_rows=last_rows)

    assert reading.verdict is CheckVerdict.READ or [] == missing(reading)
    assert 2 * len(reading.rows) >= last_rows or reading.verdict is not CheckVerdict.READ
    assert reading == read_page(html, "text/html", "https://a.example/", last_rows=last_rows)


@CHEAP
@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.4", b"PK\x03\x04"]))
def test_any_bytes_make_nothing_missing(content: bytes, head: bytes) -> None:
    assert [] == missing(read_page(head + content, "application/pdf", "https://a.example/"))


def test_the_rows_halved_over_night_are_a_page_rebuilt() -> None:
    lines = "".join(f"<tr><td>{one}<td>9.{one:06d}<td>Cấp mẫu {one}" for one in range(1, 10))
    html = f"<table><tr><td>STT<td>Mã TTHC<td>Tên TTHC{lines}</table>"

    assert CheckVerdict.READ is read_page(html, "", "https://a.example/", last_rows=18).verdict
    halved = read_page(html, "", "https://a.example/", last_rows=19)
    assert ReadingTrouble.STRUCTURE is halved.trouble
    assert [] == missing(halved)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><body></body></html>",
        '<div id="root"></div><script>render("9.000001")</script>',
        "<noscript>Please enable JavaScript</noscript><script>window.bobcmn = 1</script>",
        "<title>404</title><h1>Không tìm thấy trang</h1>",
    ],
)
def test_empty_script_only_and_blocked_pages_prove_nothing(html: str) -> None:
    reading = read_page(html, "text/html", "https://a.example/")

    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.EMPTY) == (reading.verdict, reading.trouble)
    assert [] == missing(reading)
