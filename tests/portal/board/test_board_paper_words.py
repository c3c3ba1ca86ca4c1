"""What an officer writes into a report: on its page, or in Word; two at once are told."""

from __future__ import annotations

import re
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from models import Account, DocumentText
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.paper_desk import OWN_DAY, PAPERS, PaperDesk, said
from tests.support.portal import Portal

KEYS = ["chi_dao", "danh_gia", "cong_khai", "ton_tai", "ky_toi"]


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> PaperDesk:
    desk = PaperDesk(portal, sqlite_cast.officer)
    desk.draft()
    desk.at(OWN_DAY)
    return desk


def write(desk: PaperDesk, number: int = 1, seen: str = "0", **texts: str) -> httpx.Response:
    """The form of the page with some of its places filled in."""
    words = [texts.get(key, "") for key in KEYS]
    return desk.post(f"{PAPERS}/{number}/viet", phan=KEYS, loi=words, da_xem=seen)


def hand_back(desk: PaperDesk, content: bytes, name: str = "du-thao.docx") -> httpx.Response:
    found = re.search(r'name="form_token" value="([^"]+)"', desk.get("/bang"))
    assert found
    return desk.client.post(
        f"{PAPERS}/{desk.documents()[-1].id}/doc-lai",
        data={"form_token": found[1]},
        files={"file": (name, content)},
    )


def docx_of(desk: PaperDesk, number: int) -> bytes:
    html = desk.get(f"{PAPERS}/{number}")
    found = re.search(r'href="(/bang/tai-lieu/\d+/tep/\d+)">[^<]+docx<', html)
    assert found
    return desk.client.get(found[1]).content


def test_each_place_says_what_is_wanted_and_in_which_chapter(desk: PaperDesk) -> None:
    page = said(desk.get(f"{PAPERS}/1"))

    assert "Viết trên trang (0/5 phần đã có lời)" in page
    assert "V. Tồn tại, hạn chế và nguyên nhân Đánh giá tồn tại, hạn chế và nguyên nhân." in page


def test_what_is_typed_stands_in_the_next_version_and_stays(desk: PaperDesk) -> None:
    answer = write(desk, ton_tai="Một số xã gửi chậm.\r\nDo thiếu người.")

    assert "/bang/tai-lieu/2?xong=viet#vua-xong" == answer.headers["location"]
    assert "Một số xã gửi chậm. Do thiếu người." in said(desk.get(f"{PAPERS}/2/xem"))
    desk.hand_in("so-tu-phap", at(date(2027, 3, 18), 15), document_on="18/03/2027")
    desk.at(at(date(2027, 3, 19), 9))
    desk.post(f"{PAPERS}/2/soan-lai")
    assert "Một số xã gửi chậm. Do thiếu người." in said(desk.get(f"{PAPERS}/3/xem"))


def test_every_wording_stays_with_who_wrote_it(desk: PaperDesk) -> None:
    write(desk, ton_tai="Lời đầu")
    write(desk, 2, seen="1", ton_tai="Lời sau")

    page = said(desk.get(f"{PAPERS}/3"))

    assert "Đã viết 2 lần" in page
    assert page.index("Lời sau") < page.index("Lời đầu")
    assert "14:00 ngày 18/03/2027, Phạm Thị Hà, Sở Nội vụ" in page


def test_what_is_not_changed_makes_no_version(desk: PaperDesk) -> None:
    assert "/bang/tai-lieu/1?xong=viet-nhu-cu#vua-xong" == write(desk).headers["location"]
    assert 1 == len(desk.documents())


def test_too_long_a_text_is_said_at_its_place_and_stays_typed(desk: PaperDesk) -> None:
    answer = write(desk, ton_tai="x" * 20_001, chi_dao="Đã ban hành")

    assert 422 == answer.status_code
    assert 'href="#ton_tai">V. Tồn tại, hạn chế và nguyên nhân</a>' in answer.text
    assert "Đã ban hành</textarea>" in answer.text
    assert [] == desk.portal.rows(DocumentText)


def test_who_writes_what_a_colleague_has_just_written_is_shown_it(desk: PaperDesk) -> None:
    write(desk, ton_tai="Lời của người trước")

    answer = write(desk, 2, seen="0", ton_tai="Lời của người sau")

    assert 422 == answer.status_code
    assert "vừa viết phần này lúc 14:00 ngày 18/03/2027: “Lời của người trước”" in answer.text
    assert "Lời của người sau</textarea>" in answer.text
    assert ["Lời của người trước"] == [one.text for one in desk.portal.rows(DocumentText)]


def test_an_old_version_takes_no_words(desk: PaperDesk) -> None:
    write(desk, ton_tai="Lời")

    answer = write(desk, 1, seen="1", ton_tai="Lời khác")

    assert "đã có bản 2 mới hơn" in answer.text
    assert 1 == len(desk.portal.rows(DocumentText))


def test_a_file_that_comes_back_is_shown_before_it_is_kept(desk: PaperDesk) -> None:
    write(desk, ton_tai="Lời trong tệp", ky_toi="Tập trung tuyên truyền")
    content = docx_of(desk, 2)
    write(desk, 2, seen="2", ton_tai="Lời mới hơn trên trang", ky_toi="Tập trung tuyên truyền")

    answer = hand_back(desk, content)

    assert 200 == answer.status_code
    page = said(answer.text)
    assert "Tệp có 1 phần khác lời đang có ở bản 3" in page
    assert page.index("Lời trong tệp") < page.index("Lời mới hơn trên trang")
    assert 3 == len(desk.portal.rows(DocumentText))
    given = dict(re.findall(r'name="(phan|loi|da_xem)" value="([^"]*)"', answer.text))
    desk.post(f"{PAPERS}/3/viet", **given)
    assert "Lời trong tệp" in said(desk.get(f"{PAPERS}/4/xem"))


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "hãy chọn tệp Word"),
        (b"khong phai docx", "không mở được; hãy lưu lại bằng Word"),
        (b"PK\x03\x04" + b"\0" * 200, "không mở được; hãy lưu lại bằng Word"),
    ],
)
def test_what_is_no_paper_of_ours_is_said_at_the_field(
    desk: PaperDesk, content: bytes, wanted: str
) -> None:
    answer = hand_back(desk, content, "a.docx" if content else "")

    assert 422 == answer.status_code
    assert wanted in answer.text
    assert 'id="file-loi"' in answer.text


def test_a_file_without_other_words_changes_nothing(desk: PaperDesk) -> None:
    answer = hand_back(desk, docx_of(desk, 1))

    assert "không có lời nào khác lời đang có" in answer.text


def test_a_form_of_another_session_brings_no_file(desk: PaperDesk) -> None:
    path = f"{PAPERS}/1/doc-lai"
    answer = desk.client.post(path, data={"form_token": "x"}, files={"file": ("a.docx", b"x")})

    assert 403 == answer.status_code


def test_who_may_not_write_is_refused_before_the_file_is_read(
    desk: PaperDesk, sqlite_cast: Cast
) -> None:
    with transaction(desk.portal.engine) as session:
        other = session.get_one(Account, sqlite_cast.stranger.id)
        other.unit_code, other.role = "van-phong-ubnd", AccountRole.OFFICER
    desk.sign_in(sqlite_cast.stranger)

    answer = hand_back(desk, b"x")

    assert 403 == answer.status_code
    assert "hỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị được soạn" in answer.text
