"""Accounts for the scoring software on the board, and their receipt on the unit's own page."""

from __future__ import annotations

import re
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from models import Assignment, Notice, ScoringAccount
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, PLANNED, Hall
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page

HOME = f"/bang/hoi-nghi/{CODE}/tai-khoan"
LOOKED = at(date(2026, 11, 9), 9)
LIST = "Đơn vị,Tài khoản,Người giữ\nSở Tài chính,stc01,Lê Thị An\nSở Y tế,syt01,\n"


@pytest.fixture
def board(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Three units invited."""
    portal.now = PLANNED
    hall = Hall(portal.engine, portal.rulebook)
    hall.plan()
    hall.invite()
    with transaction(portal.engine) as session:
        sqlite_cast.officer.duties = ""
        session.merge(sqlite_cast.officer)
    found = Desk(portal, sqlite_cast.officer)
    found.at(LOOKED)
    return found


def enter(board: Desk, text: str = LIST) -> httpx.Response:
    token = re.search(r'name="form_token" value="([^"]+)"', board.get(HOME))
    assert token
    files = {"tep": ("tai-khoan.csv", text.encode(), "text/csv")}
    return board.client.post(f"{HOME}/nhap", data={"form_token": token[1]}, files=files)


def told(board: Desk) -> int:
    return len([one for one in board.portal.rows(Notice) if one.kind == NoticeKind.DEMAND.value])


def test_a_list_is_entered_handed_out_and_counted(board: Desk) -> None:
    entered = enter(board)
    before = told(board)
    handed = [board.post(f"{HOME}/giao").headers["location"] for _ in range(2)]
    text = board.portal.page(HOME).text
    file = board.client.get(f"{HOME}?tai=csv").content.decode("utf-8-sig")

    assert "?xong=nhap-2-0" in entered.headers["location"]
    assert 0 == before
    assert ["giao-2-0", "giao-0-0"] == [one.rpartition("=")[2] for one in handed]
    assert 2 == told(board)
    assert "2 tài khoản chấm điểm: giao 2, đơn vị đã xác nhận 0." in text
    assert "1 đơn vị trong danh sách mời chưa có tài khoản" in text
    assert "Sở Tài chính;stc01;Lê Thị An;đã giao, chưa xác nhận;09/11/2026;23/11/2026" in file
    assert "giao 2, đơn vị đã xác nhận 0" in board.portal.page(f"/bang/hoi-nghi/{CODE}").text


def test_a_list_with_a_password_is_refused_and_not_shown(board: Desk) -> None:
    refused = enter(board, "Đơn vị,Tài khoản,Mật khẩu\nSở Y tế,syt01,Bi-mat-9\n")

    assert 422 == refused.status_code
    assert "cột mật khẩu" in refused.text
    assert "Bi-mat-9" not in refused.text
    assert [] == board.portal.rows(ScoringAccount)


def test_one_account_is_typed_taken_back_and_typed_anew(board: Desk) -> None:
    wrong = board.post(f"{HOME}/ghi", unit="Sở Y tế", login="syt01 Matkhau9", holder="")
    typed = board.post(f"{HOME}/ghi", unit="Sở Y tế", login="syt01", holder="Trần Văn Bình")
    board.post(f"{HOME}/giao")
    stands = board.post(f"{HOME}/ghi", unit="Sở Y tế", login="syt02", holder="")
    bare = board.post(f"{HOME}/thu-hoi", back_unit="Sở Y tế", reason="")
    back = board.post(f"{HOME}/thu-hoi", back_unit="Sở Y tế", reason="Sai tên tài khoản.")
    mended = board.post(f"{HOME}/ghi", unit="Sở Y tế", login="syt02", holder="")

    codes = [one.status_code for one in (wrong, typed, stands, bare, back, mended)]
    assert [422, 303, 422, 422, 303, 303] == codes
    assert "thu hồi (có lý do) trước" in stands.text
    [row] = board.portal.rows(ScoringAccount)
    assert ("syt02", None) == (row.login, row.handed_at)


def test_who_does_not_organise_sees_none(board: Desk, sqlite_cast: Cast) -> None:
    enter(board)
    board.sign_in(sqlite_cast.viewer)

    assert 403 == board.client.get(HOME).status_code


def test_the_unit_confirms_by_one_tap_and_looking_changes_nothing(board: Desk) -> None:
    enter(board)
    quiet = board.portal.get(_page_of(board, "so-y-te")).text
    board.post(f"{HOME}/giao")
    [row] = [one for one in board.portal.rows(ScoringAccount) if one.unit_code == "so-y-te"]
    link = board.portal.link("so-y-te", assignment_id=row.assignment_id)
    led = board.portal.get(link).headers["location"]
    page = Page(board.portal.get(led).text)
    looked = board.portal.get(f"{link}/hoi-nghi/tai-khoan").status_code
    waiting = [one for one in board.portal.rows(Assignment) if one.id == row.assignment_id]
    form = {name: values[0] for name, values in page.forms["tai-khoan"].items()}
    tapped = [board.portal.client.post(f"{link}/hoi-nghi/tai-khoan", data=form) for _ in range(2)]
    done = [one for one in board.portal.rows(Assignment) if one.id == row.assignment_id]

    assert "syt01" not in quiet
    assert "syt01" in page.text
    assert 303 == looked
    assert [None] == [one.completed_at for one in waiting]
    assert [303, 303] == [one.status_code for one in tapped]
    assert [LOOKED] == [one.completed_at for one in done]
    assert "Đã xác nhận đã nhận tài khoản" in board.portal.get(led).text
    assert "đã nhận" in board.portal.page(HOME).text


def _page_of(board: Desk, unit: str) -> str:
    hall = Hall(board.portal.engine, board.portal.rulebook)
    number = hall.invitee(unit).assignment_id
    return f"{board.portal.link(unit, assignment_id=number)}/hoi-nghi/{number}"
