"""Papers are kept by version; what was issued stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.documents.register.find_paper import files_of, issued_of, newest_drafts, versions_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame, issue, withdraw
from dondoc.documents.register.keep_paper import KeptPaper, MadePaper, keep
from dondoc.documents.register.narrative import history_of, texts_of, write
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.submissions.files import claimed_files, stored_path
from models.database import transaction
from models.kinds import DocumentKind

PDF = b"%PDF-1.7 "
NOW = at(date(2027, 3, 18), 8)
REPORT = PaperMatter(DocumentKind.CONSOLIDATED_REPORT, "15/KH-UBND", "III.1.2.a4", "2027-Q1")
OFFICER = Actor.account(1)
ISSUED = IssueForm.read(
    {"document_number": "45/bc-snv", "document_on": "18/03/2027"}, IssueFrame(NOW, "45/BC-SNV")
)


def made(units: int, matter: PaperMatter = REPORT) -> MadePaper:
    return MadePaper(
        matter=matter,
        as_of=NOW,
        basis="đợt III.1.1.c 2027-Q1",
        said=f"{units}/27 đơn vị",
        facts={"units": units},
        files={"bao-cao.pdf": PDF + bytes([units])},
    )


def kept(engine: Engine, folder: Path, paper: MadePaper) -> KeptPaper:
    with transaction(engine) as session:
        return keep(session, folder, paper, by=OFFICER, now=NOW)


def test_of_the_same_facts_there_is_one_version(engine: Engine, tmp_path: Path):
    assert (1, True) == _number(kept(engine, tmp_path, made(24)))
    assert (1, False) == _number(kept(engine, tmp_path, made(24)))
    assert (2, True) == _number(kept(engine, tmp_path, made(25)))

    with transaction(engine, write=False) as session:
        newest, first = versions_of(session, REPORT)
        assert ["25/27 đơn vị", "24/27 đơn vị"] == [newest.said, first.said]
        (file,) = files_of(session, newest)
        assert PDF + bytes([25]) == stored_path(tmp_path, file.sha256).read_bytes()
        assert file.sha256 in claimed_files(session)


def test_what_was_issued_is_frozen(engine: Engine, tmp_path: Path):
    first = kept(engine, tmp_path, made(24)).document
    with transaction(engine) as session:
        issue(session, first.id or 0, ISSUED, by=OFFICER, now=NOW)
        issue(session, first.id or 0, ISSUED, by=OFFICER, now=NOW)  # pressed twice
    second = kept(engine, tmp_path, made(27)).document

    with transaction(engine, write=False) as session:
        frozen = issued_of(session, REPORT)
        assert frozen is not None
        assert (1, "45/BC-SNV", date(2027, 3, 18)) == (
            frozen.version,
            frozen.issued_number,
            frozen.issued_on,
        )
        assert issued_of(session, REPORT, as_of=NOW - timedelta(days=1)) is None
        assert [second.id] == [one.id for one in newest_drafts(session)]
    with transaction(engine) as session, pytest.raises(Refused, match="đã phát hành, số 45"):
        withdraw(session, first.id or 0, why="nhầm", by=OFFICER, now=NOW)
    with transaction(engine) as session, pytest.raises(Refused, match="đã ghi cho báo cáo tổng"):
        issue(session, second.id or 0, ISSUED, by=OFFICER, now=NOW)


def test_only_the_newest_draft_is_issued(engine: Engine, tmp_path: Path):
    first = kept(engine, tmp_path, made(24)).document
    second = kept(engine, tmp_path, made(25)).document

    with transaction(engine) as session, pytest.raises(Refused, match="đã có bản 2 mới hơn"):
        issue(session, first.id or 0, ISSUED, by=OFFICER, now=NOW)
    with transaction(engine) as session:
        withdraw(session, second.id or 0, why="đơn vị cuối cùng đã gửi", by=OFFICER, now=NOW)
    with transaction(engine) as session, pytest.raises(Refused, match="đã rút lại"):
        issue(session, second.id or 0, ISSUED, by=OFFICER, now=NOW)
    assert (3, True) == _number(kept(engine, tmp_path, made(25)))


def test_a_paper_to_one_unit_has_versions_of_its_own(engine: Engine, tmp_path: Path):
    kept(engine, tmp_path, made(24))
    to_one = PaperMatter(DocumentKind.URGING_LETTER, "15/KH-UBND", "III.1.1.c", "2027-Q1", "STC")

    one = kept(engine, tmp_path, made(1, to_one)).document
    assert (1, to_one) == (one.version, matter_of(one))


def test_what_a_person_wrote_outlives_a_renewed_draft(engine: Engine, tmp_path: Path):
    later = NOW + timedelta(hours=1)
    with transaction(engine) as session:
        wanted = {"danh-gia": "Các đơn vị đã\r\nchủ động.\x00", "kien-nghi": ""}
        assert ["danh-gia"] == write(session, REPORT, wanted, by=OFFICER, now=NOW)
        assert [] == write(session, REPORT, wanted, by=OFFICER, now=NOW)
        assert ["danh-gia"] == write(session, REPORT, {"danh-gia": ""}, by=OFFICER, now=later)
        assert {} == texts_of(session, REPORT)
        assert {"danh-gia": "Các đơn vị đã\nchủ động."} == texts_of(session, REPORT, as_of=NOW)
        assert 2 == len(history_of(session, REPORT, "danh-gia"))
    with transaction(engine) as session, pytest.raises(Refused, match="dài quá 20000 ký tự"):
        write(session, REPORT, {"danh-gia": "ă" * 20_001}, by=OFFICER, now=NOW)


def _number(one: KeptPaper) -> tuple[int, bool]:
    return one.document.version, one.new
