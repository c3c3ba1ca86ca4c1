"""What goes wrong is told in Vietnamese, on one calm page, with what to do next."""

from __future__ import annotations

import logging
import re
import traceback

import pytest
from fastapi.testclient import TestClient

from dondoc.portal.quiet_log import HideTokens
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/khong-co", 404, "Không mở được trang này"),
        ("DELETE", "/", 405, "Trang này không mở trực tiếp được"),
        ("PUT", "/v/abc", 405, "Trang này không mở trực tiếp được"),
    ],
)
def test_each_has_its_page(portal: Portal, method: str, path: str, status: int, words: str) -> None:
    answer = portal.client.request(method, path)

    assert status == answer.status_code
    assert words in answer.text
    assert '<html lang="vi">' in answer.text


def test_a_page_that_is_not_there_speaks_to_whom_it_meets(
    portal: Portal, sqlite_cast: Cast
) -> None:
    stranger = portal.get("/bang/khong-co").text
    unit = Page(portal.get(f"{portal.link()[:-3]}/viec/3").text)
    contact = portal.get("/xac-nhan/abc").text
    desk = Desk(portal, sqlite_cast.officer)
    officer = Page(desk.client.get("/bang/viec/999999").text)

    assert "Đơn vị: hãy mở đường dẫn trong thư đã nhận" in stranger
    assert "dia_chi" in unit.forms["duong-dan-moi"]
    assert "duong-dan-moi" not in contact
    assert "Không có trang này trên bảng" in officer.text
    assert "/bang" in officer.links
    assert "trong thư" not in officer.text


def test_a_form_that_cannot_be_read_says_that_nothing_was_kept(portal: Portal) -> None:
    kind = {"content-type": "multipart/form-data"}

    answer = portal.client.post(f"{portal.link()}/nop", headers=kind, content=b"hong")

    assert 400 == answer.status_code
    assert "chưa có gì được ghi" in answer.text


def test_a_fault_of_ours_shows_nothing_of_its_inside(portal: Portal) -> None:
    def broken() -> None:
        raise RuntimeError("mật khẩu là 123")

    portal.own_app().add_api_route("/hong", broken, methods=["GET"])

    answer = TestClient(portal.app, raise_server_exceptions=False).get("/hong")

    assert 500 == answer.status_code
    assert "Hệ thống đang gặp lỗi" in answer.text
    assert "mật khẩu" not in answer.text


def test_the_portal_works_under_a_path_of_a_shared_host(portal: Portal) -> None:
    portal.own_app().root_path = "/dondoc"

    page = portal.page(portal.link())

    assert "/dondoc/static/dondoc.css" in {a.get("href") for _tag, a in page.elements}
    answer = portal.client.get(f"/dondoc{portal.link()}")
    assert 200 == answer.status_code
    assert f'action="/dondoc{portal.link()}/nop"' in answer.text


def test_no_token_reaches_the_log(portal: Portal) -> None:
    token = portal.link().rsplit("/", 1)[-1]
    args = ("127.0.0.1", "GET", f"/v/{token}/nop?x=1", "1.1", 200)
    record = logging.LogRecord("uvicorn.access", 20, "", 0, "%s %s %s %s %s", args, None)

    HideTokens().filter(record)

    assert "127.0.0.1 GET /v/…/nop?x=1 1.1 200" == record.getMessage()


def test_the_number_on_the_page_finds_the_traceback_in_the_log(portal: Portal) -> None:
    fault, token = RuntimeError("mật khẩu là 123"), portal.link().rsplit("/", 1)[-1]

    def broken() -> None:
        raise fault

    portal.own_app().add_api_route("/v/{token}/hong", broken, methods=["GET"])

    answer = TestClient(portal.app, raise_server_exceptions=False).get(f"/v/{token}/hong")

    logged = "".join(traceback.format_exception(fault))
    (number,) = re.findall(r"số lỗi (\d{8})", answer.text)
    assert f"Lỗi số {number}: GET /v/…/hong" in logged
    assert token not in logged
