"""The tables in which offices list their procedures, as they are really written."""

from __future__ import annotations

from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import Component

ADDRESS = "https://xa-mau.example/thu-tuc"


def read(html: str) -> PageReading:
    return read_page(html, "text/html", ADDRESS)


def rows(html: str) -> list[tuple[str, str, str]]:
    return [(row.code, row.name, row.locator) for row in read(html).rows]


def test_a_decisions_table_with_a_line_that_has_no_code() -> None:
    html = """<table><tr><th>TT</th><th>Mã số TTHC</th><th>Tên TTHC</th><th>Ghi chú</th></tr>
    <tr><td>1</td><td>9.000111.000.00.00.H60</td><td>Cấp giấy phép mẫu</td><td></td></tr>
    <tr><td>2</td><td>Không có mã số</td><td>Hỗ trợ mẫu cho hộ nghèo</td><td></td></tr></table>"""

    assert [
        ("9.000111", "Cấp giấy phép mẫu", "bảng 1, dòng 2"),
        ("", "Hỗ trợ mẫu cho hộ nghèo", "bảng 1, dòng 3"),
    ] == rows(html)


def test_a_table_without_codes_gives_the_five_parts_of_a_list() -> None:
    html = """<table><tr><td>Số TT<td>Tên TTHC<td>Thời hạn<td>Địa điểm<td>Phí<td>Căn cứ<td>Cơ quan
    <tr><td>1<td>Cấp giấy phép mẫu<td>05 ngày<td>Trung tâm Phục vụ<td>Không<td>Luật mẫu<td>Sở mẫu
    <tr><td>2<td>Cấp lại giấy phép mẫu<td>03 ngày<td>Trung tâm Phục vụ<td>Không<td>Luật mẫu<td>Sở
    </table>"""

    parts = read(html).rows[0].parts

    assert {
        Component.TIME: "05 ngày",
        Component.PLACE: "Trung tâm Phục vụ",
        Component.FEE: "Không",
        Component.LEGAL_BASIS: "Luật mẫu",
    } == {what: text for what, text in parts.items() if what is not Component.AGENCY}


def test_headings_between_the_lines_are_no_procedures_and_give_the_level() -> None:
    html = """<table><tr><td>STT<td>Mã TTHC<td>Tên thủ tục hành chính
    <tr><td colspan=3>A. THỦ TỤC HÀNH CHÍNH CẤP TỈNH
    <tr><td>I<td colspan=2>Lĩnh vực đất đai
    <tr><td>1<td>9.000111<td>Cấp giấy phép mẫu
    <tr><td colspan=3>B. THỦ TỤC HÀNH CHÍNH CẤP XÃ
    <tr><td>1<td>9.000111<td>Cấp giấy phép mẫu</table>"""

    assert ["tinh", "xa"] == [row.level for row in read(html).rows]


def test_what_stands_under_abolished_is_not_published_by_standing_there() -> None:
    html = """<table><tr><td>TT<td>Mã số TTHC<td>Tên TTHC
    <tr><td colspan=3>A. Danh mục thủ tục hành chính mới ban hành, bãi bỏ
    <tr><td>1<td>9.000111<td>Cấp giấy phép mẫu
    <tr><td colspan=3>B. Danh mục thủ tục hành chính bị bãi bỏ
    <tr><td colspan=3>I. Lĩnh vực đất đai
    <tr><td>1<td>9.000222<td>Cấp giấy phép cũ
    <tr><td colspan=3>C. Danh mục thủ tục hành chính được sửa đổi, bổ sung
    <tr><td>1<td>9.000333<td>Gia hạn giấy phép mẫu</table>"""

    assert ["9.000111", "9.000333"] == [row.code for row in read(html).rows]


def test_a_procedure_over_several_lines_is_one() -> None:
    html = """<table><tr><td>TT<td>Mã TTHC<td>Tên TTHC<td>Thành phần hồ sơ
    <tr><td rowspan=2>1<td rowspan=2>9.000111<td rowspan=2>Cấp giấy phép mẫu<td>Đơn
    <tr><td>Bản sao giấy tờ
    <tr><td>2<td>9.000222<td>Cấp lại giấy phép mẫu<td>Đơn</table>"""

    assert ["9.000111", "9.000222"] == [row.code for row in read(html).rows]


def test_a_table_inside_a_table_that_only_lays_out_the_page() -> None:
    html = """<table><tr><td><a href="/">Trang chủ</a></td><td>
      <table><tr><td>STT<td>Tên thủ tục<td>Mã thủ tục
      <tr><td>1<td><a href="chi-tiet?id=7">Cấp giấy phép mẫu</a><td>9.000111
      <tr><td>2<td><a href="chi-tiet?id=8">Cấp lại giấy phép mẫu</a><td>9.000222</table>
    </td></tr></table>"""

    assert [
        ("9.000111", "Cấp giấy phép mẫu", "bảng 1, dòng 2"),
        ("9.000222", "Cấp lại giấy phép mẫu", "bảng 1, dòng 3"),
    ] == rows(html)
    assert "https://xa-mau.example/chi-tiet?id=7" == read(html).rows[0].link


def test_a_table_without_a_head_is_read_by_its_codes() -> None:
    html = """<table><tr><td>1<td>9.000111<td>Cấp giấy phép mẫu<td>05 ngày
    <tr><td>2<td>9.000222<td>Cấp lại giấy phép mẫu<td>05 ngày</table>"""

    assert ["Cấp giấy phép mẫu", "Cấp lại giấy phép mẫu"] == [row.name for row in read(html).rows]


def test_a_code_in_the_cell_of_the_name_is_taken_out_of_it() -> None:
    html = """<table><tr><td>STT<td>Tên thủ tục<td>Mức độ
    <tr><td>1<td>9.000111.H60 - Cấp giấy phép mẫu<td>Toàn trình
    <tr><td>2<td>Cấp lại giấy phép mẫu (Mã TTHC: 9.000222)<td>Một phần</table>"""

    assert [("9.000111", "Cấp giấy phép mẫu"), ("9.000222", "Cấp lại giấy phép mẫu")] == [
        row[:2] for row in rows(html)
    ]


def test_a_price_is_no_code() -> None:
    html = """<table><tr><td>STT<td>Tên thủ tục<td>Lệ phí
    <tr><td>1<td>Cấp giấy phép mẫu<td>1.004873 đồng
    <tr><td>2<td>Cấp lại giấy phép mẫu<td>1.500000,00
    <tr><td>3<td>Gia hạn giấy phép mẫu<td>21.004873</table>"""

    assert ["", "", ""] == [row.code for row in read(html).rows]
