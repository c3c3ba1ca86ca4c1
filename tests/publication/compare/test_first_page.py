"""From a page as an office pastes it to what differs from the official list."""

from __future__ import annotations

from datetime import date

from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import CheckVerdict, Component, FindingKind
from tests.support.compared import SITE, entry

ON = date(2026, 11, 30)
PAGE = """
<h2>DANH MỤC THỦ TỤC HÀNH CHÍNH</h2><table class=MsoNormalTable border=1>
<tr><td>STT<td>Mã TTHC<td>Tên thủ tục hành chính<td>Thời hạn giải quyết<td>Phí, lệ phí
<tr><td colspan=5>I. LĨNH VỰC XÂY DỰNG
<tr><td>1<td>9.012790.000.00.00.H60<td><p class=MsoNormal>
<a href="/a?id=1">Cấp giấy phép mẫu</a></p>
<td>05 ngày làm việc<td>50.000 đồng
<tr><td>2<td>9.012791<td>Đăng ký mẫu<td>Không quy định<td>Không
</table>"""


def test_a_word_table_without_any_end_tag_is_read() -> None:
    reading = read_page(PAGE, "text/html", "https://so-mau.example/tthc")

    assert CheckVerdict.READ is reading.verdict
    first, second = reading.rows
    assert ("9.012790", "Cấp giấy phép mẫu") == (first.code, first.name)
    assert ("bảng 1, dòng 3", "https://so-mau.example/a?id=1") == (first.locator, first.link)
    assert {Component.TIME: "05 ngày làm việc", Component.FEE: "50.000 đồng"} == first.parts
    assert ("9.012791", "Đăng ký mẫu") == (second.code, second.name)


def test_what_differs_is_told_with_its_place_and_rule() -> None:
    entries = [
        entry("9.012790", "Cấp giấy phép mẫu", fee="75.000 đồng", time_limit="5 ngày làm việc"),
        entry("9.012791", "Đăng ký mẫu"),
        entry("9.012792", "Đăng ký mẫu khác"),
    ]

    found = compare(
        read_page(PAGE, "text/html", "https://so-mau.example/tthc"), entries, on=ON, source=SITE
    )

    fee, missing = found.discrepancies
    assert (FindingKind.WRONG_FEE, "9.012790", "fee") == (fee.kind, fee.procedure, fee.field)
    assert ("75.000 đồng", "50.000 đồng") == (fee.expected, fee.actual)
    assert "bảng 1, dòng 3" == fee.locator
    assert "Điều 17" in fee.rule
    assert (FindingKind.MISSING, "9.012792") == (missing.kind, missing.procedure)
    assert (3, 2, 1, 0) == (
        found.counts.required,
        found.counts.matched,
        found.counts.comparable,
        found.counts.right,
    )
