"""Papers of a conference: drafted from the ledger, issued, published on its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.conclusions import set_task
from dondoc.conference.conference_files import issued_invitation
from dondoc.conference.find_conference import announced
from dondoc.conference.plan_conference import keep_revision
from dondoc.documents.meeting.meeting_matter import matter_of_conference
from dondoc.documents.papers import PAPER_KINDS, paper_name
from dondoc.documents.register.find_paper import files_of
from dondoc.documents.register.narrative import write
from dondoc.documents.register.paper_matter import matter_of
from dondoc.documents.register.paper_rights import may_write, why_not_read
from dondoc.documents.register.waiting_drafts import waiting_drafts
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.problems import Refused
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from dondoc.submissions.files import stored_path
from models import Account, Assignment, Audit, Conference, ConferenceFile, Document, Round
from models.conference_kinds import ConferenceChange, ConferenceFileKind
from models.database import transaction
from models.kinds import AccountRole, DocumentKind
from tests.support.conference_day import ConferenceDay, conference_day
from tests.support.conference_hall import PLANNED, Hall, draft
from tests.support.life import Life
from tests.support.papers import lines

BY = Actor.account(1)
IN_TIME, LATE = at(date(2026, 11, 20), 9), at(date(2026, 11, 25), 9)  # the day is Friday 27/11
AFTER = at(date(2026, 11, 30), 9)


@dataclass
class Secretary:
    """Who makes the papers of conferences."""

    life: Life
    settings: Settings

    def at(self, now: datetime) -> Context:
        return Context(self.settings, self.life.rulebook, self.life.engine, now)

    def draft(self, kind: DocumentKind, now: datetime, **texts: str) -> Document:
        with transaction(self.life.engine) as session:
            conference = session.exec(select(Conference).order_by(col(Conference.id))).first()
            assert conference is not None
            matter = matter_of_conference(self.life.rulebook, kind, conference)
            write(session, matter, texts, by=BY, now=now)
            return PAPER_KINDS[kind].renew(session, self.at(now), matter, by=BY).document

    def issue(self, document: Document, now: datetime, **typed: str) -> None:
        kind, matter = PAPER_KINDS[document.kind], matter_of(document)
        form = kind.issue_form.read(typed, kind.frame(self.life.rulebook, matter, now))
        with transaction(self.life.engine) as session:
            kind.issue(session, self.at(now), session.merge(document), form, by=BY)

    def text(self, document: Document, ending: str = "2026.docx") -> str:
        with transaction(self.life.engine, write=False) as session:
            [file] = [one for one in files_of(session, document) if one.name.endswith(ending)]
        return "\n".join(lines(stored_path(self.settings.files_dir, file.sha256).read_bytes()))

    def published(self) -> list[tuple[ConferenceFileKind, str | None, date | None]]:
        query = select(ConferenceFile).order_by(col(ConferenceFile.id))
        with transaction(self.life.engine, write=False) as session:
            return [(one.kind, one.number, one.dated_on) for one in session.exec(query)]


@pytest.fixture
def secretary(life: Life, settings: Settings) -> Secretary:
    return Secretary(life, settings)


@pytest.fixture
def planned(secretary: Secretary) -> Secretary:
    """A conference of three units, planned and not yet invited to."""
    hall = Hall(secretary.life.engine, secretary.life.rulebook)
    hall.plan(draft(contact="Bà Hoàng Thị B, 0207 300 0100"), PLANNED)
    return secretary


@pytest.fixture
def held(secretary: Secretary) -> ConferenceDay:
    """Two units with two delegates each; one delegate came."""
    day = conference_day(secretary.life.engine)
    with transaction(secretary.life.engine) as session:
        conference = session.get_one(Conference, day.conference_id)
        said, change = announced(session, conference), ConferenceChange.CREATED
        keep_revision(session, conference, said, change, by=BY, now=conference.created_at)
    day.scan("s1")
    return day


def test_the_invitation_says_what_the_rule_wants(planned: Secretary) -> None:
    paper = planned.draft(DocumentKind.INVITATION, IN_TIME, noi_dung_hop="Hướng dẫn chấm điểm.")

    text = planned.text(paper)
    assert "- Sở Tài chính;" in text
    assert "Chủ trì: Phó Chủ tịch UBND tỉnh" in text
    assert "Thời gian: 08 giờ 00 phút, thứ Sáu, ngày 27 tháng 11 năm 2026" in text
    assert "Địa điểm: Hội trường Sở Nội vụ" in text
    assert "Hướng dẫn chấm điểm." in text
    assert "mỗi cơ quan, đơn vị cử 2 đại biểu" in text
    assert "0207 300 0100" in text
    assert "đột xuất" not in text.lower()


@pytest.mark.one_database
def test_its_name_and_whose_it_is(planned: Secretary) -> None:
    paper = planned.draft(DocumentKind.INVITATION, IN_TIME)
    rulebook, matter = planned.life.rulebook, matter_of(paper)

    def account(unit: str) -> Account:
        role = AccountRole.OFFICER
        return Account(name="A", address="a@x.example", unit_code=unit, role=role)

    assert "Giấy mời Hội nghị chấm điểm 2026" == paper_name(rulebook, matter)
    assert may_write(rulebook, matter, account("so-noi-vu"), now=IN_TIME)
    assert not may_write(rulebook, matter, account("so-tai-chinh"), now=IN_TIME)
    assert "" == why_not_read(rulebook, paper, account("so-noi-vu"), now=IN_TIME)
    with transaction(planned.life.engine, write=False) as session:
        [waiting] = waiting_drafts(session, rulebook, as_of=IN_TIME)
    assert ("so-noi-vu", None) == (waiting.monitor.code, waiting.unit)


def test_issued_it_is_on_the_conference_under_its_number(planned: Secretary) -> None:
    paper = planned.draft(DocumentKind.INVITATION, IN_TIME)

    planned.issue(paper, IN_TIME, document_number="12/GM-SNV", document_on="20/11/2026")

    assert [(ConferenceFileKind.INVITATION, "12/GM-SNV", date(2026, 11, 20))] == planned.published()
    with transaction(planned.life.engine, write=False) as session:
        held = issued_invitation(session, session.get_one(Conference, 1))
        assert held is not None
        assert ("12/GM-SNV", date(2026, 11, 20)) == (held.number, held.dated_on)
    issued = planned.text(paper, "phat-hanh.docx").replace("\N{NO-BREAK SPACE}", "")
    assert "Số: 12/GM-SNV" in issued


def test_two_days_before_it_wants_a_reason(planned: Secretary) -> None:
    paper = planned.draft(DocumentKind.INVITATION, LATE)
    typed = {"document_number": "12/GM-SNV", "document_on": "25/11/2026"}

    with pytest.raises(Refused) as refused:
        planned.issue(paper, LATE, **typed)

    [problem] = refused.value.problems
    assert "thứ Hai, 23/11/2026" in problem.wanted  # the 24th is a holiday
    assert [] == planned.published()

    again = planned.draft(DocumentKind.INVITATION, LATE, ly_do_dot_xuat="Bộ vừa có hướng dẫn mới.")
    planned.issue(again, LATE, **typed)

    assert "Bộ vừa có hướng dẫn mới." in planned.text(again, "phat-hanh.docx")


@pytest.mark.one_database
def test_many_units_are_named_by_their_group_with_the_list(secretary: Secretary) -> None:
    hall = Hall(secretary.life.engine, secretary.life.rulebook)
    hall.plan(draft("các sở, ban, ngành"), PLANNED)

    paper = secretary.draft(DocumentKind.INVITATION, IN_TIME)

    text = secretary.text(paper)
    assert "Lãnh đạo các sở, ban, ngành tỉnh (" in text
    assert "- Sở Tài chính" not in text
    with transaction(secretary.life.engine, write=False) as session:
        names = [one.name for one in files_of(session, paper)]
    assert ["giay-moi-hoi-nghi-2026.docx", "danh-sach-giay-moi-hoi-nghi-2026.xlsx"] == names


def test_the_minutes_count_who_came_and_name_nobody(
    secretary: Secretary, held: ConferenceDay
) -> None:
    paper = secretary.draft(DocumentKind.CONFERENCE_MINUTES, AFTER, dien_bien="Nghe báo cáo.")

    text = secretary.text(paper)
    assert "1/2 đơn vị có mặt, 1/4 đại biểu" == paper.said
    assert "Vắng mặt: Sở Tư pháp." in text
    assert "Nghe báo cáo." in text
    assert "Người 1" not in text
    assert "0207" not in text


def test_what_came_later_is_not_in_an_earlier_paper(
    secretary: Secretary, held: ConferenceDay
) -> None:
    before = secretary.draft(DocumentKind.CONFERENCE_MINUTES, AFTER)
    held.now = at(date(2026, 11, 30), 10)
    held.scan("s2", "DDDDD", offline=True)

    after = secretary.draft(DocumentKind.CONFERENCE_MINUTES, at(date(2026, 11, 30), 11))

    assert ["1/2 đơn vị có mặt, 1/4 đại biểu", "2/2 đơn vị có mặt, 2/4 đại biểu"] == [
        before.said,
        after.said,
    ]


@pytest.mark.parametrize(
    ("kind", "number"),
    [(DocumentKind.CONFERENCE_MINUTES, "3/BB-SNV"), (DocumentKind.CONCLUSIONS, "15/TB-SNV")],
)
def test_issued_minutes_or_conclusions_hand_the_conference_in(
    secretary: Secretary, held: ConferenceDay, kind: DocumentKind, number: str
) -> None:
    duty = secretary.life.rulebook.registry.plan.duty("III.1.2.c2")
    with transaction(secretary.life.engine) as session:
        open_rounds(session, secretary.life.rulebook, duty, now=at(date(2026, 11, 10), 9))
    paper = secretary.draft(kind, AFTER)

    secretary.issue(paper, AFTER, document_number=number, document_on="30/11/2026")

    query = select(Assignment).join(Round).where(col(Round.duty) == duty.code)
    with transaction(secretary.life.engine, write=False) as session:
        [owed] = session.exec(query)
        assert owed.completed_at is not None


@pytest.mark.parametrize(("on", "late"), [("04/12/2026", 0), ("07/12/2026", 1)])
def test_conclusions_on_the_sixth_working_day_are_late(
    secretary: Secretary, held: ConferenceDay, on: str, late: int
) -> None:
    now = at(date(2026, 12, 7), 9)
    paper = secretary.draft(DocumentKind.CONCLUSIONS, now)

    secretary.issue(paper, now, document_number="15/TB-SNV", document_on=on)

    assert "ban hành chậm nhất thứ Sáu, 04/12/2026" == paper.said
    with transaction(secretary.life.engine, write=False) as session:
        said = [one.act for one in session.exec(select(Audit).order_by(col(Audit.id)))]
    assert late == sum("chậm so với hạn 04/12/2026" in one for one in said)


@pytest.mark.one_database
def test_the_tasks_entered_stand_in_the_conclusions(
    secretary: Secretary, held: ConferenceDay
) -> None:
    rulebook = secretary.life.rulebook
    typed = {"number": "1", "text": "Hoàn thành tự chấm điểm.", "due_on": "31/12/2026"}
    units = [rulebook.registry.unit(code) for code in ("so-tai-chinh", "so-tu-phap")]
    with transaction(secretary.life.engine) as session:
        conference = session.get_one(Conference, held.conference_id)
        set_task(session, rulebook, conference, typed, units, by=BY, now=AFTER)

    text = secretary.text(secretary.draft(DocumentKind.CONCLUSIONS, at(date(2026, 12, 1), 9)))

    line = "Sở Tài chính, Sở Tư pháp: Hoàn thành tự chấm điểm; chậm nhất thứ Năm, 31/12/2026."
    assert line in text


def test_the_papers_of_two_conferences_of_one_index_do_not_mix(planned: Secretary) -> None:
    hall = Hall(planned.life.engine, planned.life.rulebook)
    hall.plan(draft(title="Hội nghị rút kinh nghiệm chấm điểm năm 2026"), PLANNED)
    context = planned.at(IN_TIME)

    with transaction(planned.life.engine) as session:
        matters = PAPER_KINDS[DocumentKind.INVITATION].to_draft(session, context)
        kept = [
            PAPER_KINDS[one.kind].renew(session, context, one, by=BY).document for one in matters
        ]

    assert [1, 1] == [one.version for one in kept]
    assert {"hoi-nghi-2026", "hoi-nghi-2026-2"} == {one.subject for one in kept}
    second = next(one for one in matters if one.subject.endswith("-2"))
    assert "Giấy mời Hội nghị chấm điểm 2026 (hoi-nghi-2026-2)" == paper_name(
        planned.life.rulebook, second
    )


@pytest.mark.one_database
def test_an_invitation_is_offered_before_the_day_and_minutes_from_it_on(
    planned: Secretary,
) -> None:
    def offered(now: datetime) -> set[str]:
        with transaction(planned.life.engine, write=False) as session:
            context = planned.at(now)
            kinds = (*PAPER_KINDS.values(),)
            found = [one for kind in kinds[-3:] for one in kind.to_draft(session, context)]
        return {one.kind.value for one in found}

    assert {"invitation"} == offered(IN_TIME)
    assert {"conference_minutes", "conclusions"} == offered(at(date(2026, 11, 27), 12))
    assert set() == offered(at(date(2027, 11, 27), 12))
