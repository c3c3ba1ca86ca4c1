"""Deciding on the board: accept, return, waive; what sends a mail shows it first."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dondoc.clock import at
from models import Decision
from models.kinds import DecisionKind
from tests.support.cast import Cast
from tests.support.colleagues import another_officer
from tests.support.desk import Desk, cell_of, letter, told
from tests.support.other_calendar import with_day_off
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


@pytest.fixture
def viec(desk: Desk) -> int:
    """The report of Sở Tài chính, waiting for an officer."""
    return desk.hand_in("so-tai-chinh", NOW)


def test_accepting_completes_it(desk: Desk, viec: int) -> None:
    answer = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert f"/bang/viec/{viec}?xong=chap-nhan#vua-xong" == answer.headers["location"]
    page = desk.get(answer.headers["location"])
    assert "Đã chấp nhận." in page
    assert "Quyết định</h2>" not in page
    assert "✓ đúng hạn 15/03" == cell_of(desk.get("/bang"), "Sở Tài chính")


def test_accepting_leads_on_to_the_next_that_waits(desk: Desk, viec: int) -> None:
    following = desk.hand_in("so-y-te", NOW)

    answer = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert f'href="/bang/viec/{following}"' in desk.get(answer.headers["location"])


def test_accepting_twice_says_that_it_is_over(desk: Desk, viec: int) -> None:
    desk.post(f"/bang/viec/{viec}/chap-nhan")

    again = desk.post(f"/bang/viec/{viec}/chap-nhan")

    assert 422 == again.status_code
    assert "việc này đã kết thúc" in again.text
    assert 1 == len(desk.portal.rows(Decision))


def test_the_preview_shows_the_reason_and_changes_nothing(desk: Desk, viec: int) -> None:
    before = desk.portal.dump()

    answer = desk.post(f"/bang/viec/{viec}/tra-lai/xem", ly_do=["0"], y_kien="Bảng 2 để trống.")

    mail = letter(answer)
    assert "“Số liệu còn thiếu hoặc không khớp với văn bản. Bảng 2 để trống.”" in mail
    assert "Hạn gửi lại: thứ Tư, ngày 17/03/2027" in mail
    assert "(đường dẫn riêng của đơn vị)" in mail
    assert "⟦" not in answer.text
    assert "van-thu@so-tai-chinh.example" in answer.text
    assert "ngay sau khi bấm" in answer.text
    assert before == desk.portal.dump()


def test_the_preview_says_when_a_mail_waits_for_office_hours(desk: Desk, viec: int) -> None:
    desk.at(at(date(2027, 3, 12), 18))
    early = desk.hand_in("so-y-te", desk.portal.now, document_on="11/03/2027")

    answer = desk.post(f"/bang/viec/{early}/tra-lai/xem", ly_do="0")

    assert "07:30 ngày 15/03/2027" in answer.text


def test_a_unit_without_contact_gets_no_mail_and_the_preview_says_so(desk: Desk) -> None:
    lonely = desk.hand_in("so-xay-dung", NOW)

    answer = desk.post(f"/bang/viec/{lonely}/tra-lai/xem", ly_do="0")

    assert "Đơn vị chưa có đầu mối nào" in answer.text


def test_returning_sends_what_the_preview_showed(desk: Desk, viec: int) -> None:
    shown = desk.post(f"/bang/viec/{viec}/tra-lai/xem", ly_do=["1", "3"], y_kien="Xem lại mục II.")
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.text)
    form: dict[str, list[str]] = {}
    for name, value in hidden[1:]:  # the first stands in the form that signs out
        form.setdefault(name, []).append(value)

    answer = desk.client.post(f"/bang/viec/{viec}/tra-lai", data=form)

    assert 303 == answer.status_code
    [decision] = desk.portal.rows(Decision)
    assert (DecisionKind.RETURNED, date(2027, 3, 17)) == (decision.kind, decision.due_after_on)
    wanted = "Số, ngày hoặc người ký ghi chưa đúng với văn bản. Nội dung báo cáo chưa đủ"
    assert decision.reason is not None
    assert decision.reason.startswith(wanted)
    assert decision.reason.endswith("Xem lại mục II.")
    assert ["returned"] == told(desk.portal)


def test_returning_without_a_reason_is_refused_at_the_field(desk: Desk, viec: int) -> None:
    answer = desk.post(f"/bang/viec/{viec}/tra-lai/xem", y_kien="   ")

    assert 422 == answer.status_code
    assert '<a href="#tra-lai-reason">Lý do</a>' in answer.text
    assert "Hãy ghi lý do, đơn vị sẽ đọc nguyên văn." in answer.text
    assert "<details open>" in answer.text


def test_the_form_proposes_a_date_and_the_officer_may_give_another(desk: Desk, viec: int) -> None:
    desk.at(at(date(2027, 3, 20), 10))  # a Saturday after the level above has reported
    page = desk.get(f"/bang/viec/{viec}")

    assert 'name="han_moi" value="24/03/2027"' in page
    missed = "Hạn này không kịp báo cáo của cấp trên (thứ Năm, 18/03/2027)."
    assert missed in page
    soon = desk.post(f"/bang/viec/{viec}/tra-lai/xem", ly_do="0", han_moi="22/03/2027")
    assert 422 == soon.status_code
    assert '<a href="#tra-lai-new_due_on">Hạn mới</a> «22/03/2027»: sớm nhất là' in soon.text
    own = desk.post(f"/bang/viec/{viec}/tra-lai/xem", ly_do="0", han_moi="26/3/2027")
    assert "Hạn gửi lại: thứ Sáu, ngày 26/03/2027" in letter(own)
    assert missed in own.text
    desk.post(f"/bang/viec/{viec}/tra-lai", ly_do="0", han_moi="26/3/2027")
    [decision] = desk.portal.rows(Decision)
    assert date(2027, 3, 26) == decision.due_after_on


def test_waiving_needs_a_reason_and_ends_it(desk: Desk) -> None:
    viec = desk.portal.assignment("so-y-te")

    assert 422 == desk.post(f"/bang/viec/{viec}/mien").status_code
    shown = desk.post(f"/bang/viec/{viec}/mien/xem", y_kien="Đã sáp nhập.")
    assert "Đã sáp nhập." in letter(shown)
    desk.post(f"/bang/viec/{viec}/mien", y_kien="Đã sáp nhập.")

    assert "– miễn 15/03" == cell_of(desk.get("/bang"), "Sở Y tế")


def test_a_form_address_opened_by_hand_leads_back(desk: Desk, viec: int) -> None:
    for path in ("tra-lai", "tra-lai/xem", "chap-nhan"):
        answer = desk.client.get(f"/bang/viec/{viec}/{path}")
        assert (303, f"/bang/viec/{viec}") == (answer.status_code, answer.headers["location"])


def test_the_board_says_which_date_is_kept_though_the_calendar_was_corrected(
    desk: Desk, viec: int, tmp_path: Path
) -> None:
    """A day wrongly left out of the days off: what was announced and answered stands."""
    desk.portal.app.state.rulebook = with_day_off(desk.portal.rulebook, tmp_path, "2027-03-16")
    said = "Lịch nghỉ nay tính hạn thứ Tư, 17/03/2027, đã báo thứ Ba, 16/03/2027: giữ ngày đã báo"

    assert f"{said} (14 đơn vị)." in desk.get("/bang")
    assert f"{said} (1 đơn vị)." in desk.get(f"/bang/viec/{viec}")
    assert said not in desk.get("/bang?ngay=14/03/2027")


def test_a_page_that_is_no_longer_true_is_refused_with_what_happened(desk: Desk, viec: int) -> None:
    seen = _seen(desk, viec)
    returned = {"y_kien": "Thiếu mục II.", "da_xem": seen}
    desk.post(f"/bang/viec/{viec}/tra-lai", **returned)
    desk.account = another_officer(desk.portal.engine)
    desk.at(at(date(2027, 3, 15), 9, 30))

    stale = desk.post(f"/bang/viec/{viec}/mien/xem", y_kien="Đã có ở báo cáo khác.", da_xem=seen)

    assert 422 == stale.status_code
    told = "từ khi trang này mở ra: Phạm Thị Hà, Sở Nội vụ trả lại lúc 09:14 ngày 15/03/2027"
    assert told in stale.text
    fresh = re.findall(r'name="da_xem" value="([^"]+)"', stale.text)
    assert {_seen(desk, viec)} == set(fresh)
    again = {"y_kien": "Đã có ở báo cáo khác.", "da_xem": fresh[0]}
    assert f'value="{fresh[0]}"' in desk.post(f"/bang/viec/{viec}/mien/xem", **again).text
    assert 303 == desk.post(f"/bang/viec/{viec}/mien", **again).status_code


def _seen(desk: Desk, viec: int) -> str:
    found = re.search(r'name="da_xem" value="([^"]+)"', desk.get(f"/bang/viec/{viec}"))
    assert found is not None
    return found[1]
