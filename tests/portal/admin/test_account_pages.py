"""`/quan-tri/tai-khoan`: accounts added, changed, ended; who signs in when."""

from __future__ import annotations

import pytest

from dondoc.delivery.sign_in_mail import sign_in_link
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

NEW = {
    "ho_ten": "Lê Thị Mới",
    "dia_chi": "Moi@so-noi-vu.example",
    "don_vi": "so noi vu",
    "vai_tro": "cán bộ",
    "phong": "Phòng CCHC",
    "dien_thoai": "0207 300 0009",
    "nhiem_vu": "III.1.1.c; bao-cao-dinh-ky",
}


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    return AdminDesk(portal)


def account_of(admin: AdminDesk, address: str) -> Account:
    found: Account = next(one for one in admin.portal.rows(Account) if one.address == address)
    return found


def test_a_new_account_is_what_was_typed(admin: AdminDesk) -> None:
    answer = admin.post("/quan-tri/tai-khoan", **NEW)

    new = account_of(admin, "moi@so-noi-vu.example")
    assert 303 == answer.status_code
    assert ("Lê Thị Mới", "so-noi-vu", AccountRole.OFFICER, "III.1.1.c") == (
        new.name,
        new.unit_code,
        new.role,
        new.duties,
    )
    assert [("thêm tài khoản", f"account:{new.id}", "")] == admin.acts()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(admin: AdminDesk) -> None:
    wrong = {
        "hãy ghi họ tên": {"ho_ten": " "},
        "không phải địa chỉ thư": {"dia_chi": "khong-phai"},
        "không có đơn vị nào tên như vậy": {"don_vi": "Sở Không Có"},
        "hãy ghi một trong: xem, cán bộ, quản trị": {"vai_tro": "vua"},
        "IX.9": {"nhiem_vu": "IX.9"},
        "đã có tài khoản với địa chỉ này": {"dia_chi": "ha@so-noi-vu.example"},
    }
    before = admin.portal.dump()

    answers = {
        words: admin.post("/quan-tri/tai-khoan", **{**NEW, **changes})
        for words, changes in wrong.items()
    }

    assert dict.fromkeys(wrong, 422) == {words: one.status_code for words, one in answers.items()}
    assert [] == [words for words, one in answers.items() if words not in one.text]
    typed = 'value="0207 300 0009"'  # what was typed stays
    assert [] == [words for words, one in answers.items() if typed not in one.text]
    assert before == admin.portal.dump()


def test_an_account_changes_and_keeps_its_address(admin: AdminDesk, sqlite_cast: Cast) -> None:
    home = f"/quan-tri/tai-khoan/{sqlite_cast.viewer.id}"

    answer = admin.post(home, **{**NEW, "nhiem_vu": ""})

    after = account_of(admin, "xem@so-noi-vu.example")
    assert 303 == answer.status_code
    assert ("Lê Thị Mới", AccountRole.OFFICER, "") == (after.name, after.role, after.duties)


def test_who_is_ended_is_out_with_the_next_click_and_may_come_back(
    portal: Portal, admin: AdminDesk, sqlite_cast: Cast
) -> None:
    home = f"/quan-tri/tai-khoan/{sqlite_cast.officer.id}"

    assert 422 == admin.post(f"{home}/ngung").status_code
    assert 303 == admin.post(f"{home}/ngung", ly_do="Chuyển công tác").status_code
    assert 422 == admin.post(f"{home}/ngung", ly_do="Lần nữa").status_code
    gone = Desk(portal, sqlite_cast.officer).client.get("/bang")
    admin.sign_in(admin.account)  # type: ignore[arg-type]
    assert 303 == admin.post(f"{home}/dung-lai").status_code
    back = Desk(portal, sqlite_cast.officer).client.get("/bang")

    assert (303, 200) == (gone.status_code, back.status_code)


def test_the_last_administrator_neither_ends_nor_demotes_itself(admin: AdminDesk) -> None:
    home = f"/quan-tri/tai-khoan/{admin.account.id}"  # type: ignore[union-attr]
    before = admin.portal.dump()

    ended = admin.post(f"{home}/ngung", ly_do="Nghỉ hưu")
    demoted = admin.post(home, **{**NEW, "vai_tro": "xem"})

    assert (422, 422) == (ended.status_code, demoted.status_code)
    assert "phải còn ít nhất một tài khoản quản trị" in ended.text
    assert before == admin.portal.dump()


def test_the_list_says_when_each_signed_in(
    portal: Portal, admin: AdminDesk, sqlite_cast: Cast
) -> None:
    with transaction(portal.engine) as session:
        link = sign_in_link(session, portal.settings, sqlite_cast.viewer, portal.now)
    portal.client.post(link.removeprefix(portal.settings.base_url))
    portal.client.cookies.clear()
    admin.sign_in(admin.account)  # type: ignore[arg-type]

    text = admin.read("/quan-tri/tai-khoan").text

    assert "xem@so-noi-vu.example; đăng nhập gần nhất 09:14" in text
    assert "ha@so-noi-vu.example; chưa thấy đăng nhập" in text
