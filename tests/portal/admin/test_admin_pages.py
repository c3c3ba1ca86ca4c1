"""`/quan-tri`: what waits for an administrator, channels, doubts of the plan, the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dondoc.delivery.operating.trial_mail import MOST_TRIALS
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.plan.lint.lint_all import unconfirmed
from models import Account, Channel, Message
from models.database import transaction
from models.reasons import MessagePurpose
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


def test_a_trial_letter_goes_to_who_presses_and_only_so_often(admin: AdminDesk) -> None:
    sent = [admin.post("/quan-tri/kenh/thu") for _ in range(MOST_TRIALS + 1)]

    letters = [row for row in admin.portal.rows(Message) if row.purpose is MessagePurpose.TRIAL]
    assert [303] * MOST_TRIALS + [422] == [one.status_code for one in sent]
    assert "Thư thử tới quan@so-noi-vu.example đã được xếp gửi" in admin.get(
        sent[0].headers["Location"]
    )
    assert f"đã có {MOST_TRIALS} thư thử trong 15 phút" in sent[-1].text
    assert [admin.account.id] * MOST_TRIALS == [one.account_id for one in letters]  # type: ignore[union-attr]
    assert "Đỗ Văn Quản gửi thư này lúc 09:14" in letters[0].text


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
    viec = admin.hand_in("so-tai-chinh", admin.portal.now)
    _acted(admin, sqlite_cast.officer, "trả lại", f"assignment:{viec}", "Thiếu số liệu")

    page = admin.read("/quan-tri/nhat-ky")

    assert (
        "Phạm Thị Hà, Sở Nội vụ: trả lại, Báo cáo tuyên truyền CCHC, Sở Tài chính, quý I/2027"
    ) in page.text
    assert "Thiếu số liệu" in page.text
    assert "lần 1, đã thực hiện, 12/BC-STC" in page.text
    assert f"/bang/viec/{viec}" in page.links


def test_the_audit_is_narrowed_by_person_and_by_what_it_was_done_to(
    admin: AdminDesk, sqlite_cast: Cast
) -> None:
    known = ("trả lại việc thử", "mở đợt thử", "dừng thử")
    viec = admin.portal.assignment()
    _acted(admin, None, known[2], "channel:email")
    _acted(admin, None, known[1], "round:1")
    _acted(admin, sqlite_cast.officer, known[0], f"assignment:{viec}")
    queries = {
        "ai=pham+thi+ha": known[:1],
        "ai=ha@so-noi-vu.example": known[:1],
        "ai=he+thong": known[1:],
        "loai=kênh": known[2:],
        "loai=kênh&so=zns": (),
        f"loai=việc&so={viec}": known[:1],
        "loai=việc&ai=xem": (),
    }

    pages = {query: admin.get(f"/quan-tri/nhat-ky?{query}") for query in queries}

    assert queries == {
        query: tuple(one for one in known if f"</b> {one}" in html) for query, html in pages.items()
    }


def test_a_filter_that_means_nothing_is_said_not_passed_over(admin: AdminDesk) -> None:
    wanted = {
        "ai=khong+ai+ten+nay": "không có ai tên hoặc địa chỉ như vậy",
        "so=12": "hãy chọn một trong: việc",
        "loai=lạ": "hãy chọn một trong: việc",
        "truoc=abc": "phải là số nguyên",
    }

    answers = {query: admin.client.get(f"/quan-tri/nhat-ky?{query}") for query in wanted}

    assert dict.fromkeys(wanted, 422) == {q: one.status_code for q, one in answers.items()}
    assert {} == {q: words for q, words in wanted.items() if words not in answers[q].text}


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
