"""The officers' list of letters in doubt: who sees it, what it shows, what ends the waiting."""

from __future__ import annotations

import os
from datetime import date
from email.message import EmailMessage

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.incoming.read_incoming import read_incoming
from models import Contact, File, Incoming, Submission
from models.kinds import IncomingOutcome, Way
from tests.support.colleagues import another_officer
from tests.support.desk import Desk, letter
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)
CAME = at(date(2027, 3, 15), 8, 5)
HOME = "/bang/thu-den"
FORMS = ("ghi-nhan", "them-dau-moi", "bo-qua")
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def desk(portal_settings, sqlite_engine, rulebook, sqlite_cast):
    folder = portal_settings.data_dir / "thu-den"
    folder.mkdir(parents=True)
    given = {"incoming_url": SecretStr(str(folder)), "reply_to": "tra-loi@don-doc.example"}
    portal = Portal(portal_settings.model_copy(update=given), sqlite_engine, rulebook)
    portal.open_round()
    desk = Desk(portal, sqlite_cast.officer)
    _come(desk)
    yield desk
    portal.close()


def _come(desk: Desk) -> None:
    """From the registered clerk, without a code, so in doubt."""
    mail = EmailMessage()
    mail["From"] = "Mai <van-thu@so-tai-chinh.example>"
    mail["To"] = "tra-loi@don-doc.example"
    mail["Subject"], mail["Message-ID"] = "Báo cáo <b>quý I</b>", "<1@x.example>"
    mail.set_content("Đã nộp, số 12/BC-STC ngày 14/3/2027\n\n> <script>alert(1)</script>\n")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Báo cáo.pdf")
    settings = desk.portal.settings
    path = settings.data_dir / "thu-den" / "1.eml"
    path.write_bytes(mail.as_bytes())
    os.utime(path, (CAME.timestamp(),) * 2)
    read_incoming(desk.portal.engine, settings, desk.portal.rulebook, NOW)


def _outcome(desk: Desk) -> IncomingOutcome:
    return desk.portal.rows(Incoming)[0].outcome


@pytest.mark.parametrize("path", [HOME, f"{HOME}/1", f"{HOME}/1/tep/0", f"{HOME}/1/thu-goc"])
def test_only_officers_of_those_who_watch_see_letters(desk, sqlite_cast, path):
    assert desk.get(path)
    for account in (sqlite_cast.viewer, sqlite_cast.stranger):
        desk.sign_in(account)
        assert 403 == desk.client.get(path).status_code
    desk.client.cookies.clear()
    assert 303 == desk.client.get(path).status_code


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_its_token_or_of_a_stranger_changes_nothing(desk, sqlite_cast, form):
    bare = desk.client.post(f"{HOME}/1/{form}", data={"viec": "1", "ly_do": "x"})
    desk.sign_in(sqlite_cast.stranger)
    strange = desk.post(f"{HOME}/1/{form}", viec="1", ly_do="x")

    assert [403, 403] == [bare.status_code, strange.status_code]
    assert IncomingOutcome.HELD is _outcome(desk)


def test_the_list_says_whose_letter_waits_and_why(desk):
    page = desk.get(HOME)

    assert "1 thư đến chờ xem" in page
    assert "Sở Tài chính" in page
    assert "Không có mã của thư nào: chưa rõ về việc gì." in page
    assert "“Báo cáo &lt;b&gt;quý I&lt;/b&gt;”" in page


def test_the_board_says_how_many_wait_to_those_who_may_see_them(desk, sqlite_cast):
    assert f'<a href="{HOME}">1 thư đến chờ xem</a>' in desk.get("/bang?nam=2027")
    page = desk.get("/bang")
    assert "<b>Thư đến chờ xem: 1 thư</b>" in page
    assert f'<a href="{HOME}/1">' in page
    desk.sign_in(sqlite_cast.viewer)
    assert "thư đến" not in desk.get("/bang").lower()


def test_the_letter_shows_its_words_its_quotation_apart_and_runs_nothing(desk):
    page = desk.get(f"{HOME}/1")

    words, _, whole = page.partition("Toàn bộ thư, cả phần trích")
    assert "Đã nộp, số 12/BC-STC ngày 14/3/2027" in words
    assert "alert(1)" not in words
    assert "&lt;script&gt;alert(1)" in whole
    assert "<script" not in page


def test_its_file_and_the_original_are_attachments(desk):
    file = desk.client.get(f"{HOME}/1/tep/0")
    assert (PDF, "application/octet-stream") == (file.content, file.headers["content-type"])
    assert file.headers["content-disposition"].startswith("attachment")
    original = desk.client.get(f"{HOME}/1/thu-goc")
    assert b"<1@x.example>" in original.content
    assert 404 == desk.client.get(f"{HOME}/1/tep/1").status_code
    assert 404 == desk.client.get(f"{HOME}/2").status_code


def test_the_form_begins_with_what_the_letter_says_and_records_it(desk):
    page = desk.get(f"{HOME}/1")
    assert 'value="12/BC-STC"' in page
    assert 'value="14/3/2027"' in page
    viec = str(desk.portal.assignment("so-tai-chinh"))
    assert f'<option value="{viec}">' in page

    answer = desk.post(
        f"{HOME}/1/ghi-nhan",
        viec=viec,
        so_van_ban="12/BC-STC",
        ngay_van_ban="14/3/2027",
        nguoi_ky="Nguyễn Văn An",
        don_vi="so-tai-chinh",
    )

    assert f"/bang/viec/{viec}?xong=thu-den#vua-xong" == answer.headers["location"]
    (kept,) = desk.portal.rows(Submission)
    assert (Way.REPLY, "Nguyễn Văn An", CAME) == (kept.way, kept.signer, kept.received_at)
    assert f"account:{desk.account.id}" == kept.recorded_by
    assert ["Báo cáo.pdf"] == [file.name for file in desk.portal.rows(File)]
    assert IncomingOutcome.RECORDED is _outcome(desk)
    assert "Đã ghi kết quả từ thư đến" in desk.get(answer.headers["location"])


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(desk):
    answer = desk.post(
        f"{HOME}/1/ghi-nhan",
        viec=str(desk.portal.assignment("so-tai-chinh")),
        so_van_ban="mười hai",
        ngay_van_ban="31/2/2027",
        don_vi="so-tai-chinh",
    )

    assert 422 == answer.status_code
    assert 'value="mười hai"' in answer.text
    assert "không đọc được số và ký hiệu; hãy ghi như 12/BC-STC" in answer.text
    assert "Ngày 31/02/2027 không có trong lịch." in answer.text
    assert IncomingOutcome.HELD is _outcome(desk)


def test_another_unit_may_be_named(desk):
    page = desk.get(f"{HOME}/1?don_vi=Sở Y tế")

    assert "Việc của Sở Y tế" in page
    assert "Thêm van-thu@so-tai-chinh.example vào đầu mối của Sở Y tế" in page


def test_the_senders_address_is_added_as_a_contact(desk):
    answer = desk.post(f"{HOME}/1/them-dau-moi", don_vi="so-y-te")

    assert 303 == answer.status_code
    units = [c.unit_code for c in desk.portal.rows(Contact) if "so-tai-chinh" in c.address]
    assert "so-y-te" in units
    assert "Đã thêm địa chỉ vào đầu mối của đơn vị." in desk.get(answer.headers["location"])
    again = desk.post(f"{HOME}/1/them-dau-moi", don_vi="so-y-te")
    assert "đã là đầu mối của đơn vị này" in again.text


def test_it_is_put_aside_with_a_reason(desk):
    assert 422 == desk.post(f"{HOME}/1/bo-qua", ly_do="").status_code
    answer = desk.post(f"{HOME}/1/bo-qua", ly_do="Đã trao đổi qua điện thoại.")

    assert f"{HOME}?xong=bo-qua" == answer.headers["location"]
    assert "Không có thư nào chờ xem" in desk.get(answer.headers["location"])
    mail = desk.portal.rows(Incoming)[0]
    assert f"account:{desk.account.id}" == mail.handled_by
    assert "Đã trao đổi qua điện thoại." in desk.get(f"{HOME}/1")


def test_reading_changes_nothing(desk):
    before = desk.portal.dump()
    for path in (HOME, f"{HOME}/1", f"{HOME}/1?don_vi=STC", f"{HOME}/1/tep/0", f"{HOME}/1/thu-goc"):
        desk.get(path)

    assert before == desk.portal.dump()


def test_what_was_recorded_for_the_wrong_work_is_detached_there_and_waits_again(desk):
    viec = desk.portal.assignment("so-tai-chinh")
    typed = {"so_van_ban": "12/BC-STC", "ngay_van_ban": "14/3/2027", "nguoi_ky": "Nguyễn Văn An"}
    desk.post(f"{HOME}/1/ghi-nhan", viec=viec, don_vi="so-tai-chinh", **typed)
    desk.account = another_officer(desk.portal.engine)
    desk.at(NOW)
    assert "<summary>Bỏ gắn thư</summary>" in desk.get(f"/bang/viec/{viec}")

    form = {"muc": "1", "y_kien": "Thư nói về việc khác."}
    shown = desk.post(f"/bang/viec/{viec}/lay-lai/bo-gan-thu/xem", **form)
    assert "Thư nói về việc khác." in letter(shown)
    done = desk.post(f"/bang/viec/{viec}/lay-lai/bo-gan-thu", **form)

    assert "Đã bỏ gắn thư; thư lại chờ ở «Thư đến»" in desk.get(done.headers["location"])
    assert IncomingOutcome.HELD is _outcome(desk)
    assert "Đã bỏ gắn, cần xem lại." in desk.get(f"{HOME}/1")
