"""`/quan-tri`: what waits for an administrator, channels, doubts of the plan, the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.plan.lint.lint_all import unconfirmed
from models import Account, Audit, Channel
from models.database import transaction
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    return AdminDesk(portal)


def test_administrators_alone_find_administration_in_their_menu(
    portal: Portal, sqlite_cast: Cast, admin: AdminDesk
) -> None:
    assert "/quan-tri" in admin.read("/bang").links

    officer = Desk(portal, sqlite_cast.officer)

    assert 'href="/quan-tri"' not in officer.get("/bang")
    assert 403 == officer.client.get("/quan-tri").status_code


def test_the_first_page_says_what_waits_and_where_it_is_done(admin: AdminDesk) -> None:
    admin.post("/quan-tri/kenh/dung", kenh="email", ly_do="Đổi mật khẩu")

    page = admin.read("/quan-tri")

    assert "Kênh email tạm dừng từ" in page.links["/quan-tri/kenh"]
    registry, workdays = admin.portal.rulebook.registry, admin.portal.rulebook.workdays
    count = len(list(unconfirmed(registry, workdays)))
    assert f"{count} điều trong kế hoạch" in page.text
    assert "Chế độ thử đang bật" in page.text


def test_a_channel_is_stopped_for_a_reason_and_let_go(admin: AdminDesk) -> None:
    refused = admin.post("/quan-tri/kenh/dung", kenh="email")
    stopped = admin.post("/quan-tri/kenh/dung", kenh="email", ly_do="Đổi mật khẩu")
    seen = admin.get(stopped.headers["Location"])
    released = admin.post("/quan-tri/kenh/chay", kenh="email")

    assert (422, 303, 303) == (refused.status_code, stopped.status_code, released.status_code)
    assert "hãy ghi lý do" in refused.text
    assert "Kênh email tạm dừng. Tin chưa gửi vẫn chờ trong sổ." in seen
    assert "Đổi mật khẩu" in seen
    assert "Kênh email chạy lại." in admin.get(released.headers["Location"])
    assert [
        (audit.PAUSED, "channel:email", "Đổi mật khẩu"),
        (audit.RELEASED, "channel:email", ""),
    ] == admin.acts()
    assert [None] == [row.paused_at for row in admin.portal.rows(Channel)]


def test_a_channel_that_is_none_is_named_with_those_there_are(admin: AdminDesk) -> None:
    answer = admin.post("/quan-tri/kenh/dung", kenh="fax", ly_do="thử")

    assert 422 == answer.status_code
    assert "không có kênh này; hãy ghi một trong: email" in answer.text


def test_every_doubt_of_the_plan_stands_with_its_place_and_what_to_write(admin: AdminDesk) -> None:
    text = admin.read("/quan-tri/ke-hoach").text

    found = list(unconfirmed(admin.portal.rulebook.registry, admin.portal.rulebook.workdays))
    assert f"{len(found)} điều chưa có căn cứ xác nhận" in text
    assert [] == [one.entry for one in found if one.entry not in text]
    assert "Khi đã có căn cứ, hãy ghi nguồn và confirmed: true." in text


def test_the_audit_says_who_did_what_to_what(admin: AdminDesk, sqlite_cast: Cast) -> None:
    viec = admin.portal.assignment()
    _acted(admin, sqlite_cast.officer, "trả lại", f"assignment:{viec}", "Thiếu số liệu")

    page = admin.read("/quan-tri/nhat-ky")

    assert (
        "Phạm Thị Hà, Sở Nội vụ: trả lại, Báo cáo tuyên truyền CCHC, Sở Tài chính, quý I/2027"
    ) in page.text
    assert "Thiếu số liệu" in page.text
    assert f"/bang/viec/{viec}" in page.links


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ai=pham+thi+ha", ["trả lại"]),
        ("ai=ha@so-noi-vu.example", ["trả lại"]),
        ("ai=he+thong", ["mở đợt", "tạm dừng kênh"]),
        ("loai=kênh", ["tạm dừng kênh"]),
        ("loai=kênh&so=zns", []),
        ("loai=việc&ai=xem", []),
    ],
)
def test_the_audit_is_narrowed_by_person_and_by_what_it_was_done_to(
    admin: AdminDesk, sqlite_cast: Cast, query: str, expected: list[str]
) -> None:
    with transaction(admin.portal.engine) as session:
        for row in session.exec(select(Audit)):
            session.delete(row)
    _acted(admin, None, "tạm dừng kênh", "channel:email")
    _acted(admin, None, "mở đợt", "round:1")
    _acted(admin, sqlite_cast.officer, "trả lại", f"assignment:{admin.portal.assignment()}")

    html = admin.get(f"/quan-tri/nhat-ky?{query}")

    known = ("trả lại", "mở đợt", "tạm dừng kênh")
    assert expected == sorted((one for one in known if f"</b> {one}" in html), key=known.index)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ai=khong+ai+ten+nay", "không có ai tên hoặc địa chỉ như vậy"),
        ("so=12", "hãy chọn một trong: việc"),
        ("loai=lạ", "hãy chọn một trong: việc"),
        ("truoc=abc", "phải là số nguyên"),
    ],
)
def test_a_filter_that_means_nothing_is_said_not_passed_over(
    admin: AdminDesk, query: str, words: str
) -> None:
    answer = admin.client.get(f"/quan-tri/nhat-ky?{query}")

    assert 422 == answer.status_code
    assert words in answer.text


def test_the_audit_goes_on_a_hundred_at_a_time(admin: AdminDesk, sqlite_cast: Cast) -> None:
    for number in range(130):
        _acted(admin, sqlite_cast.officer, f"việc thử {number}", "channel:email")

    first = admin.get("/quan-tri/nhat-ky?ai=ha@so-noi-vu.example")
    older = next(
        link
        for link in admin.read("/quan-tri/nhat-ky?ai=ha@so-noi-vu.example").links
        if "truoc=" in link
    )
    second = admin.get(older)

    assert (100, 30) == (first.count("</b> việc thử"), second.count("</b> việc thử"))
    assert "việc thử 129," in first
    assert "việc thử 29," in second
    assert "truoc=" not in second.replace(older, "")


def _acted(
    admin: AdminDesk, account: Account | None, act: str, target: str, detail: str = ""
) -> None:
    by = Actor.account(account.id) if account else audit.SYSTEM
    now = admin.portal.now - timedelta(minutes=5)
    with transaction(admin.portal.engine) as session:
        audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)
