"""The monthly conclusion on publication: drafted when the month is over, issued, handed in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from dondoc.clock import at
from dondoc.documents.papers import PAPER_KINDS, paper_name
from dondoc.documents.publicity.renew_conclusion import conclusions_to_draft, renew_conclusion
from dondoc.documents.register.find_paper import files_of
from dondoc.documents.register.paper_matter import matter_of
from dondoc.documents.register.paper_rights import may_write
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind
from dondoc.settings import Settings
from dondoc.submissions.files import stored_path
from models import Account, Document, Index766
from models.database import transaction
from models.kinds import AccountRole, DocumentKind
from models.publication_kinds import CheckVerdict, ReadingTrouble
from tests.support.life import Life
from tests.support.papers import lines
from tests.support.publication_rows import FULL, PublicationRows

DUTY, MONTH = "III.1.3.b2.2", "2027-M03"
OPENED = at(date(2027, 4, 1), 7, 30)
BY = Actor.flow("procedure_publication")
KIND = PAPER_KINDS[DocumentKind.PUBLICATION_CONCLUSION]


@dataclass
class Concluding:
    """Văn phòng UBND tỉnh, once March is over; `rows` are what the scans of March found."""

    life: Life
    settings: Settings
    rows: PublicationRows

    def at(self, now: datetime) -> Context:
        return Context(self.settings, self.life.rulebook, self.life.engine, now)

    def draft(self, now: datetime = OPENED) -> list[Document]:
        """The new drafts of that morning."""
        context = self.at(now)
        with transaction(self.life.engine) as session:
            kept = [
                renew_conclusion(session, context, one, by=BY)
                for one in conclusions_to_draft(session, context)
            ]
        return [one.document for one in kept if one.new]

    def issue(self, document: Document, now: datetime, **typed: str) -> None:
        given = {"document_number": "12/TB-VP", "document_on": "02/04/2027", **typed}
        context = self.at(now)
        form = KIND.issue_form.read(given, KIND.frame(self.life.rulebook, matter_of(document), now))
        with transaction(self.life.engine) as session:
            KIND.issue(session, context, session.merge(document), form, by=Actor.account(1))

    def standing(self, now: datetime) -> StandingKind:
        with transaction(self.life.engine, write=False) as session:
            round_ = progress(session, self.life.rulebook, duty=DUTY, period=MONTH, as_of=now)
        [row] = round_.rows
        return row.standing.kind

    def files(self, document: Document) -> dict[str, bytes]:
        with transaction(self.life.engine, write=False) as session:
            return {
                one.name: stored_path(self.settings.files_dir, one.sha256).read_bytes()
                for one in files_of(session, document)
            }

    def text(self, document: Document, ending: str = "m03.docx") -> str:
        [content] = [held for name, held in self.files(document).items() if name.endswith(ending)]
        return "\n".join(lines(content))


@pytest.fixture
def concluding(life: Life, settings: Settings) -> Concluding:
    duty = life.rulebook.registry.plan.duty(DUTY)
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, duty, now=OPENED)
    rows = PublicationRows(life.engine)
    finance = rows.source("so-tai-chinh")
    check = rows.check(finance, at(date(2027, 3, 8), 2), counts={**FULL, "matched": 49})
    rows.finding(finance, check, due_on=date(2027, 3, 1))
    justice = rows.source("so-tu-phap")
    blocked = CheckVerdict.UNVERIFIABLE
    rows.check(justice, at(date(2027, 3, 8), 2), blocked, trouble=ReadingTrouble.BLOCKED)
    return Concluding(life, settings, rows)


def test_it_is_drafted_when_the_month_is_over(concluding: Concluding) -> None:
    [document] = concluding.draft()

    assert (DocumentKind.PUBLICATION_CONCLUSION, MONTH) == (document.kind, document.period)
    assert "1/2 nguồn kiểm chứng được, 1 sai lệch còn mở" == document.said
    assert "Kết luận công khai thủ tục hành chính, tháng 3/2027" == paper_name(
        concluding.life.rulebook, matter_of(document)
    )


def test_it_says_figures_findings_scores_and_what_is_internal(concluding: Concluding) -> None:
    text = concluding.text(concluding.draft()[0])

    assert "2 nguồn của 2 đơn vị; 1 kiểm chứng được, 1 không; 1 sai lệch đang mở (1 nặng)." in text
    assert "Đầy đủ: đăng đủ 49/50 (98\N{NO-BREAK SPACE}%)" in text
    assert "Thiếu thủ tục" in text
    assert "không phải điểm Bộ chỉ số 766" in text
    assert "Sở Tài chính" in text
    assert "Số liệu chính thức của Bộ chỉ số 766 năm 2027 chưa được nhập." in text
    assert "VĂN PHÒNG" in text.upper()


def test_the_official_figures_stand_beside_our_own(concluding: Concluding) -> None:
    with transaction(concluding.life.engine) as session:
        session.add(
            Index766(
                period="2027-Q1",
                unit_code="ubnd-tinh",
                version=1,
                scores={"CKMB": 14.25},
                source="Cổng dịch vụ công quốc gia",
                imported_at=at(date(2027, 4, 1), 5),
                imported_by="account:1",
            )
        )

    text = concluding.text(concluding.draft()[0])

    assert "Chỉ số 766 chính thức quý I/2027: CKMB 14,25" in text
    assert "chưa được xác nhận" in text


def test_the_workbook_has_every_numerator_and_denominator(concluding: Concluding) -> None:
    [content] = [
        held
        for name, held in concluding.files(concluding.draft()[0]).items()
        if name.endswith(".xlsx")
    ]

    rows = [
        [str(cell.value or "") for cell in row]
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for row in sheet.iter_rows()
    ]
    finance = next(row for row in rows if "Sở Tài chính" in row)
    assert {"49/50", "20/20", "40/40"} <= set(finance)
    assert any(row[:2] == ["1.3", "Công khai đủ nội dung"] for row in rows)


def test_the_same_facts_make_no_second_version(concluding: Concluding) -> None:
    concluding.draft()

    assert [] == concluding.draft(at(date(2027, 4, 2), 7, 30))


def test_looks_of_another_month_change_nothing_of_it(concluding: Concluding) -> None:
    concluding.draft()
    source = concluding.rows.source("so-y-te", from_on=date(2027, 4, 1))
    concluding.rows.check(source, at(date(2027, 4, 2), 2))

    assert [] == concluding.draft(at(date(2027, 4, 2), 9))


def test_issuing_it_hands_the_duty_in(concluding: Concluding) -> None:
    [document] = concluding.draft()
    now = at(date(2027, 4, 2), 10)
    assert StandingKind.REACHED is not concluding.standing(now)

    concluding.issue(document, now)

    assert StandingKind.REACHED is concluding.standing(now)
    issued = concluding.text(document, "phat-hanh.docx")
    assert "12/TB-VP" in issued.replace("Số: ", "").replace("\N{NO-BREAK SPACE}", "")
    assert [] == concluding.draft(at(date(2027, 4, 5), 7, 30))


@pytest.mark.one_database
def test_a_month_without_a_look_says_so(life: Life, settings: Settings) -> None:
    duty = life.rulebook.registry.plan.duty(DUTY)
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, duty, now=OPENED)
    found = Concluding(life, settings, PublicationRows(life.engine))

    [document] = found.draft()

    assert "Trong tháng không có lần kiểm tra nào." in found.text(document)
    assert [] == [name for name in found.files(document) if name.endswith(".xlsx")]


@pytest.mark.one_database
def test_the_body_that_checks_writes_it(concluding: Concluding) -> None:
    [document] = concluding.draft()
    matter, rulebook = matter_of(document), concluding.life.rulebook

    def may(unit: str) -> bool:
        account = Account(name="A", address="a@x.example", unit_code=unit, role=AccountRole.OFFICER)
        return may_write(rulebook, matter, account, now=OPENED)

    assert may("van-phong-ubnd")
    assert not may("so-tai-chinh")
