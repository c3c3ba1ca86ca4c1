"""Who sees the board, who decides on it, and what a form must carry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from dondoc.clock import at
from dondoc.portal.sign_in.session import LASTS
from models import Account, Decision, Token
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)
PAGES = ("/bang", "/bang/viec/1", "/bang/viec/1/tep/1", "/bang/viec/1/tra-lai/xem")
FORMS = ("chap-nhan", "tra-lai/xem", "tra-lai", "gia-han/xem", "gia-han", "mien/xem", "mien")


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_it_without_signing_in(portal: Portal, path: str) -> None:
    answer = portal.get(path)

    assert (303, f"/dang-nhap?tiep={path}") == (answer.status_code, answer.headers["location"])
    assert "" == answer.text


@pytest.mark.parametrize("form", FORMS)
def test_nobody_decides_without_signing_in(portal: Portal, form: str) -> None:
    answer = portal.client.post(f"/bang/viec/1/{form}", data={"y_kien": "x"})

    assert (303, "/dang-nhap?tiep=/bang") == (answer.status_code, answer.headers["location"])
    assert [] == portal.rows(Decision)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_its_token_is_refused(portal: Portal, sqlite_cast: Cast, form: str) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW)

    bare = desk.client.post(f"/bang/viec/{viec}/{form}", data={"ly_do": "0"})
    foreign = desk.client.post(f"/bang/viec/{viec}/{form}", data={"form_token": "0" * 64})

    assert [403, 403] == [bare.status_code, foreign.status_code]
    assert [] == portal.rows(Decision)


def test_the_token_of_an_earlier_session_is_refused(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW)
    old = desk.get("/bang").split('name="form_token" value="')[1].split('"')[0]
    desk.sign_in(sqlite_cast.officer)

    answer = desk.client.post(f"/bang/viec/{viec}/chap-nhan", data={"form_token": old})

    assert (403, []) == (answer.status_code, portal.rows(Decision))


def test_a_token_that_grew_too_old_is_refused(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW)
    old = desk.get("/bang").split('name="form_token" value="')[1].split('"')[0]
    portal.now += LASTS + timedelta(minutes=3)
    with transaction(portal.engine) as session:  # the session alone is still good
        session.execute(update(Token).values(expires_at=portal.now + LASTS))

    answer = desk.client.post(f"/bang/viec/{viec}/chap-nhan", data={"form_token": old})

    assert (403, []) == (answer.status_code, portal.rows(Decision))
    assert "Trang đã mở từ lâu" in answer.text


def test_a_changed_token_is_refused(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW)
    token = desk.get("/bang").split('name="form_token" value="')[1].split('"')[0]

    for changed in (token[:-1], f"{token}A", f"x{token}", "é"):
        answer = desk.client.post(f"/bang/viec/{viec}/chap-nhan", data={"form_token": changed})
        assert (403, []) == (answer.status_code, portal.rows(Decision))


def test_a_viewer_sees_and_does_not_decide(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.viewer)
    viec = desk.hand_in("so-tai-chinh", NOW)

    page = desk.get(f"/bang/viec/{viec}")
    answer = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert "Tài khoản này chỉ được xem; chỉ cán bộ Sở Nội vụ" in page
    assert "/chap-nhan" not in page
    assert (403, []) == (answer.status_code, portal.rows(Decision))


def test_another_bodys_officer_does_not_decide(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.stranger)
    viec = desk.hand_in("so-tai-chinh", NOW)

    answer = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert "Chấp nhận" not in desk.get(f"/bang/viec/{viec}")
    assert (403, []) == (answer.status_code, portal.rows(Decision))
    assert "Sở Nội vụ hoặc quản trị được chấp nhận, trả lại" in answer.text


def test_who_handed_it_in_does_not_decide(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    viec = desk.hand_in("so-tai-chinh", NOW, by=f"account:{sqlite_cast.officer.id}")

    answer = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert (422, []) == (answer.status_code, portal.rows(Decision))
    assert "người đã nhập báo cáo này không tự quyết định" in answer.text


def test_an_administrator_of_another_body_decides(portal: Portal, sqlite_cast: Cast) -> None:
    with transaction(portal.engine) as session:
        chief = session.get_one(Account, sqlite_cast.stranger.id)
        chief.role = AccountRole.ADMINISTRATOR
    desk = Desk(portal, sqlite_cast.stranger)
    viec = desk.hand_in("so-tai-chinh", NOW)

    assert 303 == desk.post(f"/bang/viec/{viec}/chap-nhan").status_code


def test_an_assignment_that_is_none_is_not_found(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)

    assert 404 == desk.client.get("/bang/viec/9999").status_code
    assert 404 == desk.client.get("/bang/viec/abc").status_code
    assert 404 == desk.client.get("/bang/viec/1/tep/1").status_code
