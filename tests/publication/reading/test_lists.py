"""Lists without a table: links, cards, numbered lines; menus and news are none."""

from __future__ import annotations

from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import CheckVerdict, ReadingTrouble

ADDRESS = "https://xa-mau.example/thu-tuc"
PORTALS = ["dichvucong.gov.vn"]
MENU = '<nav><ul><li><a href="/">Trang chủ</a><li><a href="/tin">Tin tức</a></ul></nav>'


def read(html: str):
    return read_page(html, "text/html", ADDRESS, official_hosts=PORTALS)


def rows(html: str) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in read(html).rows]


def test_a_list_of_links_beside_a_menu() -> None:
    html = f"""{MENU}<ul><li><a href="/thu-tuc/9.000111">Thủ tục cấp giấy phép mẫu</a>
    <li><a href="/thu-tuc/cap-lai">Cấp lại giấy phép mẫu</a></ul>"""

    assert [("9.000111", "Thủ tục cấp giấy phép mẫu"), ("", "Cấp lại giấy phép mẫu")] == rows(html)


def test_a_card_has_its_code_in_a_line_of_its_own() -> None:
    html = """<div><div>Mã: 9.000111</div><a href="?id=1">Cấp giấy phép mẫu cấp một</a></div>
    <div><div>Mã: 9.000222</div><a href="?id=2">Cấp lại giấy phép mẫu</a></div>"""

    assert [("9.000111", "Cấp giấy phép mẫu cấp một"), ("9.000222", "Cấp lại giấy phép mẫu")] == (
        rows(html)
    )


def test_picture_title_and_more_of_one_address_are_one_row() -> None:
    html = """<a href="?id=1"><img></a><a href="?id=1">Cấp giấy phép mẫu</a><a href="?id=1">Xem</a>
    <a href="?id=2">Cấp lại giấy phép mẫu</a><a href="?id=2">Xem chi tiết</a>"""

    assert ["Cấp giấy phép mẫu", "Cấp lại giấy phép mẫu"] == [name for _code, name in rows(html)]


def test_a_line_of_text_with_a_code_is_a_row() -> None:
    assert [("9.000111", "Cấp giấy phép mẫu")] == rows("<p>9.000111 - Cấp giấy phép mẫu</p>")


def test_a_page_that_only_leads_to_a_portal_is_linked() -> None:
    html = """<p>Danh mục thủ tục hành chính của xã: tra cứu tại
    <a href="https://thutuc.dichvucong.gov.vn/p/home">Cổng Dịch vụ công quốc gia</a></p>"""

    reading = read(html)

    assert CheckVerdict.LINKED is reading.verdict
    assert "https://thutuc.dichvucong.gov.vn/p/home" == reading.official_link


def test_a_page_that_goes_on_to_a_portal_by_itself_is_linked() -> None:
    html = '<meta http-equiv="refresh" content="0; url=https://dichvucong.gov.vn/p/home">'

    assert CheckVerdict.LINKED is read(html).verdict


def test_headings_that_link_to_the_portal_are_no_list() -> None:
    html = """<ul><li><a href="https://dichvucong.gov.vn/a">Thủ tục hành chính cấp xã</a>
    <li><a href="https://dichvucong.gov.vn/b">Thủ tục hành chính cấp tỉnh</a></ul>"""

    assert CheckVerdict.LINKED is read(html).verdict


def test_a_banner_at_the_foot_is_no_publication() -> None:
    html = '<footer>Thủ tục: <a href="https://dichvucong.gov.vn/">Cổng Dịch vụ công</a></footer>'

    reading = read(html)

    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.EMPTY) == (reading.verdict, reading.trouble)


def test_a_host_that_only_ends_like_a_portal_is_none() -> None:
    html = '<p>Thủ tục hành chính <a href="https://giadichvucong.gov.vn/">tại đây</a></p>'

    assert CheckVerdict.UNVERIFIABLE is read(html).verdict


def test_further_pages_of_the_list_are_named() -> None:
    html = """<ul><li><a href="a">Cấp giấy phép mẫu</a><li><a href="b">Cấp lại giấy phép mẫu</a>
    </ul><a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=2">Trang sau</a>"""

    assert ("https://xa-mau.example/thu-tuc?page=1", "https://xa-mau.example/thu-tuc?page=2") == (
        read(html).onward
    )


def test_a_list_whose_pages_a_script_turns_proves_nothing() -> None:
    html = """<ul><li><a href="a">Cấp giấy phép mẫu</a><li><a href="b">Cấp lại giấy phép mẫu</a>
    </ul><span>1</span><a href="javascript:__doPostBack('g','Page$2')">2</a>"""

    assert ReadingTrouble.NEEDS_BROWSER is read(html).trouble
