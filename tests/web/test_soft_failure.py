"""What is no page although the server says 200 is known for what it is; a page stays a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dondoc.web.media_types import DOCX, OLE, PDF
from dondoc.web.page_text import decode_page
from dondoc.web.site_answer import SiteAnswer
from dondoc.web.soft_failure import trouble_of
from models.publication_kinds import ReadingTrouble
from tests.support.wild_site import PAGE, RULES

ANSWER = SiteAnswer(200, "https://so-y.example/tthc", media_type="text/html", body=b"x")


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("tot", None),
        ("gzip", None),
        ("khong-co", ReadingTrouble.GONE),
        ("mat", ReadingTrouble.GONE),
        ("mem", ReadingTrouble.GONE),
        ("cam", ReadingTrouble.FORBIDDEN),
        ("ban-mai", ReadingTrouble.SERVER_ERROR),
        ("chan", ReadingTrouble.BLOCKED),
        ("chan-503", ReadingTrouble.BLOCKED),
        ("chi-dan", None),
        ("vo", ReadingTrouble.NEEDS_BROWSER),
        ("rong", ReadingTrouble.EMPTY),
        ("lon", ReadingTrouble.TRUNCATED),
        ("bom", ReadingTrouble.TRUNCATED),
        ("dut", ReadingTrouble.TRUNCATED),
        ("tep.pdf", ReadingTrouble.GONE),
    ],
)
def test_each_answer_of_a_wild_site_is_known(site, visitor, path, trouble):
    answer = visitor.get(site.at(path), RULES)

    assert trouble == trouble_of(answer, decode_page(answer.body, answer.charset).text)


def test_a_page_that_led_elsewhere_is_not_the_units_own(site, visitor):
    site.hosts = {"khac.example": "tot"}
    away = replace(RULES, hosts=("so-y.example",))
    answer = visitor.get(site.at("tot", "khac.example"), away)

    assert ReadingTrouble.OFF_HOST == trouble_of(answer, PAGE)


@pytest.mark.parametrize(
    "heading",
    [
        "404 - File or directory not found.",
        "404 Not Found",
        "Lỗi 404",
        "404",
        "Không tìm thấy trang",
        "Trang bạn yêu cầu không tồn tại",
        "Nội dung này không còn tồn tại!",
    ],
)
def test_a_page_that_says_it_is_not_there_is_gone(heading):
    for tag in ("title", "h1"):
        text = f"<html><{tag}>{heading}</{tag}><p>{'Mời xem trang khác. ' * 80}</p>"
        assert ReadingTrouble.GONE == trouble_of(ANSWER, text)


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        PAGE + '<div class="g-recaptcha"></div><noscript>Please enable JavaScript</noscript>',
        PAGE + '<script src="/TSPD/08a?type=17"></script>',
        PAGE.replace("Danh mục", "Thủ tục xác nhận giấy tờ không tồn tại trong sổ gốc"),
        PAGE.replace("Danh mục", "Thông báo số 404 về thủ tục"),
        f'<div id="app">{PAGE}</div>',
    ],
)
def test_a_page_stays_a_page(text):
    assert trouble_of(ANSWER, text) is None


@pytest.mark.parametrize(
    ("address", "declared", "found", "trouble"),
    [
        ("/a.pdf", PDF, PDF, None),
        ("/a.docx", DOCX, OLE, None),
        ("/a.doc", "", DOCX, None),
        ("/tai-ve?id=7", PDF, PDF, None),
        ("/a.pdf", PDF, OLE, ReadingTrouble.DAMAGED),
        ("/a.xlsx", "", PDF, ReadingTrouble.DAMAGED),
        ("/a.pdf", "text/html", "text/html", ReadingTrouble.DAMAGED),
        ("/tai-ve?id=7", PDF, "text/html", ReadingTrouble.DAMAGED),
    ],
)
def test_a_file_is_what_its_bytes_say(address, declared, found, trouble):
    file = replace(
        ANSWER,
        address=f"https://so-y.example{address}",
        declared_type=declared,
        media_type=found,
    )

    assert trouble == trouble_of(file, PAGE if found == "text/html" else "")


def test_what_its_host_shows_for_everything_is_gone():
    assert ReadingTrouble.GONE == trouble_of(replace(ANSWER, like_missing=True), PAGE)


def test_what_is_as_before_is_no_trouble():
    assert trouble_of(SiteAnswer(304, ANSWER.address), "") is None
