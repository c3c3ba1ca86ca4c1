"""What is in an evidence pack: all that the ledger knows of a year, under names all can read."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta

import openpyxl
import pytest

from dondoc.clock import at
from dondoc.documents.evidence.manifest import Lack
from dondoc.problems import Refused
from models import Assignment, File, Round
from models.database import transaction
from tests.support.evidence_year import (
    AFTER,
    AGAIN_AT,
    FIRST_AT,
    PDF,
    PNG,
    EvidenceYear,
    contents,
    manifest_of,
)

CASE = "viec/001-bao-cao-dinh-ky-2027-q1"


def test_it_holds_each_version_with_its_receipt_and_files_and_the_life_of_the_assignment(
    year: EvidenceYear,
) -> None:
    found = contents(year.pack())

    assert [
        f"{CASE}/dien-bien.txt",
        f"{CASE}/lan-1/bien-nhan-bn-2027-000001.txt",
        f"{CASE}/lan-2/bien-nhan-bn-2027-000002.txt",
        f"{CASE}/lan-1/1-bao-cao-quy-i.pdf",
        f"{CASE}/lan-1/2-anh-jpg.png",
        f"{CASE}/lan-2/1-bao-cao-quy-i.pdf",
    ] == [name for name in found if name.startswith("viec/")]
    assert PDF == found[f"{CASE}/lan-1/1-bao-cao-quy-i.pdf"]
    assert PNG == found[f"{CASE}/lan-1/2-anh-jpg.png"]


def test_a_receipt_says_who_what_when_and_every_file_by_its_hash(sqlite_year: EvidenceYear) -> None:
    found = contents(sqlite_year.pack())
    receipt = found[f"{CASE}/lan-1/bien-nhan-bn-2027-000001.txt"].decode()

    for said in (
        "BIÊN NHẬN BN-2027-000001",
        "Đơn vị: Sở Tài chính",
        "Cơ quan nhận lúc 09:14 ngày 15/03/2027",
        "Nộp văn bản số 12/BC-STC ngày 11/03/2027, người ký Nguyễn Văn An",
        "Lượt người được tuyên truyền: 1.250",
        f"Tệp: Báo cáo quý I.pdf, {len(PDF)} byte, SHA-256 {hashlib.sha256(PDF).hexdigest()}",
    ):
        assert said in receipt


def test_decisions_and_letters_are_told_as_the_page_of_the_assignment_tells_them(
    year: EvidenceYear,
) -> None:
    life = contents(year.pack())[f"{CASE}/dien-bien.txt"].decode()

    assert "Trả lại lần nộp thứ 1; gửi lại trước hết thứ Tư, 17/03/2027." in life
    assert "Lý do: “Thiếu mục II”" in life
    assert "08:00 ngày 12/03/2027. Hệ thống Đôn Đốc: Gửi nhắc hạn tới Sở Tài chính." in life
    assert "Máy chủ trả lời: 250 Ok" in life


def test_of_a_contacts_address_only_the_domain_leaves_the_house(sqlite_year: EvidenceYear) -> None:
    found = contents(sqlite_year.pack())
    book = openpyxl.load_workbook(io.BytesIO(found["bang-ke.xlsx"]))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [content.decode() for name, content in found.items() if name.endswith(".txt")]

    assert [] == [text for text in [*cells, *texts] if "van-thu@" in text]
    assert [] != [text for text in cells if "…@so-tai-chinh.example" in text]
    assert [] != [text for text in texts if "Tin số 1 «[Nhắc hạn]», mã x@don-doc.example" in text]


def test_the_manifest_names_every_entry_by_hash_and_says_as_of_when(year: EvidenceYear) -> None:
    pack = year.pack()
    found, manifest = contents(pack), manifest_of(pack)

    del found["manifest.json"]
    assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == {
        entry.name: entry.sha256 for entry in manifest.entries
    }
    assert AFTER == manifest.as_of
    assert ("unit", "so-tai-chinh", 2027) == (
        *(manifest.about.kind, manifest.about.code, manifest.about.year),
    )
    assert (1, 2, 3, 1) == (
        *(manifest.counts.assignments, manifest.counts.submissions),
        *(manifest.counts.files, manifest.counts.decisions),
    )
    assert "dondoc 0.1.0" == manifest.program
    assert manifest.hashed() == manifest.sha256


def test_the_same_facts_are_the_same_bytes(year: EvidenceYear) -> None:
    assert year.pack() == year.pack()


def test_a_day_past_knows_nothing_of_what_came_later(year: EvidenceYear) -> None:
    before = contents(year.pack(as_of=AGAIN_AT - timedelta(hours=1)))

    assert f"{CASE}/lan-1/1-bao-cao-quy-i.pdf" in before
    assert [] == [name for name in before if "lan-2" in name]
    assert "Trả lại" in before[f"{CASE}/dien-bien.txt"].decode()
    assert "Trả lại" not in contents(year.pack(as_of=FIRST_AT))[f"{CASE}/dien-bien.txt"].decode()


def test_a_file_that_is_gone_or_damaged_is_named_and_its_wrong_bytes_stay_out(
    sqlite_year: EvidenceYear,
) -> None:
    sqlite_year.stored(PDF).unlink()
    sqlite_year.stored(PNG).write_bytes(PNG[:-1] + b"?")

    pack = sqlite_year.pack()

    assert [
        (f"{CASE}/lan-1/1-bao-cao-quy-i.pdf", Lack.GONE),
        (f"{CASE}/lan-1/2-anh-jpg.png", Lack.DAMAGED),
    ] == [(one.name, one.lack) for one in manifest_of(pack).lacking]
    found = contents(pack)
    assert f"{CASE}/lan-1/2-anh-jpg.png" not in found
    assert f"{CASE}/lan-2/1-bao-cao-quy-i.pdf" in found
    sheet = openpyxl.load_workbook(io.BytesIO(found["bang-ke.xlsx"]))["Tệp thiếu"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Báo cáo quý I.pdf" in cells
    assert "Tệp có trong sổ nhưng không còn trên máy." in cells


def test_a_hash_in_the_ledger_that_leads_elsewhere_is_a_file_that_is_gone(
    sqlite_year: EvidenceYear,
) -> None:
    with transaction(sqlite_year.life.engine) as session:
        session.get_one(File, 1).sha256 = "../../etc/passwd"

    assert [Lack.GONE] == [one.lack for one in manifest_of(sqlite_year.pack()).lacking]


@pytest.mark.parametrize(
    ("given", "entry"),
    [
        ("../../../etc/passwd", "1-passwd.pdf"),
        ("CON.pdf", "1-con.pdf"),
        ("=cmd|' /C calc'!A0.pdf", "1-c-calc-a0.pdf"),
        ("\u202efdp.exe", "1-fdp.pdf"),
        ("报告.pdf", "1-khong-ten.pdf"),
        (f"{'a' * 140}.pdf", f"1-{'a' * 60}.pdf"),
    ],
)
def test_whatever_a_file_was_called_its_entry_is_plain(
    sqlite_life, tmp_path, given: str, entry: str
) -> None:
    year = EvidenceYear(sqlite_life, tmp_path / "files")
    year.hand_in(FIRST_AT, {given: PDF})

    pack = year.pack()

    assert PDF == contents(pack)[f"{CASE}/lan-1/{entry}"]


def test_a_duty_is_told_of_all_its_units_in_official_order(year: EvidenceYear) -> None:
    pack = year.pack(year.of_duty())
    folders = [name.split("/")[1] for name in contents(pack) if name.endswith("dien-bien.txt")]

    assert ("duty", "III.1.1.c") == (manifest_of(pack).about.kind, manifest_of(pack).about.code)
    assert 139 == len(folders)
    assert "001-van-phong-ubnd-2027-q1" == folders[0]
    assert [] != [name for name in folders if name.endswith("-so-tai-chinh-2027-q1")]


def test_what_its_reader_may_not_read_is_said_and_left_out(year: EvidenceYear) -> None:
    def only_this_unit(_duty: object, unit: object) -> str:
        return "" if unit == year.unit else "chỉ tài khoản của Sở Nội vụ được đọc"

    pack = year.pack(year.of_duty(), may_read=only_this_unit)

    assert 1 == manifest_of(pack).counts.assignments
    assert (
        "Báo cáo tuyên truyền CCHC (138 việc): chỉ tài khoản của Sở Nội vụ được đọc.",
    ) == manifest_of(pack).left_out


def test_what_the_plan_no_longer_knows_is_said_too(year: EvidenceYear) -> None:
    with transaction(year.life.engine) as session:
        at_once = at(date(2027, 1, 4), 8)
        lost = Round(
            plan="2021", duty="III.9", period="2027", opens_on=at_once.date(), opened_at=at_once
        )
        session.add(lost)
        session.flush()
        days = dict.fromkeys(
            ("nominal_on", "target_on", "due_on", "first_due_on", "cycle_from_on"), at_once.date()
        )
        session.add(
            Assignment(
                round_id=lost.id,
                unit_code="so-tai-chinh",
                role="so_nganh",
                asked_at=at_once,
                arithmetic="",
                **days,
            )
        )

    [said] = manifest_of(year.pack()).left_out
    assert said.startswith("1 việc của nhiệm vụ mã «III.9», đơn vị mã «so-tai-chinh»:")


def test_a_year_of_which_nothing_is_known_is_refused(sqlite_year: EvidenceYear) -> None:
    with pytest.raises(Refused, match="không có việc nào của năm 2031"):
        sqlite_year.pack(sqlite_year.subject(2031))


def test_more_entries_than_a_pack_may_have_are_refused_before_anything_is_written(
    sqlite_year: EvidenceYear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.documents.evidence.write_pack.MOST_ENTRIES", 8)

    with pytest.raises(Refused, match="quá 8 mục trong một gói; hãy lập theo từng đơn vị"):
        sqlite_year.pack()
