"""An export completes what it shows to be done; what a unit said itself stands."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at, local_date
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Audit, Decision, ScoringExport, ScoringLine, Submission
from models.database import transaction
from models.kinds import Way
from tests.support.cast import Cast
from tests.support.score_sheet import EXPORTED, HEAD, IMPORTED, ScoringYear

SCORING, FILE = "III.1.2.c3", "III.1.2.c8"
ONE = HEAD + "Sở Y tế;đã;30/12/2026;chưa;;84,25;\nSở Tư pháp;chưa;;chưa;;;\n"
LATER = date(2027, 1, 8)


@pytest.fixture
def year(engine: Engine, rulebook: Rulebook, cast: Cast) -> ScoringYear:
    made = ScoringYear(engine, rulebook)
    made.open()
    return made


def _submissions(year: ScoringYear) -> list[Submission]:
    with transaction(year.engine, write=False) as session:
        return list(session.exec(select(Submission).order_by(col(Submission.id))))


def _rows(year: ScoringYear) -> tuple[int, int, int]:
    with transaction(year.engine, write=False) as session:
        return tuple(
            len(session.exec(select(table)).all())
            for table in (ScoringExport, ScoringLine, Submission)
        )


def test_nothing_is_written_by_looking(year: ScoringYear) -> None:
    found = year.look(ONE)

    assert "2 đơn vị trong tệp; 1 việc được ghi nhận hoàn thành; 2 đơn vị ghi mới" in found.counts()
    assert (0, 0, 0) == _rows(year)


def test_what_is_done_is_handed_in_and_accepted_with_its_source(year: ScoringYear) -> None:
    year.take(ONE)

    done = year.assignment("so-y-te", SCORING)
    [given] = _submissions(year)
    assert IMPORTED == done.completed_at
    assert (done.id, Way.STAFF, date(2026, 12, 30)) == (
        given.assignment_id,
        given.way,
        given.document_on,
    )
    assert date(2026, 12, 30) == local_date(given.received_at)  # so it is on time
    assert (
        "Theo tệp kết xuất của Phần mềm chấm điểm ngày 05/01/2027, dòng 2 (ket-xuat.csv, SHA-256"
    ) in (given.note or "")
    with transaction(year.engine, write=False) as session:
        [accepted] = session.exec(select(Decision)).all()
        [said] = session.exec(select(Audit).where(col(Audit.target) == "scoring:2026")).all()
    assert ("system", given.note) == (accepted.decided_by, accepted.reason)
    assert "account:1" == said.actor
    assert "1 việc được ghi nhận hoàn thành" in said.detail
    assert year.assignment("so-tu-phap", SCORING).completed_at is None


def test_the_same_file_again_changes_nothing(year: ScoringYear) -> None:
    year.take(ONE)
    before = _rows(year)

    again = year.take(ONE, now=at(LATER, 9))

    assert again.changes_nothing
    assert [] == list(again.lines())
    assert before == _rows(year) == (1, 2, 1)


def test_without_a_day_it_was_done_by_the_day_of_the_export(year: ScoringYear) -> None:
    year.take(HEAD + "Sở Y tế;đã;;chưa;;;\n")

    [given] = _submissions(year)
    assert EXPORTED == given.document_on == local_date(given.received_at)
    assert "Phần mềm không ghi ngày hoàn thành; tính theo ngày kết xuất." in (given.note or "")


def test_what_was_done_before_it_was_asked_came_when_it_was_asked(year: ScoringYear) -> None:
    year.take(HEAD + "Sở Y tế;đã;20/11/2026;chưa;;;\n")

    [given] = _submissions(year)
    assert (date(2026, 11, 20), date(2026, 12, 1)) == (
        given.document_on,
        local_date(given.received_at),
    )


def test_what_a_unit_handed_in_itself_is_not_overwritten(year: ScoringYear) -> None:
    year.report("so-y-te", SCORING, at(date(2026, 12, 28), 9), document_on="28/12/2026")

    found = year.take(ONE)

    assert () == found.completions
    assert [date(2026, 12, 28)] == [one.document_on for one in _submissions(year)]


def test_what_a_unit_said_otherwise_is_shown(year: ScoringYear) -> None:
    why = "Chưa có tài khoản trên Phần mềm chấm điểm."
    year.report("so-y-te", SCORING, at(date(2026, 12, 28), 9), answer="not_done", reason=why)

    found = year.take(ONE)

    assert () == found.completions
    assert any("chính đơn vị báo chưa thực hiện được" in note for note in found.notes)


def test_what_a_later_export_no_longer_shows_is_said_and_stays(year: ScoringYear) -> None:
    year.take(ONE)

    found = year.take(HEAD + "Sở Y tế;đã trả lại;;chưa;;80;\n", on=LATER, now=at(LATER, 15))

    assert any("Phần mềm nay ghi chưa (dòng 2); sổ giữ nguyên" in note for note in found.notes)
    assert IMPORTED == year.assignment("so-y-te", SCORING).completed_at
    assert ["~"] == [one.mark for one in found.lines() if one.mark != "!"]
    assert (2, 3, 1) == _rows(year)


def test_an_older_export_than_the_one_that_is_kept_is_refused(year: ScoringYear) -> None:
    year.take(ONE)

    with pytest.raises(Refused) as told:
        year.take(HEAD + "Sở Y tế;đã;;;;;\n", on=date(2027, 1, 4))

    assert "cũ hơn tệp đã nhập, kết xuất ngày 05/01/2027" in told.value.problems[0].wanted
    assert (1, 2, 1) == _rows(year)


def test_its_file_is_completed_beside_self_scoring(year: ScoringYear) -> None:
    year.take(HEAD + "Sở Y tế;đã;30/12/2026;đã;05/01/2027;84,25;\n")

    assert year.assignment("so-y-te", FILE).completed_at is not None
    assert 2 == len(_submissions(year))


def test_a_unit_of_which_it_is_not_asked_is_only_noted(year: ScoringYear) -> None:
    found = year.take(HEAD + "UBND xã Hồng Thái;đã;;chưa;;70;\n")

    assert () == found.completions
    assert any("1 đơn vị có ghi đã tự chấm điểm mà chưa có việc ấy" in one for one in found.notes)
    assert (1, 1, 0) == _rows(year)
