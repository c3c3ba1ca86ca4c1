"""«Tài liệu»: from the morning's draft to the number that it went out under."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.paper_desk import FIRST_DRAFT, OWN_DAY, PAPERS, PaperDesk, said
from tests.support.portal import Portal


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> PaperDesk:
    desk = PaperDesk(portal, sqlite_cast.officer)
    desk.at(OWN_DAY)
    return desk


def test_without_a_paper_the_page_says_what_will_stand_there_and_when(desk: PaperDesk) -> None:
    page = said(desk.get(PAPERS))

    assert "Chưa có tài liệu nào" in page
    assert "từ sáng ngày làm việc sau hạn của các đơn vị" in page


def test_a_draft_is_listed_with_its_version_instant_and_how_whole_it_is(desk: PaperDesk) -> None:
    number = desk.draft()

    html = desk.get(PAPERS)

    assert f'href="/bang/tai-lieu/{number}">Báo cáo tổng hợp quý I/2027</a>' in html
    assert "… dự thảo, chờ ký Bản 1, 2/139 đơn vị, số liệu lúc 07:30 ngày 17/03/2027" in said(html)


def test_an_officer_drafts_before_the_morning_does(desk: PaperDesk) -> None:
    (key,) = re.findall(r'<option value="(consolidated_report:[^"]+:2027-Q1:)">', desk.get(PAPERS))

    answer = desk.post(f"{PAPERS}/soan", van_ban=key)

    assert (303, "/bang/tai-lieu/1?xong=soan#vua-xong") == (
        answer.status_code,
        answer.headers["location"],
    )
    assert "Đã soạn dự thảo." in said(desk.get("/bang/tai-lieu/1?xong=soan"))


def test_what_is_not_offered_is_not_drafted(desk: PaperDesk) -> None:
    answer = desk.post(f"{PAPERS}/soan", van_ban="consolidated_report:15-KH-UBND:x:2027-Q1:")

    assert (422, []) == (answer.status_code, desk.documents())
    assert "vừa có người soạn; hãy chọn lại" in answer.text


def test_a_version_shows_what_moved_since_the_one_before(desk: PaperDesk) -> None:
    desk.draft()
    desk.hand_in("so-tu-phap", at(date(2027, 3, 17), 9), document_on="16/03/2027")
    second = desk.draft(at(date(2027, 3, 18), 7, 30))

    page = said(desk.get(f"{PAPERS}/{second}"))

    assert "Thay đổi từ bản 1 1 kết quả mới đến: Sở Tư pháp" in page
    assert "Các bản Bản 2 3/139 đơn vị" in page


def test_its_files_are_downloaded_as_they_were_made(desk: PaperDesk) -> None:
    number = desk.draft()
    files = dict(
        re.findall(r'href="(/bang/tai-lieu/1/tep/\d+)">([^<]+)<', desk.get(f"{PAPERS}/{number}"))
    )

    names = {"bao-cao-tong-hop-2027-q1.docx", "phu-luc-bao-cao-tong-hop-2027-q1.xlsx"}
    assert names == set(files.values())
    for path, name in files.items():
        answer = desk.client.get(path)
        assert f'filename="{name}"' in answer.headers["content-disposition"]
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert 404 == desk.client.get(f"{PAPERS}/{number}/tep/99").status_code


def test_the_preview_says_the_figures_of_the_file(desk: PaperDesk) -> None:
    number = desk.draft()

    page = said(desk.get(f"{PAPERS}/{number}/xem"))

    assert "Dự thảo. Bản 1, 2/139 đơn vị, số liệu lúc 07:30 ngày 17/03/2027." in page
    assert "III. Tình hình chấp hành chế độ báo cáo" in page
    assert "Cần viết: đánh giá tồn tại, hạn chế và nguyên nhân." in page
    assert re.search(r"Tin, bài[^–]* 17 ", page)


def test_drafted_anew_where_nothing_moved_there_is_no_other_version(desk: PaperDesk) -> None:
    number = desk.draft(OWN_DAY)

    answer = desk.post(f"{PAPERS}/{number}/soan-lai")

    assert f"/bang/tai-lieu/{number}?xong=nhu-cu#vua-xong" == answer.headers["location"]
    assert 1 == len(desk.documents())


def test_drafted_anew_it_leads_to_the_version_that_says_what_came(desk: PaperDesk) -> None:
    number = desk.draft()
    desk.hand_in("so-tu-phap", at(date(2027, 3, 17), 9), document_on="16/03/2027")

    answer = desk.post(f"{PAPERS}/{number}/soan-lai")

    assert f"/bang/tai-lieu/{number + 1}?xong=soan-lai#vua-xong" == answer.headers["location"]


def test_issued_it_bears_its_number_and_nothing_more_is_done_to_it(desk: PaperDesk) -> None:
    number = desk.draft()

    answer = desk.issue(number)

    assert f"/bang/tai-lieu/{number}?xong=phat-hanh#vua-xong" == answer.headers["location"]
    html = desk.get(f"{PAPERS}/{number}")
    assert "Đã phát hành: số 45/BC-SNV ngày 18/03/2027" in said(html)
    assert "Đính chính, thay đổi sau khi phát hành Chưa có số liệu nào đổi" in said(html)
    assert "bao-cao-tong-hop-2027-q1-phat-hanh.docx" in html
    assert f"{number}/phat-hanh" not in html
    assert f"{number}/rut" not in html
    assert "✓ số 45/BC-SNV ngày 18/03/2027" in said(desk.get(PAPERS))


def test_what_moved_after_it_was_issued_stands_apart(desk: PaperDesk) -> None:
    desk.issue(desk.draft())
    desk.hand_in("so-tu-phap", at(date(2027, 3, 18), 15), document_on="18/03/2027")
    desk.at(at(date(2027, 3, 19), 9))

    assert "Đính chính, thay đổi sau khi phát hành 1 kết quả mới đến: Sở Tư pháp" in said(
        desk.get(f"{PAPERS}/1")
    )
    desk.post(f"{PAPERS}/1/soan-lai")

    assert "Dự thảo bổ sung cho số 45/BC-SNV ngày 18/03/2027, chờ ký" in said(
        desk.get(f"{PAPERS}/2")
    )
    assert [("45/BC-SNV", 1), (None, 2)] == [
        (one.issued_number, one.version) for one in desk.documents()
    ]


def test_a_number_that_is_none_is_said_at_its_field_and_what_was_typed_stays(
    desk: PaperDesk,
) -> None:
    number = desk.draft()

    answer = desk.issue(number, so_van_ban="", ngay_van_ban="31/02/2027")

    assert 422 == answer.status_code
    assert "Chưa ghi phát hành được" in answer.text
    assert 'href="#document_number">Số văn bản</a>' in answer.text
    assert 'name="nguoi_ky" value="Trần Bình"' in answer.text
    assert [None] == [one.issued_at for one in desk.documents()]


def test_an_older_version_is_not_issued_and_what_is_new_is_told(desk: PaperDesk) -> None:
    old = desk.draft()
    desk.hand_in("so-tu-phap", at(date(2027, 3, 17), 9), document_on="16/03/2027")
    desk.draft(at(date(2027, 3, 18), 7, 30))

    answer = desk.issue(old)

    assert 422 == answer.status_code
    assert "đã có bản 2 mới hơn; hãy xem và phát hành bản ấy" in answer.text
    assert "Bản 2 mới hơn có gì khác 1 kết quả mới đến: Sở Tư pháp" in said(answer.text)
    assert [None, None] == [one.issued_at for one in desk.documents()]


def test_the_second_who_issues_it_is_told_under_which_number_it_went(desk: PaperDesk) -> None:
    number = desk.draft()
    desk.issue(number)

    answer = desk.issue(number, so_van_ban="46/BC-SNV")

    assert "bản này đã phát hành, số 45/BC-SNV ngày 18/03/2027" in answer.text
    assert ["45/BC-SNV"] == [one.issued_number for one in desk.documents()]


def test_a_draft_is_withdrawn_with_its_reason(desk: PaperDesk) -> None:
    number = desk.draft()

    assert "hãy ghi vì sao rút" in desk.post(f"{PAPERS}/{number}/rut", ly_do=" ").text
    desk.post(f"{PAPERS}/{number}/rut", ly_do="Số liệu nhập nhầm")

    assert "Đã rút 14:00 ngày 18/03/2027: Số liệu nhập nhầm" in said(desk.get(f"{PAPERS}/{number}"))
    assert "Đã rút (1)" in said(desk.get(PAPERS))


@pytest.mark.parametrize(("person", "reads"), [("viewer", True), ("stranger", False)])
def test_who_only_looks_sees_the_list_and_opens_what_his_body_reads(
    desk: PaperDesk, sqlite_cast: Cast, person: str, reads: bool
) -> None:
    number = desk.draft()
    account = getattr(sqlite_cast, person)
    desk.sign_in(account)

    html = desk.get(PAPERS)

    assert "Báo cáo tổng hợp quý I/2027" in html
    assert reads == (f"/bang/tai-lieu/{number}" in html)
    assert (200 if reads else 403) == desk.client.get(f"{PAPERS}/{number}").status_code
    assert 403 == desk.post(f"{PAPERS}/{number}/soan-lai").status_code


def test_a_year_a_kind_and_a_duty_narrow_the_list(desk: PaperDesk) -> None:
    desk.draft(FIRST_DRAFT)

    assert "Báo cáo tổng hợp quý I/2027" in desk.get(f"{PAPERS}?nam=2027&loai=consolidated_report")
    assert "Không có tài liệu nào như vậy" in desk.get(f"{PAPERS}?loai=urging_letter")
    assert "Không có tài liệu nào như vậy" in desk.get(f"{PAPERS}?nhiem-vu=khong-co&nam=x")
