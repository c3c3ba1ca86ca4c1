"""A demand: units ticked in a list or named for short, every kind of letter read, the document."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlmodel import col, select

from dondoc.operations.retention import drop_unclaimed_files
from dondoc.retention_periods import UNCLAIMED
from models import Assignment, DemandFile, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page

PDF = b"%PDF-1.7 van ban yeu cau"
FORM = {
    "noi_dung": "Kết quả dịch vụ công trực tuyến tháng 02",
    "han": "19/03/2027",
    "so_van_ban": "45/SNV-CCHC",
    "ngay_van_ban": "15/03/2027",
}


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def look(desk: Desk, **form: Any) -> httpx.Response:
    """The form sent with a file, as a browser does."""
    token = Page(desk.get("/bang/dot-xuat")).values("xem")["form_token"]
    data = {"form_token": token, **FORM, **form}
    files = {"file": ("45-SNV.pdf", PDF, "application/pdf")}
    return desk.client.post("/bang/dot-xuat/xem", data=data, files=files)


def send(desk: Desk, preview: httpx.Response) -> httpx.Response:
    """By the button of the page that shows the letters."""
    return desk.client.post("/bang/dot-xuat", data=Page(preview.text).forms["dot-xuat"])


def asked(portal: Portal) -> set[str]:
    query = select(Assignment.unit_code).join(Round).where(col(Round.period) == "2027-E1")
    with transaction(portal.engine, write=False) as session:
        return set(session.exec(query))


def test_every_body_stands_in_its_group_and_the_communes_are_folded(desk: Desk) -> None:
    page = desk.get("/bang/dot-xuat")

    assert 'name="chon" value="cap_xa"' in page
    assert 'name="chon" value="mttq-tinh"' in page
    assert "UBMTTQ Việt Nam tỉnh" in page
    assert "<summary>Chọn từng đơn vị: Xã, phường</summary>" in page
    assert "Huyện, thành phố" not in page  # there are none since 2025
    assert "<details open>" not in page


def test_ticked_units_groups_and_written_names_are_asked_together(desk: Desk) -> None:
    form = {"chon": ["mttq_ctxh", "so-tai-chinh"], "don_vi": "Sở Y tế"}

    send(desk, look(desk, **form))

    wanted = {"so-tai-chinh", "so-y-te", "mttq-tinh", "tinh-doan", "hoi-nong-dan"}
    assert wanted < asked(desk.portal)
    assert 8 == len(asked(desk.portal))


def test_a_hundred_communes_are_one_tick(desk: Desk) -> None:
    preview = look(desk, chon=["cap_xa"], don_vi="")

    assert '<dd class="long">124 đơn vị: ' in preview.text


def test_each_kind_of_letter_is_read_before_it_goes(desk: Desk) -> None:
    page = look(desk, chon=["so-tai-chinh", "so-y-te", "mttq-tinh"]).text

    order, request = page.split('<div class="letter-text">')[1:]
    assert "Thư yêu cầu, 2 đơn vị" in page
    assert "Thư đề nghị, 1 đơn vị" in page
    assert "Hạn gửi: thứ Sáu, ngày 19/03/2027" in order
    assert "Văn bản yêu cầu (tệp 45-SNV.pdf) mở được trên trang" in order
    assert "Văn bản đề nghị (tệp 45-SNV.pdf) mở được trên trang" in request
    assert "rân trọng đề nghị" in request
    assert "Hạn gửi" not in request.split("</div>")[0]


def test_correcting_it_keeps_ticks_and_file(desk: Desk) -> None:
    preview = look(desk, chon=["so-tai-chinh"], don_vi="Sở Y tế")

    form = Page(preview.text).forms["sua"]
    again = Page(desk.client.post("/bang/dot-xuat/sua", data=form).text)

    assert ["so-tai-chinh"] == again.forms["xem"]["chon"]
    assert ["Sở Y tế"] == again.forms["xem"]["don_vi"]
    assert "45-SNV.pdf" in again.text
    assert form["kept"][0].split(".")[0] == again.forms["xem"]["kept"][0].split(".")[0]


def test_the_document_is_open_to_who_was_asked_and_to_who_watches(desk: Desk) -> None:
    portal = desk.portal
    send(desk, look(desk, chon=["so-tai-chinh"]))
    (file,) = portal.rows(DemandFile)
    viec = _demanded(portal)
    home, other = portal.link(assignment_id=viec), portal.link("so-y-te")

    assert f"{home}/van-ban/{file.id}" in portal.page(home).links
    answer = portal.get(f"{home}/van-ban/{file.id}")
    assert (PDF, "attachment") == (answer.content, answer.headers["content-disposition"][:10])
    assert 404 == portal.get(f"{other}/van-ban/{file.id}").status_code
    assert PDF == desk.client.get(f"/bang/viec/{viec}/van-ban/{file.id}").content
    report = portal.assignment()
    assert 404 == desk.client.get(f"/bang/viec/{report}/van-ban/{file.id}").status_code


def test_another_bodys_account_does_not_read_it(desk: Desk, sqlite_cast: Cast) -> None:
    send(desk, look(desk, chon=["so-tai-chinh"]))
    (file,) = desk.portal.rows(DemandFile)
    desk.sign_in(sqlite_cast.stranger)

    path = f"/bang/viec/{_demanded(desk.portal)}/van-ban/{file.id}"
    assert 403 == desk.client.get(path).status_code


def test_what_is_no_document_is_refused_at_its_field_and_asks_nobody(desk: Desk) -> None:
    token = Page(desk.get("/bang/dot-xuat")).values("xem")["form_token"]
    data = {"form_token": token, **FORM, "chon": ["so-tai-chinh"]}
    files = {"file": ("a.exe", b"MZ", "application/pdf")}

    answer = desk.client.post("/bang/dot-xuat/xem", data=data, files=files)

    assert 422 == answer.status_code
    assert 'id="file-loi"' in answer.text
    assert "so-tai-chinh" in Page(answer.text).forms["xem"]["chon"]


def test_a_form_from_elsewhere_is_refused(desk: Desk) -> None:
    answers = [
        desk.client.post(f"/bang/dot-xuat{path}", data=FORM | {"chon": ["so-tai-chinh"]})
        for path in ("", "/xem", "/sua")
    ]

    assert [403] * 3 == [one.status_code for one in answers]
    assert set() == asked(desk.portal)


def test_the_document_of_a_demand_is_kept_and_a_forgotten_one_is_not(desk: Desk) -> None:
    files = desk.portal.settings.files_dir
    send(desk, look(desk, chon=["so-tai-chinh"]))
    later = desk.portal.now + UNCLAIMED + timedelta(days=365)

    with transaction(desk.portal.engine) as session:
        dropped = drop_unclaimed_files(session, files, now=later)

    assert 0 == dropped
    assert date(2027, 3, 15) == desk.portal.rows(DemandFile)[0].added_at.date()


def _demanded(portal: Portal) -> int:
    query = select(Assignment.id).join(Round).where(col(Round.period) == "2027-E1")
    with transaction(portal.engine, write=False) as session:
        return session.exec(query.where(col(Assignment.unit_code) == "so-tai-chinh")).one() or 0
