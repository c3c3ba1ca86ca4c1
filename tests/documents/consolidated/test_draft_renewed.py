"""A draft is made when the units' date has passed, and anew when facts moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.documents.consolidated.renew_draft import renew_draft, reports_to_draft
from dondoc.documents.consolidated.report_of import report_asked
from dondoc.documents.register.narrative import write
from dondoc.problems import Refused
from models.database import transaction
from tests.support.papers import lines
from tests.support.report_desk import FIRST_DRAFT, OFFICER, OWN_DAY, ReportDesk


def to_draft(desk: ReportDesk, on: date) -> list[str]:
    with transaction(desk.engine, write=False) as session:
        found = reports_to_draft(session, desk.rulebook, at(on, 7, 30))
    return [one.period.key for one in found]


def test_it_is_drafted_from_the_working_day_after_the_units_date(desk: ReportDesk):
    assert [] == to_draft(desk, date(2027, 3, 16))
    assert ["2027-Q1"] == to_draft(desk, date(2027, 3, 17))
    assert ["2027-Q1"] == to_draft(desk, date(2027, 3, 22)), "late, and still to be issued"


def test_a_draft_says_of_how_many_units_its_sums_are(desk: ReportDesk):
    drafted = desk.draft()

    said = lines(desk.file(drafted.document, ".docx"))
    assert (1, True, "2/139 đơn vị") == (
        drafted.document.version,
        drafted.new,
        drafted.document.said,
    )
    row = said.index("Tin, bài tuyên truyền cải cách hành chính đã đăng, phát (mục III.1.1 gạch 3)")
    assert ["tin, bài", "17", "2/139"] == said[row + 1 : row + 4]


def test_where_nothing_moved_there_is_no_new_version(desk: ReportDesk):
    first = desk.draft()
    again = desk.draft(FIRST_DRAFT + timedelta(hours=1))
    desk.hand_in("so-tu-phap", at(date(2027, 3, 17), 14), tin_bai="7")
    third = desk.draft(OWN_DAY)

    assert (1, False) == (again.document.version, again.new)
    assert (2, True, first.document.id) == (
        third.document.version,
        third.new,
        third.before.id if third.before else None,
    )
    assert "3/139 đơn vị" == third.document.said


def test_a_day_lived_again_takes_nothing_back(desk: ReportDesk):
    later = desk.draft(OWN_DAY)

    again = desk.draft(FIRST_DRAFT)

    assert (later.document.id, False) == (again.document.id, again.new)


def test_what_a_person_wrote_stands_in_the_next_draft(desk: ReportDesk):
    first = desk.draft()
    wrote = {"ton_tai": "Một số đơn vị gửi chậm.\nNguyên nhân: thiếu cán bộ."}
    with transaction(desk.engine) as session:
        write(session, desk.report.matter, wrote, by=OFFICER, now=FIRST_DRAFT)

    second = desk.draft(OWN_DAY)

    assert (1, 2) == (first.document.version, second.document.version)
    said = lines(desk.file(second.document, ".docx"))
    assert said.index("Một số đơn vị gửi chậm.") + 1 == said.index("Nguyên nhân: thiếu cán bộ.")
    assert not [one for one in said if one.startswith("[Cần viết: đánh giá tồn tại")]


@pytest.mark.one_database
@pytest.mark.parametrize("text", ["2027-Q1", "quý I/2027", "Quý I năm 2027"])
def test_a_period_is_read_as_people_write_it(desk: ReportDesk, text: str):
    assert "2027-Q1" == report_asked(desk.rulebook, text).period.key


@pytest.mark.one_database
@pytest.mark.parametrize("text", ["2027-Q2", "2027-M03", "", "x" * 5000])
def test_a_period_without_a_report_is_refused(desk: ReportDesk, text: str):
    with pytest.raises(Refused, match="kỳ"):
        report_asked(desk.rulebook, text)


def test_on_demand_it_is_of_the_year_up_to_the_day(desk: ReportDesk):
    report = report_asked(desk.rulebook, "2027-E3")
    with transaction(desk.engine) as session:
        drafted = renew_draft(session, desk.at(FIRST_DRAFT), report, by=OFFICER)

    said = lines(desk.file(drafted.document, ".docx"))
    assert ("III.1.2.a5", "2027-E3") == (drafted.document.duty, drafted.document.period)
    assert "Kết quả thực hiện Kế hoạch tuyên truyền cải cách hành chính lần 3 năm 2027" in said
    row = said.index("Tin, bài tuyên truyền cải cách hành chính đã đăng, phát (mục III.1.1 gạch 3)")
    assert "17" == said[row + 2]
