"""A source's and a finding's page: evidence side by side, looks, the page as it was, as text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.portal.board.word_marks import marked_words
from dondoc.publication.snapshots import keep_snapshot
from dondoc.web.page_text import decode_page
from models import PublicationFinding, Snapshot
from models.database import transaction
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.publication_rows import FULL, PublicationRows

DAY = at(date(2027, 3, 8), 2)
HOSTILE = b"<html><script>alert(document.cookie)</script>100.000</html>"
SHOWN = {
    "expected": "Mức phí: 120.000 đồng",
    "actual": "Mức phí: 100.000 đồng",
    "excerpt": "1.000003 <b>Cấp giấy phép</b> 100.000 đồng",
    "locator": "bảng 2, dòng 14",
    "rule": "Quyết định số 378/QĐ-UBND, hạn công khai 25/03/2026",
    "due_on": date(2026, 3, 25),
}


@dataclass
class Evidence:
    """A source with one finding that two looks saw, and the page of the first."""

    rows: PublicationRows
    desk: Desk
    source: int
    finding: int
    sha256: str

    @property
    def page(self) -> str:
        return self.desk.get(f"/bang/cong-khai/sai-lech/{self.finding}")

    @property
    def source_page(self) -> str:
        return self.desk.get(f"/bang/cong-khai/nguon/{self.source}")


@pytest.fixture
def evidence(portal: Portal, sqlite_cast: Cast) -> Evidence:
    rows = PublicationRows(portal.engine)
    sha256 = keep_snapshot(portal.settings.snapshots_dir, HOSTILE)
    with transaction(portal.engine) as session:
        session.add(
            Snapshot(
                sha256=sha256,
                media_type="text/html",
                size=len(HOSTILE),
                address="https://so-tai-chinh.example/agency_site",
                taken_at=DAY,
            )
        )
    source = rows.source(basis="Kế hoạch, mục II.3.5")
    check = rows.check(source, DAY, counts={**FULL, "right": 39}, snapshot=sha256)
    finding = rows.finding(
        source, check, FindingKind.WRONG_FEE, procedure="1.000003", field="fee", **SHOWN
    )
    return Evidence(rows, Desk(portal, sqlite_cast.officer), source, finding, sha256)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_page_and_official_entry_stand_side_by_side_with_the_difference_marked(
    evidence: Evidence,
) -> None:
    html = evidence.page

    page, official = html.split('<div class="side">')[1:3]
    assert "Mức phí: <mark>100.000</mark> đồng" in page
    assert "Mức phí: <mark>120.000</mark> đồng" in official
    assert "Bảng 2, dòng 14" in page
    assert "Sửa mức phí, lệ phí" in official


def test_words_of_a_page_are_text_whatever_they_are(evidence: Evidence) -> None:
    html = evidence.page

    assert "1.000003 &lt;b&gt;Cấp giấy phép&lt;/b&gt; 100.000 đồng" in html


def test_it_says_when_by_which_rule_and_with_which_hash(evidence: Evidence) -> None:
    said = words(evidence.page)

    assert "Quyết định số 378/QĐ-UBND, hạn công khai 25/03/2026." in said
    assert "Hạn công khai: thứ Tư, 25/03/2026" in said
    assert "02:00 ngày 08/03/2027" in said
    assert f"SHA-256 {evidence.sha256}" in said
    assert "mức nặng" in said


def test_every_look_that_spoke_of_it_is_listed(evidence: Evidence) -> None:
    later = DAY + timedelta(days=1)
    check = evidence.rows.check(evidence.source, later)
    evidence.rows.sighting(evidence.finding, check, seen=False)
    evidence.rows.change(PublicationFinding, evidence.finding, closed_at=later)

    said = words(evidence.page)

    assert "✓ Đã hết" in said
    assert "02:00 ngày 09/03/2027 Không còn thấy" in said
    assert "02:00 ngày 08/03/2027 Còn thấy , bảng 2, dòng 14" in said


def test_a_hostile_page_is_shown_as_text_and_saved_as_a_file_never_rendered(
    evidence: Evidence,
) -> None:
    address = f"/bang/cong-khai/chup/{evidence.sha256}"
    shown, saved = (evidence.desk.client.get(f"{address}{query}") for query in ("", "?tai=1"))

    assert "text/plain; charset=utf-8" == shown.headers["content-type"]
    assert "nosniff" == shown.headers["x-content-type-options"]
    assert "sandbox" in shown.headers["content-security-policy"]
    assert HOSTILE.decode() == shown.text
    assert "application/octet-stream" == saved.headers["content-type"]
    assert (
        f'attachment; filename="{evidence.sha256[:16]}.html.txt"'
        == saved.headers["content-disposition"]
    )
    assert HOSTILE == saved.content


def test_an_old_page_is_shown_in_the_letters_in_which_it_was_read(evidence: Evidence) -> None:
    text = "Danh mục thủ tục hành chính của Sở và các phường, xã được công khai tại trụ sở"
    old = unicodedata.normalize("NFD", text).encode("cp1258", "ignore")
    sha256 = keep_snapshot(evidence.desk.portal.settings.snapshots_dir, old)
    with transaction(evidence.desk.portal.engine) as session:
        shot = {"media_type": "text/html", "address": "https://x.example", "taken_at": DAY}
        session.add(Snapshot(sha256=sha256, size=len(old), **shot))

    shown = evidence.desk.get(f"/bang/cong-khai/chup/{sha256}")

    assert decode_page(old).text == shown
    assert "hành chính" in shown


def test_the_further_pages_of_a_list_are_evidence_too(evidence: Evidence) -> None:
    second = {"sha256": "a" * 64, "address": "https://so-tai-chinh.example/tthc?page=2", "size": 9}
    newest = evidence.rows.check(
        evidence.source, DAY + timedelta(days=1), snapshot=evidence.sha256, http={"pages": [second]}
    )
    evidence.rows.sighting(evidence.finding, newest, seen=True)

    html = evidence.page

    assert "1 trang khác của lần xem này" in words(html)
    assert f'/bang/cong-khai/chup/{"a" * 64}">https://so-tai-chinh.example/tthc?page=2</a>' in html


@pytest.mark.parametrize("name", ["0" * 64, "khong-phai", "..%2f..%2fetc"])
def test_what_is_not_kept_is_not_found(evidence: Evidence, name: str) -> None:
    assert 404 == evidence.desk.client.get(f"/bang/cong-khai/chup/{name}").status_code


def test_a_sources_page_has_looks_findings_score_and_trend(evidence: Evidence) -> None:
    evidence.rows.check(
        *(evidence.source, DAY + timedelta(days=1), CheckVerdict.UNREACHABLE),
        trouble=ReadingTrouble.SLOW,
    )
    evidence.rows.check(evidence.source, DAY + timedelta(days=7))
    evidence.desk.at(DAY + timedelta(days=8))

    html = evidence.source_page
    said = words(html)

    assert "Không truy cập được : trang trả lời quá chậm" in said
    assert "Sai phí, lệ phí: 1.000003" in said
    assert "Truy cập được 2/3 5" in said
    assert "Đăng đủ: 08/03 100 %, 15/03 100 %" in html
    assert "Kế hoạch, mục II.3.5." in said


def test_a_source_as_of_a_day_knows_nothing_later(evidence: Evidence) -> None:
    evidence.rows.check(evidence.source, DAY + timedelta(days=7))
    evidence.desk.at(DAY + timedelta(days=8))

    html = evidence.desk.get(f"/bang/cong-khai/nguon/{evidence.source}?ngay=08/03/2027")

    assert "15/03/2027 </time>" not in html
    assert "02:00 ngày 15/03/2027" not in html


@pytest.mark.parametrize("path", ["nguon/99", "sai-lech/99"])
def test_there_is_no_page_of_what_there_is_not(evidence: Evidence, path: str) -> None:
    assert 404 == evidence.desk.client.get(f"/bang/cong-khai/{path}").status_code


def test_only_words_that_differ_are_marked() -> None:
    assert ("05 <mark>ngày</mark> làm việc", "05 <mark>giờ</mark> làm việc") == marked_words(
        "05 ngày làm việc", "05 giờ làm việc"
    )
    assert ("a &lt;b&gt;", "") == marked_words("a <b>", "")
    long = "x " * 500
    assert (long, "y") == marked_words(long, "y")
