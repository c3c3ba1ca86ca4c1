"""The evidence of a conference in one zip: its set, what is missing by name, attendance by unit."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dondoc.clock import at
from dondoc.conference.accounts.enter_logins import enter_logins
from dondoc.conference.accounts.hand_out import hand_out_accounts
from dondoc.conference.accounts.login_sheet import LoginEntry
from dondoc.conference.find_conference import find_conference
from dondoc.documents.evidence.conference_pack import conference_pack
from dondoc.documents.evidence.evidence_case import PackFacts
from dondoc.documents.evidence.verify_pack import verify_pack
from dondoc.documents.evidence.write_pack import write_pack
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.files import store
from dondoc.tables.book_lines import read_workbook
from models.database import transaction
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, OFFICER, Hall

NOW = at(date(2026, 11, 30), 9)
INVITED = at(date(2026, 11, 5), 9)
PDF = b"%PDF-1.4 minh chung".ljust(999)  # with one more, as long as the hall says
KINDS = ("plan", "invitation", "guidance", "conclusions", "photo", "attendance")


@pytest.fixture
def hall(sqlite_engine: Engine, rulebook: Rulebook, sqlite_cast: Cast) -> Hall:
    hall = Hall(sqlite_engine, rulebook)
    hall.plan()
    hall.invite(INVITED)
    hall.answer(INVITED, "so-y-te", "comes", "Phạm Văn Dũng")
    return hall


@pytest.fixture
def full(hall: Hall, tmp_path: Path) -> Hall:
    """Every part there is but news; accounts handed out."""
    for number, kind in enumerate(KINDS):
        stored = store(tmp_path / "files", f"{kind}.pdf", PDF + str(number).encode())
        hall.publish(NOW, f"Tệp {kind}", kind=kind, sha256=stored.sha256)
    with transaction(hall.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        unit = hall.rulebook.registry.unit("so-y-te")
        entry = LoginEntry(unit, "syt01", "", "dòng 2")
        enter_logins(session, conference, [entry], by=OFFICER, now=NOW)
        hand_out_accounts(session, hall.rulebook, conference, by=OFFICER, now=NOW)
    return hall


def packed(hall: Hall, tmp_path: Path) -> bytes:
    def facts(session: Session) -> PackFacts:
        return conference_pack(session, hall.rulebook, find_conference(session, CODE), as_of=NOW)

    target = io.BytesIO()
    write_pack(target, hall.read(facts), tmp_path / "files")
    return target.getvalue()


def manifest(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return json.loads(found.read("manifest.json"))


def test_what_is_missing_of_the_set_is_named_in_the_manifest(hall: Hall, tmp_path: Path) -> None:
    found = manifest(packed(hall, tmp_path))

    assert {"kind": "conference", "code": CODE, "year": 2026} == {
        name: found["about"][name] for name in ("kind", "code", "year")
    }
    assert [
        "Chưa có: kế hoạch, quyết định tổ chức.",
        "Chưa có: giấy mời.",
        "Chưa có: danh sách đại biểu theo đơn vị.",
        "Chưa có: tài liệu hướng dẫn.",
        "Chưa có: biên bản hoặc thông báo kết luận.",
        "Chưa có: ảnh.",
        "Chưa có: tin, bài.",
        "Chưa có: tài khoản Phần mềm đã giao.",
    ] == found["left_out"]


def test_the_set_stands_in_one_zip_that_proves_itself(full: Hall, tmp_path: Path) -> None:
    content = packed(full, tmp_path)
    whole = tmp_path / "goi.zip"
    whole.write_bytes(content)
    found = manifest(content)
    names = [one["name"] for one in found["entries"]]

    assert ["Chưa có: tin, bài."] == found["left_out"]
    for folder in ("ke-hoach", "giay-moi", "tai-lieu-huong-dan", "anh", "danh-sach-ky-ten"):
        assert 1 == sum(name.startswith(f"{folder}/1-") for name in names), names
    assert () == verify_pack(whole).findings
    assert content == packed(full, tmp_path)


def test_a_file_whose_bytes_are_gone_is_named(full: Hall, tmp_path: Path) -> None:
    gone = full.publish(NOW, "Tệp photo", kind="photo").file.sha256
    found = manifest(packed(full, tmp_path))

    assert [gone] == [one["sha256"] for one in found["lacking"]]


def test_delegates_are_counted_and_named_nowhere(full: Hall, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(full, tmp_path))) as found:
        book = found.read("bang-ke.xlsx")
    lines = read_workbook(book, "Có mặt").lines

    assert any("Sở Y tế" in cells and "1" in cells for _number, cells in lines)
    assert "Dũng" not in str(lines)
