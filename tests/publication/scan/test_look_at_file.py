"""A place that no machine reads is looked at through a file that a person brings."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from dondoc.clock import at
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.publication.findings.settle_check import FindingTally
from dondoc.publication.scan.look_at_file import keep_file_look, read_look
from dondoc.publication.snapshots import read_snapshot
from models.database import transaction
from models.publication_kinds import CheckVerdict, FindingKind, ReadingWay, ScanScope, SourceKind
from tests.support.list_site import list_page
from tests.support.sample_procedures import HEALTH, lay_source, sample_list
from tests.support.scan_office import MONDAY, WHOLE, ScanOffice

BY = Actor.machine("thu")


def export(rows: list[tuple[str, str]]) -> bytes:
    """The national export's shape: a title above, the headings below it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH THỦ TỤC HÀNH CHÍNH"])
    sheet.append(["STT", "Mã TTHC", "Tên TTHC", "Cơ quan công khai"])
    for number, (code, name) in enumerate(rows, 1):
        sheet.append([number, code, name, "Sở Y tế"])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def national(office: ScanOffice) -> int:
    """Sở Y tế's part of the national database, which is brought as an export."""
    with transaction(office.engine) as session:
        sample = sample_list(session)
        session.delete(sample.site)
        session.flush()
        source = lay_source(
            session, HEALTH, "", kind=SourceKind.NATIONAL_DATABASE, way=ReadingWay.IMPORT
        )
        return source.id or 0


def look(office: ScanOffice, source: int, content: bytes, day: int) -> FindingTally:
    now = moment(day)
    office.set_clock(now)
    with transaction(office.engine) as session:
        read = read_look(session, office.here, source, content, now=now)
        return keep_file_look(session, office.here, read, by=BY, now=now)


def moment(day: int) -> datetime:
    return at(MONDAY + timedelta(days=day), 9)


def test_what_the_export_lacks_is_asked_at_once_and_the_next_one_closes_it(
    office: ScanOffice, national: int
) -> None:
    lacking = export(WHOLE[:2])

    assert FindingTally(new=1) == look(office, national, lacking, 0)
    [asked] = office.assignments()
    assert "Thiếu thủ tục 9.000003" in asked.subject
    assert "Cơ sở dữ liệu quốc gia về TTHC" in asked.subject

    assert FindingTally(mended=1) == look(office, national, export(WHOLE), 7)
    assert office.assignments()[0].completed_at is not None
    assert [(CheckVerdict.READ, 2), (CheckVerdict.READ, 3)] == [
        (one.verdict, one.rows) for one in office.checks()
    ]
    kept = office.checks()[0].snapshot
    assert kept is not None
    assert lacking == read_snapshot(office.settings.snapshots_dir, kept, len(lacking))


def test_the_same_file_is_one_look_a_day_and_unchanged_on_another(
    office: ScanOffice, national: int
) -> None:
    lacking = export(WHOLE[:2])
    look(office, national, lacking, 0)
    notices = len(office.notices())

    assert FindingTally() == look(office, national, lacking, 0)
    assert FindingTally() == look(office, national, lacking, 7)

    assert [CheckVerdict.READ, CheckVerdict.UNCHANGED] == [one.verdict for one in office.checks()]
    assert notices == len(office.notices())


@pytest.mark.one_database
def test_a_file_that_proves_nothing_is_refused_and_nothing_is_kept(
    office: ScanOffice, national: int
) -> None:
    for content, said in (
        (b"khong phai bang", "Tệp không mở được hoặc không đúng loại"),
        (export([("", "Không phải thủ tục nào")]), "Không có dòng nào là thủ tục"),
    ):
        with pytest.raises(Refused) as refused:
            look(office, national, content, 0)
        assert said in str(refused.value)
        assert ".xlsx" in str(refused.value)

    assert [] == office.checks()


@pytest.mark.one_database
def test_a_page_that_a_browser_saved_is_a_look_at_what_is_seen_by_eye(
    office: ScanOffice, national: int
) -> None:
    with transaction(office.engine) as session:
        seen = lay_source(session, HEALTH, "", way=ReadingWay.BY_HAND)
        number = seen.id or 0

    assert FindingTally(new=1) == look(office, number, list_page(WHOLE[1:]).encode(), 0)
    assert [FindingKind.MISSING] == [one.kind for one in office.findings()]


@pytest.mark.one_database
@pytest.mark.parametrize("values", [{}, {"kind": SourceKind.OFFICE, "way": ReadingWay.BY_HAND}])
def test_a_source_that_is_read_otherwise_takes_no_file(
    office: ScanOffice, national: int, values: dict[str, object]
) -> None:
    with transaction(office.engine) as session:
        other = lay_source(session, HEALTH, "http://so-y-te.example/khac", **values)
        number = other.id or 0

    with pytest.raises(Refused, match="dondoc sources list"):
        look(office, number, export(WHOLE), 0)


@pytest.mark.one_database
def test_a_scan_leaves_it_alone(office: ScanOffice, national: int) -> None:
    assert 0 == office.scan(0, ScanScope.ALL).looks.sources
