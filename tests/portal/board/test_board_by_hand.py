"""Letters outside the ladder, and telephone calls, from the page of an assignment."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from dondoc.access import Act
from dondoc.clock import at
from dondoc.decisions.decide import ask_extension
from dondoc.decisions.letters_by_hand import send_by_hand
from models import Audit, CallNote, Contact, Notice
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk, letter, told
from tests.support.portal import Portal
from tests.support.post import Office

BEFORE = at(date(2027, 3, 9), 9)
LATE = at(date(2027, 3, 18), 9)  # two working days past the date


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(BEFORE)
    return desk


@pytest.fixture
def viec(desk: Desk) -> int:
    return desk.portal.assignment("so-tai-chinh")


@pytest.fixture
def office(desk: Desk) -> Office:
    """The mail of this portal; what its ledger plans leaves from here."""
    released = desk.portal.settings.model_copy(update={"trial": False})
    return Office(desk.portal.engine, released, desk.portal.rulebook)


def urged(desk: Desk, viec: int, office: Office) -> None:
    """A letter that urges has left, at `BEFORE`."""
    with transaction(desk.portal.engine) as session:
        send_by_hand(
            session,
            desk.portal.rulebook,
            Act.URGE,
            assignment_id=viec,
            account=desk.account,
            seen=0,
            now=BEFORE,
        )
    office.window(BEFORE)


def fields(html: str) -> dict[str, str]:
    """The hidden fields of a preview, without those of the form that signs out."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)[1:])


def send(desk: Desk, path: str) -> int:
    """Look at the letter and send it, as the page does."""
    shown = desk.post(f"{path}/xem")
    return desk.client.post(path, data=fields(shown.text)).status_code


def test_before_the_date_urging_reminds_at_once_and_once(desk: Desk, viec: int) -> None:
    path = f"/bang/viec/{viec}/don-doc"
    before = desk.portal.dump()
    shown = desk.post(f"{path}/xem")
    assert "[Nhắc hạn]" in shown.text
    assert "Hạn gửi: thứ Ba, ngày 16/03/2027" in letter(shown)
    assert before == desk.portal.dump()

    taps = [desk.client.post(path, data=fields(shown.text)) for _tap in range(2)]

    assert [f"/bang/viec/{viec}?xong=don-doc#vua-xong"] * 2 == [
        tap.headers["location"] for tap in taps
    ]
    [notice] = desk.portal.rows(Notice)
    assert ("reminder", "HAND2027-03-09", True) == (notice.kind, notice.rung, notice.immediate)
    assert ["mở đợt", "nhắc ngay"] == [act.act for act in desk.portal.rows(Audit)]
    page = desk.get(f"/bang/viec/{viec}")
    assert "Phạm Thị Hà, Sở Nội vụ:</b> nhắc ngay: nhắc hạn." in page
    assert "Bậc thang nhắc: ngoài bậc, do cán bộ gửi" in page


def test_past_the_date_the_head_is_told_too(desk: Desk, viec: int) -> None:
    desk.at(LATE)

    assert 303 == send(desk, f"/bang/viec/{viec}/don-doc")

    assert ["overdue", "overdue_head"] == sorted(told(desk.portal))
    assert "đôn đốc ngay: đôn đốc." in desk.get(f"/bang/viec/{viec}")


def test_who_was_written_to_today_is_not_urged_again(desk: Desk, viec: int, office: Office) -> None:
    urged(desk, viec, office)

    sent = desk.post(f"/bang/viec/{viec}/don-doc/xem")
    assert 422 == sent.status_code
    assert "hôm nay đã có thư (nhắc hạn, 09:00 ngày 09/03/2027)" in sent.text
    desk.at(BEFORE + timedelta(days=1))
    assert 303 == send(desk, f"/bang/viec/{viec}/don-doc")
    waiting = desk.post(f"/bang/viec/{viec}/don-doc/xem")  # trial mode holds it
    assert (422, True) == (waiting.status_code, "đang có thư chờ gửi" in waiting.text)


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        ("answered", "đơn vị không còn nợ gì ở việc này"),
        ("asked", "đơn vị đã xin gia hạn; hãy trả lời đề nghị ấy trước"),
        ("alone", "đơn vị chưa có đầu mối nào nhận được thư"),
    ],
)
def test_where_nothing_is_to_be_urged_the_page_says_why(
    desk: Desk, viec: int, case: str, wanted: str
) -> None:
    if case == "answered":
        desk.hand_in("so-tai-chinh", BEFORE, document_on="09/03/2027")
    elif case == "asked":
        with transaction(desk.portal.engine) as session:
            given = {"asked_on": date(2027, 3, 17), "reason": "Chờ số liệu"}
            ask_extension(
                session,
                desk.portal.rulebook,
                assignment_id=viec,
                by="contact:1",
                now=BEFORE,
                **given,  # type: ignore[arg-type]
            )
    else:
        with transaction(desk.portal.engine) as session:
            for contact in session.exec(select(Contact)):
                contact.disabled_at = BEFORE

    answer = desk.post(f"/bang/viec/{viec}/don-doc/xem")

    assert 422 == answer.status_code
    assert wanted in answer.text
    assert [] == told(desk.portal)


def test_the_newest_letter_goes_once_more_however_often_it_is_pressed(
    desk: Desk, viec: int, office: Office
) -> None:
    urged(desk, viec, office)
    path = f"/bang/viec/{viec}/gui-lai-thu"
    shown = desk.post(f"{path}/xem")
    assert "Nhắc hạn, 09:00 ngày 09/03/2027" in shown.text

    first = desk.client.post(path, data=fields(shown.text))
    second = desk.client.post(path, data=fields(shown.text))

    assert [303, 303] == [first.status_code, second.status_code]
    reminder, again = desk.portal.rows(Notice)
    assert f"{reminder.key}·lain{reminder.id}" == again.key


def test_an_old_page_sends_nothing_where_another_letter_went(
    desk: Desk, viec: int, office: Office
) -> None:
    urged(desk, viec, office)

    stale = desk.post(f"/bang/viec/{viec}/gui-lai-thu", thu_moi="0")

    assert 422 == stale.status_code
    assert "từ khi trang này mở ra đã có thư khác (nhắc hạn" in stale.text
    assert 1 == len(desk.portal.rows(Notice))


def test_a_letter_that_is_no_longer_true_is_not_repeated(
    desk: Desk, viec: int, office: Office
) -> None:
    urged(desk, viec, office)
    desk.at(LATE)

    answer = desk.post(f"/bang/viec/{viec}/gui-lai-thu/xem")

    assert 422 == answer.status_code
    assert "nay không còn đúng; hãy gửi thư mới hoặc gọi điện" in answer.text


def test_a_call_is_noted_once_and_stands_in_the_history(desk: Desk, viec: int) -> None:
    path = f"/bang/viec/{viec}/goi-dien"
    wrong = desk.post(path, noi_voi="bà Hoa", ngay_goi="10/03/2027")
    assert 422 == wrong.status_code
    assert '<a href="#goi-dien-said">Nội dung</a>' in wrong.text
    assert "Sau hôm nay (09/03/2027); hãy ghi ngày đã gọi." in wrong.text
    assert 'value="bà Hoa"' in wrong.text
    key = re.search(r'name="khoa" value="([^"]+)"', wrong.text)
    assert key is not None
    said = "Đang trình ký, <b>mai</b> gửi"
    call = {"noi_voi": "bà Hoa, văn thư", "noi_dung_goi": said, "gio_goi": "8h30", "khoa": key[1]}

    taps = [desk.post(path, **call) for _tap in range(2)]

    assert [303, 303] == [tap.status_code for tap in taps]
    [kept] = desk.portal.rows(CallNote)
    assert (at(date(2027, 3, 9), 8, 30), BEFORE) == (kept.called_at, kept.recorded_at)
    life = desk.get(f"/bang/viec/{viec}").split('id="dien-bien"')[1]
    assert "08:30 ngày 09/03/2027" in life
    assert (
        "Phạm Thị Hà, Sở Nội vụ:</b> gọi điện, nói với bà Hoa, văn thư: “Đang trình ký,"
        " &lt;b&gt;mai&lt;/b&gt; gửi”"
    ) in life
    assert [] == desk.portal.rows(Notice)


def test_a_call_noted_by_mistake_is_struck_with_a_reason_and_stays(desk: Desk, viec: int) -> None:
    path = f"/bang/viec/{viec}/goi-dien"
    desk.post(path, noi_voi="bà Hoa", noi_dung_goi="Mai gửi")
    bare = desk.post(f"{path}/bo", cuoc="1")
    assert 422 == bare.status_code
    assert '<a href="#goi-dien-bo-reason">Lý do</a>' in bare.text

    done = desk.post(f"{path}/bo", cuoc="1", ly_do_bo="Gọi cho Sở khác")

    page = desk.get(done.headers["location"])
    assert "Bỏ cuộc gọi ghi nhầm</summary>" not in page
    assert "gọi điện, nói với bà Hoa: “Mai gửi”" in page
    assert "bỏ cuộc gọi ghi nhầm (09:00 ngày 09/03/2027, bà Hoa). Lý do: “Gọi cho Sở khác”" in page
    again = desk.post(f"{path}/bo", cuoc="1", ly_do_bo="Lần nữa")
    assert (422, True) == (again.status_code, "chưa bỏ" in again.text)


@pytest.mark.parametrize("act", ["don-doc", "gui-lai-thu", "goi-dien", "goi-dien/bo"])
def test_who_may_only_look_may_do_none_of_it(
    desk: Desk, viec: int, sqlite_cast: Cast, act: str
) -> None:
    desk.sign_in(sqlite_cast.viewer)

    assert 403 == desk.post(f"/bang/viec/{viec}/{act}").status_code
    assert "Có thể làm" not in desk.get(f"/bang/viec/{viec}")


def test_an_extension_is_given_that_nobody_asked_for(desk: Desk, viec: int) -> None:
    desk.at(at(date(2027, 3, 15), 9))
    assert 'name="han_moi" value="17/03/2027"' in desk.get(f"/bang/viec/{viec}")
    form = {"han_moi": "17/03/2027", "tra_loi": "dong-y", "y_kien": "Chờ biểu mẫu mới."}

    shown = desk.post(f"/bang/viec/{viec}/gia-han/xem", **form)
    assert "Sở Nội vụ lùi thời gian gửi" in letter(shown)
    assert "“Chờ biểu mẫu mới.”" in letter(shown)
    desk.post(f"/bang/viec/{viec}/gia-han", **form)

    assert ["extension_granted"] == told(desk.portal)
    assert "Cho gia hạn từ thứ Ba, 16/03/2027 đến thứ Tư, 17/03/2027." in desk.get(
        f"/bang/viec/{viec}"
    ).replace("cho gia", "Cho gia")
