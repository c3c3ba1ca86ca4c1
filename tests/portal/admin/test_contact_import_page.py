"""`/quan-tri/dau-moi`: a file is looked at, then written as it was seen, or not at all."""

from __future__ import annotations

import re

import httpx
import pytest
from sqlmodel import col, select

from dondoc.contacts.address import EMAIL
from models import Contact, Notice
from models.database import transaction
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.portal import Portal

FILE = """đơn vị,đầu mối,điện thoại,địa chỉ,thứ tự
Sở Tài chính,Nguyễn Thị Mai,0207 300 0002,mai@so-tai-chinh.example,2
so-y-te,Bùi Văn Tư,0207 300 0003,van-thu@so-y-te.example,
""".encode()


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    return AdminDesk(portal)


def carried(answer: httpx.Response) -> str:
    found = re.search(r'name="tep" value="([^"]+)"', answer.text)
    assert found, answer.text
    return found[1]


def look(admin: AdminDesk, content: bytes = FILE) -> httpx.Response:
    return admin.send_file("/quan-tri/dau-moi/xem", content)


def test_the_difference_is_seen_before_anything_is_written(admin: AdminDesk) -> None:
    before = admin.portal.dump()

    seen = look(admin)

    assert 200 == seen.status_code
    assert "1 đầu mối thêm mới, 1 thay đổi" in seen.text
    assert "mai@so-tai-chinh.example" in seen.text
    assert "đầu mối trống thành «Bùi Văn Tư»" in seen.text
    assert before == admin.portal.dump()


def test_what_was_seen_is_written_by_one_button_once(admin: AdminDesk) -> None:
    token = carried(look(admin))

    first = admin.post("/quan-tri/dau-moi", tep=token)
    again = admin.post("/quan-tri/dau-moi", tep=token)

    rows = {row.address: row for row in admin.portal.rows(Contact)}
    assert (303, 422) == (first.status_code, again.status_code)
    assert ("Nguyễn Thị Mai", 2) == (
        rows["mai@so-tai-chinh.example"].person,
        rows["mai@so-tai-chinh.example"].position,
    )
    assert "Bùi Văn Tư" == rows["van-thu@so-y-te.example"].person
    assert ["thêm đầu mối", "sửa đầu mối"] == [act for act, _target, _detail in admin.acts()]
    assert "Không có gì phải ghi" in again.text


def test_what_changed_after_the_look_is_looked_at_again(admin: AdminDesk) -> None:
    token = carried(look(admin))
    with transaction(admin.portal.engine) as session:
        query = select(Contact).where(col(Contact.address) == "van-thu@so-y-te.example")
        session.exec(query).one().person = "Người khác"

    answer = admin.post("/quan-tri/dau-moi", tep=token)

    assert 422 == answer.status_code
    assert "sổ vừa thay đổi sau khi xem trước" in answer.text
    assert "«Người khác» thành «Bùi Văn Tư»" in answer.text
    assert [] == admin.acts()
    assert 303 == admin.post("/quan-tri/dau-moi", tep=carried(answer)).status_code


def test_one_wrong_line_and_no_line_is_written(admin: AdminDesk) -> None:
    wrong = FILE + "Sở Không Có,A,,a@b.example,\nso-y-te,B,,khong-phai,\n".encode()

    answer = look(admin, wrong)

    assert 422 == answer.status_code
    assert "Chưa ghi gì: có 2 chỗ cần sửa" in answer.text
    assert "dòng 4, cột đơn vị" in answer.text
    assert "dòng 5, cột địa chỉ" in answer.text


def test_a_file_that_is_no_list_is_refused_in_words(admin: AdminDesk) -> None:
    answers = [look(admin, content) for content in (b"", b"\x00\xff", "tên\n".encode())]

    assert [422] * 3 == [one.status_code for one in answers]
    assert [] == [one.text for one in answers if "Chưa ghi gì" not in one.text]


def test_another_sessions_page_writes_nothing(admin: AdminDesk) -> None:
    token = carried(look(admin))
    admin.sign_in(admin.account)  # type: ignore[arg-type]

    answer = admin.post("/quan-tri/dau-moi", tep=token)

    assert 422 == answer.status_code
    assert "hãy chọn lại tệp" in answer.text
    assert [] == admin.acts()


def test_a_file_without_the_token_of_our_form_is_refused(admin: AdminDesk) -> None:
    answer = admin.client.post("/quan-tri/dau-moi/xem", files={"tep": ("a.csv", FILE)})

    assert 403 == answer.status_code


def test_what_is_exported_changes_nothing_when_it_comes_back(admin: AdminDesk) -> None:
    admin.post("/quan-tri/dau-moi", tep=carried(look(admin)))
    with transaction(admin.portal.engine) as session:
        session.add(Contact(unit_code="so-y-te", channel="json", address="may.example/bi-mat"))

    file = admin.client.get("/quan-tri/dau-moi/xuat")
    seen = admin.send_file("/quan-tri/dau-moi/xem", file.content, "danh-ba.xlsx")

    mailboxes = [row for row in admin.portal.rows(Contact) if row.channel == EMAIL]
    assert 200 == seen.status_code
    assert "Không có gì phải ghi" in seen.text
    assert f"{len(mailboxes)} giữ nguyên; 1 đầu mối khác" in seen.text


def test_a_contact_ends_and_what_waits_goes_to_the_next(admin: AdminDesk) -> None:
    admin.post("/quan-tri/dau-moi", tep=carried(look(admin)))
    first = next(
        row.id for row in admin.portal.rows(Contact) if row.address == "van-thu@so-y-te.example"
    )

    refused = admin.post(f"/quan-tri/dau-moi/{first}/ngung")
    ended = admin.post(f"/quan-tri/dau-moi/{first}/ngung", ly_do="Nghỉ hưu")
    page = admin.get(ended.headers["Location"].partition("#")[0])
    back = admin.post(f"/quan-tri/dau-moi/{first}/dung-lai")

    assert (422, 303, 303) == (refused.status_code, ended.status_code, back.status_code)
    assert "Nghỉ hưu" in page
    assert ["ngừng dùng đầu mối", "cho dùng lại đầu mối"] == [
        act for act, target, _detail in admin.acts() if target == f"contact:{first}"
    ][-2:]
    assert [] == [one for one in admin.portal.rows(Notice) if one.contact_id == first]
