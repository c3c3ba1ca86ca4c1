"""Files: judged by content, refused when too large, carried only by their sender."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.clock import at
from dondoc.limits import LARGEST_FILE, MOST_UNCLAIMED
from dondoc.portal import protection
from dondoc.portal.unit.uploads import Keeper, Upload
from dondoc.retention_periods import UNCLAIMED
from dondoc.submissions.files import StoredFile, stored_path
from models import File, Submission
from tests.support.portal import TYPED, Portal
from tests.support.reading import Page

PDF = b"%PDF-1.7 bao cao"


def named(name: str, content: bytes = PDF) -> tuple[str, tuple[str, bytes, str]]:
    return ("file", (name, content, "application/pdf"))


def test_a_file_is_downloaded_as_an_attachment(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home, files=[named("Báo cáo.pdf")])

    answer = portal.get(f"{home}/tep/1")

    assert PDF == answer.content
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o")
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert "application/pdf" == answer.headers["content-type"]


@pytest.mark.parametrize("content", [b"MZ\x90 chuong trinh", b"<script>alert(1)</script>", b""])
def test_a_type_is_judged_by_content_whatever_the_name(portal: Portal, content: bytes) -> None:
    answer = portal.hand_in(portal.link(), files=[named("bao-cao.pdf", content)])

    assert 422 == answer.status_code
    assert "#file" in Page(answer.text).links
    assert [] == portal.rows(Submission)


def test_one_file_over_the_limit_is_refused_and_the_rest_stays(portal: Portal) -> None:
    files = [named("lon.pdf", PDF + bytes(LARGEST_FILE)), named("nho.pdf")]

    page = Page(portal.hand_in(portal.link(), files=files).text)

    assert "lớn quá 20 MB; hãy gửi tệp nhỏ hơn" in page.text
    assert "nho.pdf" in page.text
    assert "12/BC-STC" == page.values()["document_number"]


def test_six_files_are_one_too_many_and_none_is_lost(portal: Portal) -> None:
    files = [named(f"{number}.pdf", PDF + bytes([number])) for number in range(6)]

    page = Page(portal.hand_in(portal.link(), files=files).text)

    assert "nhiều nhất 5 tệp; hãy bỏ chọn bớt 1 tệp" in page.text
    assert 6 == len(page.forms["nop"]["kept"])


def test_a_body_too_large_is_refused_before_it_is_read(portal: Portal) -> None:
    said = {"content-length": str(200 * 1024 * 1024), "content-type": "multipart/form-data"}

    answer = portal.client.post(f"{portal.link()}/nop", headers=said, content=b"")

    assert 413 == answer.status_code
    assert "Mỗi tệp không quá 20 MB" in answer.text
    assert "no-store" == answer.headers["cache-control"]


def test_a_body_that_hides_its_length_is_refused_while_it_comes(portal: Portal) -> None:
    read = 0

    def endless() -> Any:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="note"; filename="a.pdf"\r\n\r\n'
        while read < 200 * 1024 * 1024:
            read += 1024 * 1024
            yield bytes(1024 * 1024)

    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = portal.client.post(f"{portal.link()}/nop", headers=kind, content=endless())

    assert 413 == answer.status_code


def test_other_forms_take_little() -> None:
    assert 1024 * 1024 == protection.body_limit("/v/x/da-nhan")
    assert 5 * LARGEST_FILE < protection.body_limit("/v/x/nop") < 6 * LARGEST_FILE


@pytest.mark.parametrize("spoil", ["payload", "seal", "other"])
def test_a_carried_file_cannot_be_forged_or_taken_from_another(portal: Portal, spoil: str) -> None:
    theirs = portal.link("so-tu-phap")
    wrong = Page(portal.hand_in(theirs, files=[named("mat.pdf")], document_on="").text)
    carried = wrong.forms["nop"]["kept"][0]
    payload, _, seal = carried.partition(".")
    forged = {"payload": f"{payload}x.{seal}", "seal": payload, "other": carried}[spoil]

    portal.hand_in(portal.link(), kept=forged)

    assert 1 == len(portal.rows(Submission))
    assert [] == portal.rows(File)


def test_a_file_of_the_same_units_other_work_is_not_taken(portal: Portal) -> None:
    portal.open_round("III.1.1.a1", now=at(date(2027, 1, 26), 7, 30))
    yearly = portal.assignment(duty="III.1.1.a1", period="2027")
    wrong = Page(portal.hand_in(portal.link(), files=[named("mat.pdf")], document_on="").text)
    carried = wrong.forms["nop"]["kept"][0]
    home = portal.link(assignment_id=yearly)

    answer = portal.hand_in(home, kept=carried, document_on="")

    assert 422 == answer.status_code
    assert "mat.pdf" not in answer.text


def test_a_file_carried_for_too_long_is_asked_for_again(portal: Portal) -> None:
    home = portal.link()
    wrong = Page(portal.hand_in(home, files=[named("cu.pdf")], document_on="").text)
    form = {**wrong.values(), **TYPED}
    portal.now += UNCLAIMED + timedelta(minutes=3)

    answer = portal.client.post(f"{home}/nop", data=form)

    page = Page(answer.text)
    assert 422 == answer.status_code
    assert "Trang đã mở từ lâu, tệp không còn được giữ; hãy chọn lại tệp" in page.text
    assert "kept" not in page.forms["nop"]
    assert "12/BC-STC" == page.values()["document_number"]
    assert [] == portal.rows(Submission)


def test_a_file_whose_bytes_are_gone_is_asked_for_again(portal: Portal) -> None:
    home = portal.link()
    wrong = Page(portal.hand_in(home, files=[named("cu.pdf")], document_on="").text)
    form = {**wrong.values(), **TYPED}
    for path in portal.settings.files_dir.rglob("*"):
        if path.is_file():
            path.unlink()

    answer = portal.client.post(f"{home}/nop", data=form)

    assert 422 == answer.status_code
    assert "hãy chọn lại tệp" in Page(answer.text).text
    assert [] == portal.rows(Submission)


def test_a_file_can_be_left_out_when_mending(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home, files=[named("cu.pdf")])
    form = portal.page(f"{home}?sua=1").values()
    assert form.pop("kept")

    portal.client.post(f"{home}/nop", data={**form, **TYPED})

    assert [1] == [file.submission_id for file in portal.rows(File)]
    assert 2 == len(portal.rows(Submission))


def kept_on_disk(portal: Portal) -> int:
    return sum(path.is_file() for path in portal.settings.files_dir.glob("??/*"))


def test_what_a_refused_form_left_behind_is_dropped_when_it_is_sent_again(portal: Portal) -> None:
    home = portal.link()
    wrong = Page(portal.hand_in(home, files=[named("sai.pdf")], document_on="").text)
    form = {**wrong.values(), **TYPED}
    del form["kept"]

    portal.client.post(f"{home}/nop", data=form, files=[named("dung.pdf", PDF + b"2")])

    assert ["dung.pdf"] == [file.name for file in portal.rows(File)]
    assert 1 == kept_on_disk(portal)


def test_what_another_submission_has_is_not_dropped(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home, files=[named("a.pdf")])
    again = Page(portal.hand_in(home, files=[named("a.pdf")], document_on="").text)
    form = {**again.values(), **TYPED}
    del form["kept"]

    portal.client.post(f"{home}/nop", data={**form, "note": "khác"})

    assert 1 == kept_on_disk(portal)
    assert PDF == portal.get(f"{home}/tep/1").content


def keeper(portal: Portal, **given: Any) -> Keeper:
    return Keeper(
        portal.settings.files_dir, b"k", "assignment 1", portal.now, "so-tai-chinh", **given
    )


def test_a_unit_lays_down_so_much_and_no_more(portal: Portal) -> None:
    waiting = StoredFile("a.pdf", "0" * 64, MOST_UNCLAIMED, "application/pdf")
    keeper(portal).unclaimed.add(waiting, "f")

    kept, (problem,) = keeper(portal).keep([Upload("b.pdf", PDF)], "g")

    assert [] == kept
    assert problem.wanted.startswith("đơn vị đang có hơn 300 MB tệp ở những trang chưa gửi xong")
    portal.now += UNCLAIMED + timedelta(minutes=1)
    assert 1 == len(keeper(portal).keep([Upload("b.pdf", PDF)], "g")[0])


def test_a_disk_that_is_nearly_full_takes_no_file(portal: Portal) -> None:
    kept, (problem,) = keeper(portal, least_free=2**62).keep([Upload("b.pdf", PDF)])

    assert [] == kept
    assert "sắp hết chỗ nên tạm không nhận tệp" in problem.wanted
    assert 0 == kept_on_disk(portal)


def test_a_hash_that_is_none_leads_nowhere(portal: Portal) -> None:
    forged = keeper(portal).sign(StoredFile("a", "../../secret.key", 1, "application/pdf"))

    assert ([], []) == keeper(portal).carried([forged])
    with pytest.raises(ValueError, match="secret"):
        stored_path(portal.settings.files_dir, "../secret.key")
