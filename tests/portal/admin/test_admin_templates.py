"""`/quan-tri/mau-van-ban`: an office's own template, looked at before papers are made with it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from dondoc.documents.paper.paper_templates import FOLDER, REPORT
from models import Account, Audit
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.paper_desk import OWN_DAY, PAPERS, PaperDesk, said
from tests.support.papers import lines
from tests.support.portal import Portal

PAGE = "/quan-tri/mau-van-ban"


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> PaperDesk:
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).role = AccountRole.ADMINISTRATOR
    desk = PaperDesk(portal, sqlite_cast.officer)
    desk.at(OWN_DAY)
    return desk


def edited(before: str, after: str) -> bytes:
    """Our template of the report with other words in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(FOLDER / REPORT.file) as ours, zipfile.ZipFile(made, "w") as own:
        for name in ours.namelist():
            content = ours.read(name)
            if name == "word/document.xml":
                assert before in content.decode()
                content = content.decode().replace(before, after).encode()
            own.writestr(name, content)
    return made.getvalue()


def put(desk: PaperDesk, content: bytes, name: str = "mau.docx") -> httpx.Response:
    found = re.search(r'name="form_token" value="([^"]+)"', desk.get("/bang"))
    assert found
    return desk.client.post(
        f"{PAGE}/{REPORT.file}/dat",
        data={"form_token": found[1]},
        files={"file": (name, content)},
    )


def test_papers_are_made_with_the_template_that_was_put_in_place(desk: PaperDesk) -> None:
    answer = put(desk, edited("VI. Nhiệm vụ kỳ tới", "VI. Phương hướng kỳ tới"))

    assert f"{PAGE}?xong=dat" == answer.headers["location"]
    assert "Báo cáo tổng hợp Mẫu của cơ quan , đặt lúc" in said(desk.get(PAGE))
    number = desk.draft(at(date(2027, 3, 18), 7, 30))
    file = re.search(r'href="([^"]+/tep/\d+)">[^<]+docx<', desk.get(f"{PAPERS}/{number}"))
    assert file
    assert "VI. Phương hướng kỳ tới" in lines(desk.client.get(file[1]).content)
    assert "đặt mẫu văn bản" in [one.act for one in desk.portal.rows(Audit)]


def test_what_is_unknown_in_it_is_named_and_nothing_is_put_in_place(desk: PaperDesk) -> None:
    answer = put(desk, edited("{{ co_quan }}", "{{ co_quan_khac }}"))

    assert 422 == answer.status_code
    assert "co_quan_khac" in answer.text
    assert 'id="file-bao-cao-tong-hop-loi"' in answer.text
    assert "Mẫu của cơ quan" not in desk.get(PAGE)


@pytest.mark.parametrize(
    ("content", "wanted"), [(b"", "chưa chọn tệp"), (b"khong phai docx", "không")]
)
def test_what_is_no_template_is_said_at_its_field(
    desk: PaperDesk, content: bytes, wanted: str
) -> None:
    answer = put(desk, content, "mau.docx" if content else "")

    assert 422 == answer.status_code
    assert wanted in said(answer.text).lower()


def test_ours_is_used_again_and_the_other_is_kept(desk: PaperDesk) -> None:
    put(desk, edited("VI. Nhiệm vụ kỳ tới", "VI. Phương hướng kỳ tới"))

    desk.post(f"{PAGE}/{REPORT.file}/bo")

    ours = desk.client.get(f"{PAGE}/{REPORT.file}/tep").content
    assert (FOLDER / REPORT.file).read_bytes() == ours
    kept = desk.portal.settings.own_templates_dir / f"{REPORT.file}.truoc"
    assert b"PK" == kept.read_bytes()[:2]
    again = desk.post(f"{PAGE}/{REPORT.file}/bo")
    assert f"{PAGE}?xong=nhu-cu" == again.headers["location"]


def test_no_other_name_is_a_template(desk: PaperDesk) -> None:
    assert 404 == desk.client.get(f"{PAGE}/khac.docx/tep").status_code
    assert 404 == desk.post(f"{PAGE}/..%2Fkhac.docx/bo").status_code
