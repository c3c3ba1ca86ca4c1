"""A page about one procedure, under the labels that offices really write."""

from __future__ import annotations

from dondoc.publication.reading.join_readings import join_readings
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import CheckVerdict, Component, ReadingTrouble

ADDRESS = "https://so-mau.example/thu-tuc?id=1"
SIX = {
    Component.STEPS,
    Component.WAYS,
    Component.DOSSIER,
    Component.TIME,
    Component.AGENCY,
    Component.FEE,
}
IN_OWN_WORDS = """<title>Cấp giấy mẫu lần đầu - Cổng mẫu</title><h1>Cấp giấy mẫu lần đầu</h1>
<p>Mã thủ tục: 9.000111.H60</p><h3>Quy trình 3 bước</h3><p>Nộp</p><p>Xét</p><p>Trả</p>
<h3>Nơi nộp hồ sơ</h3><p>Trung tâm Phục vụ hành chính công</p>
<h3>Hồ sơ cần chuẩn bị</h3><ul><li>Đơn<li>Bản sao</ul>
<h3>Thời gian giải quyết</h3><div>20 ngày làm việc</div>
<h3>Cơ quan giải quyết</h3><div>Sở Mẫu</div><h3>Chi tiết chi phí</h3><div>Không</div>
<p><a href="/tep/mau-01.docx">Mẫu số 01</a></p>"""
NATIONAL = """<table><tr><td>Mã thủ tục:<td>9.000111<tr><td>Tên thủ tục:<td>Cấp giấy mẫu lần đầu
<tr><td>Trình tự thực hiện:<td>Nộp, xét, trả
<tr><td>Cách thức thực hiện:<td>
  <table><tr><th>Hình thức nộp<th>Thời hạn giải quyết<th>Phí, lệ phí<th>Mô tả
  <tr><td>Trực tiếp<td>5 Ngày làm việc<td>100.000 Đồng<td>x</table>
<tr><td>Thành phần hồ sơ:<td>
  <table><tr><th>Tên giấy tờ<th>Mẫu đơn, tờ khai<th>Số lượng<tr><td>Đơn<td>m.docx<td>1</table>
<tr><td>Cơ quan thực hiện:<td>Sở Mẫu</table>"""


def read(html: str, address: str = ADDRESS):
    return read_page(html, "text/html", address)


def test_the_six_parts_are_found_under_an_offices_own_words() -> None:
    (row,) = read(IN_OWN_WORDS).rows

    assert SIX <= set(row.parts)
    assert ("9.000111", "Cấp giấy mẫu lần đầu", True) == (row.code, row.name, row.detail)
    assert "20 ngày làm việc" == row.parts[Component.TIME]
    assert ("https://so-mau.example/tep/mau-01.docx",) == row.forms


def test_the_national_layout_has_time_and_fee_in_columns() -> None:
    (row,) = read(NATIONAL).rows

    assert SIX <= set(row.parts)
    assert ("9.000111", "Cấp giấy mẫu lần đầu") == (row.code, row.name)
    assert "5 Ngày làm việc" == row.parts[Component.TIME]
    assert "100.000 Đồng" == row.parts[Component.FEE]


def test_the_address_says_the_code_where_the_page_does_not() -> None:
    html = IN_OWN_WORDS.replace("Mã thủ tục: 9.000111.H60", "")

    (row,) = read(html, "https://so-mau.example/chi-tiet?ma=9.000494.000.00.00.H29").rows

    assert "9.000494" == row.code


def test_a_list_with_the_pages_of_its_procedures_is_one_reading() -> None:
    first = read(
        '<ul><li><a href="?id=1">Cấp giấy mẫu ngắn</a><li><a href="?id=2">Đăng ký mẫu khác</a></ul>'
    )

    joined = join_readings(first, {}, {ADDRESS: read(IN_OWN_WORDS)})

    assert CheckVerdict.READ is joined.verdict
    assert [("9.000111", True), ("", False)] == [(row.code, row.detail) for row in joined.rows]
    assert SIX <= set(joined.rows[0].parts)


def test_a_further_page_that_proves_nothing_makes_the_whole_prove_nothing() -> None:
    first = read(
        '<ul><li><a href="a">Cấp giấy mẫu một</a><li><a href="b">Cấp giấy mẫu hai</a></ul>'
        '<a href="?id=1&amp;page=2">2</a>'
    )
    (onward,) = first.onward

    joined = join_readings(first, {onward: read("<p>Đang bảo trì</p>")}, {})

    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.EMPTY) == (joined.verdict, joined.trouble)
