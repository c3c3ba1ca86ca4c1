"""Issued, the report is frozen and its duty done: from either side, once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col

from dondoc.clock import at
from dondoc.documents.consolidated.issue_report import settle_issued
from dondoc.documents.consolidated.renew_draft import reports_to_draft
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Round
from models.database import transaction
from models.kinds import Way
from tests.support.papers import lines
from tests.support.report_desk import OWN_DAY, REPORT, REPORTS, ReportDesk

ISSUED = at(date(2027, 3, 18), 15)
FLOW = Actor.flow("consolidated_report")


def test_issuing_hands_the_report_in_and_completes_the_own_slot(desk: ReportDesk):
    drafted = desk.draft(OWN_DAY)

    issued = desk.issue(drafted.document, ISSUED)

    assert ("45/BC-SNV", date(2027, 3, 18)) == (
        issued.document.issued_number,
        issued.document.issued_on,
    )
    assert issued.receipt.startswith("BN-2027-")
    assert (StandingKind.COMPLETED, True) == (
        desk.own(ISSUED).kind,
        desk.own(ISSUED).on_time,
    )
    assert StandingKind.COMPLETED is desk.own(ISSUED, REPORTS).kind
    with transaction(desk.engine, write=False) as session:
        assert [] == reports_to_draft(session, desk.rulebook, ISSUED)


def test_the_paper_that_went_out_bears_its_number_and_says_the_same(desk: ReportDesk):
    drafted = desk.draft(OWN_DAY)
    desk.issue(drafted.document, ISSUED)

    draft = lines(desk.file(drafted.document, "q1.docx"))
    signed = lines(desk.file(drafted.document, "phat-hanh.docx"))
    assert "Số: 45/BC-SNV" in signed
    assert "Tuyên Quang, ngày 18 tháng 3 năm 2027" in signed
    assert "Danh sách chốt theo báo cáo số 45/BC-SNV ngày 18/03/2027." in signed
    assert 3 == sum(before != after for before, after in zip(draft, signed, strict=True))


def test_pressed_twice_it_is_handed_in_once(desk: ReportDesk):
    drafted = desk.draft(OWN_DAY)
    desk.issue(drafted.document, ISSUED)

    again = desk.issue(drafted.document, ISSUED)

    assert ("45/BC-SNV", "") == (again.document.issued_number, again.receipt)
    assert 1 == len(_own(desk).submissions)


def test_a_refusal_leaves_the_draft_and_the_duty_as_they_were(desk: ReportDesk):
    drafted = desk.draft(OWN_DAY)

    with pytest.raises(Refused, match="hãy ghi họ tên người ký"):
        desk.issue(drafted.document, ISSUED, signer="")
    with pytest.raises(Refused, match="sau hôm nay"):
        desk.issue(drafted.document, ISSUED, document_on="19/03/2027")

    assert (None, 0) == (desk.documents()[0].issued_at, len(_own(desk).submissions))


def test_handed_in_by_another_way_the_newest_draft_is_what_went_out(desk: ReportDesk):
    drafted = desk.draft(OWN_DAY)
    hand_in(desk, document_number="46/BC-SNV")

    with transaction(desk.engine) as session:
        first = settle_issued(session, desk.at(ISSUED), by=FLOW)
        again = settle_issued(session, desk.at(ISSUED), by=FLOW)

    (document,) = desk.documents()
    assert (["2027-Q1"], []) == ([one.period.key for one in first], again)
    assert (drafted.document.id, "46/BC-SNV", date(2027, 3, 18)) == (
        document.id,
        document.issued_number,
        document.issued_on,
    )


def test_what_came_after_the_issued_one_is_not_issued_by_itself(desk: ReportDesk):
    desk.issue(desk.draft(OWN_DAY).document, ISSUED)
    desk.hand_in("so-tu-phap", at(date(2027, 3, 19), 9))
    supplement = desk.draft(at(date(2027, 3, 19), 10))

    with transaction(desk.engine) as session:
        assert [] == settle_issued(session, desk.at(ISSUED), by=FLOW)

    assert (2, None) == (supplement.document.version, desk.documents()[1].issued_at)


def hand_in(desk: ReportDesk, **given: str) -> None:
    """Sở Nội vụ answers its own duty, as by a link."""
    typed = Given(document_on="18/03/2027", signer="Trần Văn Bình", **given)
    source = SubmissionSource(Actor.unit("so-noi-vu"), Way.LINK, ISSUED)
    with transaction(desk.engine) as session:
        record_submission(
            session,
            desk.rulebook,
            assignment_id=_own(desk).id,
            given=typed,
            source=source,
            now=ISSUED,
        )


def _own(desk: ReportDesk):
    with transaction(desk.engine, write=False) as session:
        return load_facts(session, col(Round.duty) == REPORT, as_of=ISSUED)[0]


def test_what_moves_after_the_issue_is_told_as_a_correction_and_the_late_list_stays(
    desk: ReportDesk,
):
    desk.issue(desk.draft(OWN_DAY).document, ISSUED)
    desk.hand_in("so-y-te", at(date(2027, 3, 19), 9), tin_bai="50")
    desk.hand_in("so-tu-phap", at(date(2027, 3, 19), 10))

    supplement = desk.draft(at(date(2027, 3, 19), 11))

    said = lines(desk.file(supplement.document, "q1.docx"))
    table = said[said.index("Điều chỉnh sau báo cáo số 45/BC-SNV ngày 18/03/2027") :]
    came = table.index("1")
    assert ["Sở Tư pháp", "Báo cáo tuyên truyền CCHC", "kết quả đến sau"] == table[
        came + 1 : came + 4
    ]
    moved = table.index("Tin, bài tuyên truyền cải cách hành chính đã đăng, phát")
    assert ["5", "50"] == table[moved + 1 : moved + 3]
    late = said[said.index("Danh sách đơn vị trễ hạn báo cáo quý I năm 2027") :]
    assert "Danh sách chốt theo báo cáo số 45/BC-SNV ngày 18/03/2027." in late
