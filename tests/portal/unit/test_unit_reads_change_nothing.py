"""Reading changes nothing: a mail filter that opens every link does nobody's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import File
from tests.support.portal import Portal

PAGES = (
    "",
    "?sua=1",
    "/danh-sach",
    "/viec/{assignment}",
    "/viec/{assignment}?sua=1",
    "/bien-nhan/1",
    "/tep/1",
    "/lich.ics",
    "/khong-phat-sinh",
    "/nop",
    "/da-nhan",
    "/gia-han",
)


@pytest.fixture
def lived_in(portal: Portal) -> Portal:
    pdf = {"file": ("a.pdf", b"%PDF-1.7", "application/pdf")}
    portal.hand_in(portal.link(), files=pdf)
    assert 1 == len(portal.rows(File))
    return portal


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_page_of_a_unit_changes_a_row_or_a_file(lived_in: Portal, method: str) -> None:
    home = lived_in.link()
    before, on_disk = lived_in.dump(), _files(lived_in.settings.data_dir)

    for page in PAGES:
        path = home + page.format(assignment=lived_in.assignment())
        assert lived_in.client.request(method, path).status_code in (200, 303), path

    assert before == lived_in.dump()
    assert on_disk == _files(lived_in.settings.data_dir)


@pytest.mark.parametrize("page", PAGES)
def test_head_answers_like_get_without_the_body(lived_in: Portal, page: str) -> None:
    path = lived_in.link() + page.format(assignment=lived_in.assignment())

    got, headed = lived_in.client.get(path), lived_in.client.head(path)

    assert b"" == headed.content
    assert got.status_code == headed.status_code
    assert dict(got.headers) == dict(headed.headers) or "?sua" in page or page == ""


@pytest.mark.parametrize("act", ["nop", "da-nhan", "gia-han"])
def test_the_address_of_a_form_opened_by_hand_leads_back_to_its_page(
    portal: Portal, act: str
) -> None:
    home = portal.link()

    answer = portal.get(f"{home}/{act}")

    assert (303, home) == (answer.status_code, answer.headers["location"])


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in found}
