"""A list over several pages is followed to its end; the pages of its procedures where wanted."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.publication.scan.prune_snapshots import prune_snapshots
from dondoc.publication.snapshots import read_snapshot
from models import FindingSighting, Procedure, PublicationFinding, PublicationSource, Snapshot
from models.database import transaction
from models.publication_kinds import (
    CheckVerdict,
    Component,
    FindingKind,
    ListKind,
    ReadingTrouble,
    ScanScope,
)
from tests.support.list_site import detail_page, list_page
from tests.support.scan_office import MONDAY, WHOLE, ScanOffice

pytestmark = pytest.mark.one_database


HOST = "127.0.0.2"


def two_pages(office: ScanOffice, *, second: str) -> None:
    office.lay()
    office.site.show_paged(2, WHOLE)
    office.site.pages[HOST + "/thu-tuc?page=2"] = second


def test_what_stands_on_the_second_page_is_not_missing(office: ScanOffice) -> None:
    two_pages(office, second=list_page(WHOLE[2:], last=2))

    office.scan(0)
    office.scan(1)

    assert [(CheckVerdict.READ, 3), (CheckVerdict.UNCHANGED, 3)] == [
        (one.verdict, one.rows) for one in office.checks()
    ]
    assert [] == office.findings()


def test_a_second_page_that_does_not_come_proves_nothing(office: ScanOffice) -> None:
    two_pages(office, second=list_page(WHOLE[2:], last=2))
    office.scan(0)

    del office.site.pages[HOST + "/thu-tuc?page=2"]
    office.scan(1)
    office.scan(2)

    assert CheckVerdict.READ is not office.checks()[-1].verdict
    assert FindingKind.MISSING not in {one.kind for one in office.findings()}


def test_a_row_of_the_second_page_is_found_by_its_page_which_is_kept(office: ScanOffice) -> None:
    strange = [*WHOLE[2:], ("9.000099", "Thủ tục mẫu không ai công bố")]
    two_pages(office, second=list_page(strange, last=2))

    office.scan(0)

    [seen] = office.all(select(FindingSighting))
    assert "trang 2, bảng 1, dòng 3" == seen.locator
    page = office.checks()[0].http["pages"][-1]
    folder = office.settings.snapshots_dir
    assert read_snapshot(folder, page["sha256"], page["size"]) is not None
    assert 2 == len(office.all(select(Snapshot)))

    assert 0 == prune_snapshots(office.engine, folder, now=moment(1))
    assert read_snapshot(folder, page["sha256"], page["size"]) is not None


def test_pages_without_end_are_left_at_the_limit_and_prove_nothing(
    office: ScanOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.publication.scan.follow_list.MOST_ONWARD", 2)
    two_pages(office, second=list_page(WHOLE[2:], last=4))
    first = list_page(WHOLE[:2], last=4)
    office.site.pages[HOST] = office.site.pages[HOST + "/thu-tuc?page=1"] = first
    office.site.pages[HOST + "/thu-tuc?page=3"] = list_page(WHOLE[:1], last=4)

    office.scan(0)

    [check] = office.checks()
    assert ReadingTrouble.TRUNCATED is check.trouble


PARTS = {
    "Trình tự thực hiện": "Nộp hồ sơ tại bộ phận một cửa, nhận kết quả theo giấy hẹn.",
    "Thành phần hồ sơ": "Đơn đề nghị theo mẫu và bản sao giấy tờ.",
    "Thời hạn giải quyết": "05 ngày làm việc",
}
REST = {
    "Đối tượng thực hiện": "Cá nhân",
    "Cơ quan giải quyết": "Sở Y tế",
    "Phí, lệ phí": "Không",
}


def with_details(office: ScanOffice) -> None:
    """The first procedure is announced in full; its own page lacks who may apply."""
    office.lay()
    with transaction(office.engine) as session:
        source = session.exec(select(PublicationSource)).one()
        source.reading = {"details": True}
        first = session.exec(select(Procedure).where(col(Procedure.code) == "9.000001")).one()
        first.kind = ListKind.FULL
        first.components = {
            Component.STEPS: "Nộp hồ sơ",
            Component.DOSSIER: "Đơn",
            Component.TIME: "05 ngày làm việc",
            Component.SUBJECTS: "Cá nhân",
        }
        session.add_all([source, first])
    office.site.pages[HOST] = list_page(WHOLE, links=True)
    for code, name in WHOLE:
        office.site.pages[HOST + f"/chi-tiet/{code}"] = detail_page(code, name, PARTS)


def test_what_its_own_page_lacks_is_found_and_stays_while_that_page_does_not_come(
    office: ScanOffice,
) -> None:
    with_details(office)
    office.scan(0)
    office.scan(1)
    lacking = parts_of(office, "9.000001")
    assert lacking.closed_at is None

    own = office.site.pages.pop(HOST + "/chi-tiet/9.000001")
    office.site.pages[HOST + "/chi-tiet/9.000001"] = (
        "<html><body><div id='root'></div></body></html>"
    )
    office.scan(2, ScanScope.OPEN)
    assert parts_of(office, "9.000001").closed_at is None

    office.site.pages[HOST + "/chi-tiet/9.000001"] = own.replace(
        "</body>", "".join(f"<h3>{label}</h3><p>{text}</p>" for label, text in REST.items())
    )
    office.scan(3, ScanScope.OPEN)
    assert parts_of(office, "9.000001").closed_at is not None


def test_own_pages_are_kept_with_the_list_and_dropped_when_nobody_needs_them(
    office: ScanOffice,
) -> None:
    with_details(office)
    office.scan(0)

    own = [one for one in office.checks()[0].http["pages"] if "/chi-tiet/" in one["address"]]
    assert 3 == len(own)
    folder = office.settings.snapshots_dir
    held = {path.name.removesuffix(".gz") for path in folder.rglob("*.gz")}
    assert held == {one.sha256 for one in office.all(select(Snapshot))}


def test_own_pages_are_left_alone_where_the_list_proves_nothing(office: ScanOffice) -> None:
    with_details(office)
    office.site.pages[HOST] = list_page(WHOLE, last=2, links=True)  # and its second is not there

    office.scan(0)

    [check] = office.checks()
    assert ReadingTrouble.GONE is check.trouble
    asked = [one["address"] for one in check.http.get("pages", [])]
    assert not any("/chi-tiet/" in one for one in asked)
    assert 1 == len(office.site.asked)  # the first page alone was there


def test_an_own_page_that_is_gone_is_a_dead_link(office: ScanOffice) -> None:
    with_details(office)
    office.scan(0)
    del office.site.pages[HOST + "/chi-tiet/9.000002"]
    office.scan(1)

    assert ("9.000002", "link") in {
        (one.procedure, one.field) for one in office.findings() if one.kind is FindingKind.DEAD_LINK
    }


def parts_of(office: ScanOffice, code: str) -> PublicationFinding:
    [found] = [
        one
        for one in office.findings()
        if (one.kind, one.procedure) == (FindingKind.INCOMPLETE_COMPONENTS, code)
    ]
    return found


def moment(day: int) -> datetime:
    return at(MONDAY.replace(day=MONDAY.day + day), 6)
