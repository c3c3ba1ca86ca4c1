"""A conference on the board: figures, units, files; each act by its form, a move seen first."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.find_conference import all_conferences
from models import Audit, Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState, NoticeKind
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, HEAD, MORNING, PLANNED, TITLE, Hall
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page

HOME = f"/bang/hoi-nghi/{CODE}"
MOVED = {"on": "04/12/2026", "starts": "8h00", "ends": "11h30"}


class Board(Desk):
    """The board and the conference's hall in one."""

    hall: Hall

    def letters_leave(self) -> None:
        """Whatever was to be said has left."""
        with transaction(self.portal.engine) as session:
            for one in session.exec(select(Notice).where(col(Notice.message_id).is_(None))).all():
                message = Message(
                    key=f"m{one.id}",
                    contact_id=one.contact_id,
                    channel="email",
                    mime_id=f"<{one.id}@x.example>",
                    subject="",
                    window="ngay",
                    state=MessageState.SENT,
                    created_at=self.portal.now,
                    next_attempt_at=self.portal.now,
                    sent_at=self.portal.now,
                )
                session.add(message)
                session.flush()
                one.message_id = message.id

    def told(self, kind: NoticeKind) -> int:
        return len([one for one in self.portal.rows(Notice) if one.kind == kind.value])


@pytest.fixture
def board(portal: Portal, sqlite_cast: Cast) -> Board:
    """Three units invited; one comes, one cannot, one is silent."""
    portal.now = PLANNED
    hall = Hall(portal.engine, portal.rulebook)
    hall.plan()
    hall.invite()
    hall.answer(at(date(2026, 11, 5), 9), "so-tai-chinh", "comes", "Lê Thị An", "Trần Văn Bình")
    hall.answer(at(date(2026, 11, 5), 9), "so-tu-phap", "cannot", reason="Bận đoàn kiểm tra.")
    sqlite_cast.officer.duties = ""
    with transaction(portal.engine) as session:
        session.merge(sqlite_cast.officer)
    found = Board(portal, sqlite_cast.officer)
    found.hall = hall
    found.letters_leave()
    found.at(at(date(2026, 11, 9), 9))
    return found


def test_the_page_says_how_it_stands(board: Board) -> None:
    page = board.portal.page(HOME)

    assert (
        "Đã mời 3/3 đơn vị; 2 đã trả lời: 1 dự, 1 không dự được; 2 đại biểu, 0 đã điểm danh;"
        " 0/0 câu hỏi chưa trả lời."
    ) in page.text
    assert "✓ dự, 2 đại biểu" in page.text
    assert "✗ không dự được" in page.text
    assert "Bận đoàn kiểm tra." in page.text
    assert "… chưa trả lời" in page.text
    assert "Chậm: kế hoạch (thứ Năm, 05/11/2026; muộn 2 ngày làm việc)." in page.text
    assert "Lê Thị An" not in page.text  # names are on the list of delegates alone


def test_a_silent_unit_is_late_after_its_day_and_stands_in_the_call_list(board: Board) -> None:
    with transaction(board.portal.engine) as session:
        clerk = Contact(unit_code="so-y-te", address="hoa@so-y-te.example", person="Bà Hoa")
        clerk.telephone, clerk.position = "0207 300 0009", 0
        session.add(clerk)
    board.at(at(date(2026, 11, 23), 9))

    page = board.portal.page(f"{HOME}?loc=chua-tra-loi")
    calls = board.get(f"{HOME}/can-goi")
    table = board.client.get(f"{HOME}/can-goi?tai=csv").text

    assert "! chưa trả lời, đã quá hạn" in page.text
    assert "dự, 2 đại biểu" not in page.text
    assert 'href="tel:02073000009"' in calls
    assert "Sở Y tế" in table
    assert "0207 300 0009" in table
    assert "Sở Tài chính" not in table


def test_of_who_is_only_asked_nothing_is_overdue(board: Board) -> None:
    board.post(f"{HOME}/them", units="MTTQ tỉnh", session="1")
    board.post(f"{HOME}/moi")
    board.at(at(date(2026, 11, 23), 9))

    page = board.portal.page(f"{HOME}?loc=chua-tra-loi").text
    assert "… chưa có thông tin" in page
    assert 1 == page.count("đã quá hạn")


def test_attendance_by_unit_is_a_file_without_names(board: Board) -> None:
    table = board.client.get(f"{HOME}?tai=csv").text
    workbook = board.client.get(f"{HOME}?tai=xlsx")

    assert "dự, 2 đại biểu" in table
    assert "Lê Thị An" not in table
    assert (200, b"PK") == (workbook.status_code, workbook.content[:2])


def test_a_conference_is_planned_and_invited_to_by_its_forms(
    portal: Portal, sqlite_cast: Cast
) -> None:
    portal.now = PLANNED
    sqlite_cast.officer.duties = ""
    with transaction(portal.engine) as session:
        session.merge(sqlite_cast.officer)
    board = Board(portal, sqlite_cast.officer)
    typed = {**HEAD, **MORNING, "units": "Sở Tài chính; Sở Y tế"}

    wrong = board.post("/bang/hoi-nghi/lap", **{**typed, "on": "28/11/2026"})  # a Saturday
    planned = board.post("/bang/hoi-nghi/lap", **typed)
    before = board.told(NoticeKind.CONFERENCE_INVITATION)
    invited = board.post(f"{HOME}/moi")
    again = board.post(f"{HOME}/moi")

    assert 422 == wrong.status_code
    assert "27/11/2026" in wrong.text
    assert "như 23/11/2026" in wrong.text  # the example is a day that leaves each step its own
    assert f'value="{TITLE}"' in wrong.text
    assert (303, f"{HOME}?xong=lap-0") == (planned.status_code, planned.headers["location"])
    assert (0, 2) == (before, board.told(NoticeKind.CONFERENCE_INVITATION))
    assert f"{HOME}?xong=moi-2" == invited.headers["location"]
    assert f"{HOME}?xong=moi-0" == again.headers["location"]
    assert "Đã mời 2 đơn vị" in board.get(f"{HOME}?xong=moi-2")


def test_an_invitation_too_late_asks_for_a_reason(board: Board) -> None:
    board.at(at(date(2026, 11, 25), 9))
    board.post(f"{HOME}/them", units="Sở Nội vụ", session="1")
    page = board.portal.page(HOME)
    refused = board.post(f"{HOME}/moi")
    invited = board.post(f"{HOME}/moi", reason="Bộ vừa có hướng dẫn mới.")

    assert "Lý do họp đột xuất" in page.text
    assert 422 == refused.status_code
    assert "Quyết định 45/2018/QĐ-TTg" in refused.text
    assert f"{HOME}?xong=moi-1" == invited.headers["location"]


def test_a_move_is_seen_before_anybody_is_told(board: Board) -> None:
    form = {**board.portal.page(HOME).values("xem"), **MOVED, "reason": "Chủ trì đi công tác."}
    before = board.portal.dump()
    seen = board.post(f"{HOME}/doi/xem", **form)
    unchanged = board.portal.dump() == before
    given = Page(seen.text).values("doi")
    given.pop("form_token")
    moved = board.post(f"{HOME}/doi", **given)
    stale = board.post(f"{HOME}/doi", **given)

    assert unchanged
    assert "thứ Sáu, 04/12/2026" in seen.text
    assert "3 đơn vị nhận thư" in seen.text
    assert "2 đơn vị đã trả lời phải xác nhận lại" in seen.text
    assert f"{HOME}?xong=doi-3" == moved.headers["location"]
    assert 3 == board.told(NoticeKind.CONFERENCE_CHANGED)
    assert 422 == stale.status_code
    assert "● cần xác nhận lại" in board.portal.page(HOME).text


def test_a_move_onto_a_day_off_names_the_nearest_working_days(board: Board) -> None:
    form = {**board.portal.page(HOME).values("xem"), **MOVED, "on": "05/12/2026", "reason": "A"}
    refused = board.post(f"{HOME}/doi/xem", **form)
    without = board.post(f"{HOME}/doi/xem", **{**form, "on": "04/12/2026", "reason": " "})

    assert 422 == refused.status_code == without.status_code
    assert "04/12/2026" in refused.text
    assert "07/12/2026" in refused.text
    assert 'value="05/12/2026"' in refused.text
    assert "3 đơn vị sẽ nhận thư báo đổi" in without.text


@pytest.mark.parametrize(("act", "kept"), [("huy", "đã hủy"), ("hoan", "đang hoãn")])
def test_it_is_called_off_with_a_reason(board: Board, act: str, kept: str) -> None:
    refused = board.post(f"{HOME}/{act}", reason=" ")
    done = board.post(f"{HOME}/{act}", reason="Chờ hướng dẫn của Bộ.")

    assert 422 == refused.status_code
    assert f"{HOME}?xong={act}-3" == done.headers["location"]
    assert 3 == board.told(NoticeKind.CONFERENCE_OFF)
    assert kept in board.get("/bang/hoi-nghi")


def test_the_list_is_kept_by_forms(board: Board) -> None:
    extended = board.post(f"{HOME}/them", units="Sở Nội vụ", seats="3", session="1")
    seats = board.post(f"{HOME}/cho", unit="STC", seats="4")
    fewer = board.post(f"{HOME}/cho", unit="STC", seats="1")
    unknown = board.post(f"{HOME}/cho", unit="Sở Xây dựng", seats="1")
    removed = board.post(f"{HOME}/bo", unit="Sở Y tế", reason="Không thuộc diện chấm.")
    paper = board.post(
        f"{HOME}/ke-hoach", number="45/KH-SNV", signed_on="02/11/2026", signer="Nguyễn Văn A"
    )

    assert [303, 303, 303, 303] == [one.status_code for one in (extended, seats, removed, paper)]
    assert [422, 422] == [fewer.status_code, unknown.status_code]
    assert "đơn vị đã đăng ký 2 đại biểu" in fewer.text
    assert "không có trong danh sách mời" in unknown.text
    assert 4 == board.hall.invitee("so-tai-chinh").seats
    assert "Số 45/KH-SNV" in board.get(HOME)
    assert "Sở Tài chính: 4 chỗ" in [one.act for one in board.portal.rows(Audit)]


def test_who_only_sees_finds_no_forms_and_no_telephones(board: Board, sqlite_cast: Cast) -> None:
    board.sign_in(sqlite_cast.viewer)
    page = board.get(HOME)

    assert "chỉ được xem" in page
    assert f'action="{HOME}/huy"' not in page
    assert f'href="{HOME}/ban-don"' not in page
    assert "Bận đoàn kiểm tra." in page  # of the body that watches: it reads, and does nothing
    assert 403 == board.client.get(f"{HOME}/can-goi").status_code
    assert 403 == board.post(f"{HOME}/huy", reason="A").status_code
    assert 0 == board.told(NoticeKind.CONFERENCE_OFF)


def test_what_a_unit_wrote_is_not_for_another_unit(board: Board, sqlite_cast: Cast) -> None:
    sqlite_cast.stranger.unit_code = "so-y-te"
    with transaction(board.portal.engine) as session:
        session.merge(sqlite_cast.stranger)
    board.sign_in(sqlite_cast.stranger)

    page, table = board.get(HOME), board.client.get(f"{HOME}?tai=csv").text
    assert "không dự được" in page
    assert "Bận đoàn kiểm tra." not in page
    assert "Bận đoàn kiểm tra." not in table


def test_there_is_none_of_another_name(board: Board) -> None:
    assert 404 == board.client.get("/bang/hoi-nghi/khong-co").status_code
    with transaction(board.portal.engine, write=False) as session:
        assert 1 == len(all_conferences(session))
