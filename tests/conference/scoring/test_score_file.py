"""An export of the scoring software as offices save it: headings in any order, rows named."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.conference.scoring.score_file import ScoreFile, read_score_file
from dondoc.conference.scoring.score_row import ScoreFrame
from dondoc.conference.scoring.status_words import StepClaim, read_status
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models.scoring import ScoringStep
from tests.support.score_sheet import EXPORTED, HEAD, YEAR, workbook


def _read(rulebook: Rulebook, content: str | bytes) -> ScoreFile:
    raw = content.encode() if isinstance(content, str) else content
    return read_score_file(raw, ScoreFrame(rulebook.registry, YEAR, EXPORTED))


def _refused(rulebook: Rulebook, content: str | bytes) -> list[str]:
    with pytest.raises(Refused) as told:
        _read(rulebook, content)
    return [one.sentence() for one in told.value.problems]


def test_a_row_says_what_a_unit_did_and_its_scores(rulebook: Rulebook) -> None:
    rows = "Sở Y tế;Đã tự chấm;30/12/2026;Chưa nộp;;84,25;\nSTC;chưa;;chưa;;;\n"

    health, finance = _read(rulebook, HEAD + rows).lines

    assert ("so-y-te", 2) == (health.unit.code, health.line)
    assert StepClaim(True, date(2026, 12, 30)) == health.steps[ScoringStep.SCORED]
    assert StepClaim(False) == health.steps[ScoringStep.FILED]
    assert ScoringStep.EXPLAINED not in health.steps  # the file has no such column
    assert {"self_score": 84.25} == health.scores
    assert ("so-tai-chinh", {}) == (finance.unit.code, finance.scores)


def test_headings_stand_in_any_order_under_titles_beside_columns_of_others(
    rulebook: Rulebook,
) -> None:
    book = workbook(
        [
            ["KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2026"],
            [],
            ["Điểm thẩm định", "Xếp hạng", "STT", "Trạng thái (tự chấm)", "Tên cơ quan, đơn vị"],
            ["", "", "I", "", "CÁC SỞ, BAN, NGÀNH"],
            [81.5, 2, 1, "Đã gửi", "Sở Y tế"],
            ["", "", 2, "Đang chấm", "Sở Tư pháp"],
        ]
    )

    read = _read(rulebook, book)

    assert [("so-y-te", True, {"appraised_score": 81.5}), ("so-tu-phap", False, {})] == [
        (one.unit.code, one.steps[ScoringStep.SCORED].done, one.scores) for one in read.lines
    ]
    assert any("Xếp hạng" in note.given for note in read.notes)


def test_a_day_of_excel_with_its_hour_is_the_day_it_was_done(rulebook: Rulebook) -> None:
    book = workbook(
        [
            ["Tên đơn vị", "Ngày hoàn thành"],
            ["Sở Y tế", datetime(2026, 12, 30, 16, 5)],  # noqa: DTZ001 - a cell of Excel has no zone
        ]
    )

    [line] = _read(rulebook, book).lines

    assert StepClaim(True, date(2026, 12, 30)) == line.steps[ScoringStep.SCORED]


def test_every_wrong_row_is_named_with_what_to_write_instead(rulebook: Rulebook) -> None:
    rows = (
        "Sở Y tế;có thể;;chưa;;84,25;\n"
        "Sở Không Có;đã;;chưa;;;\n"
        "Sở Tư pháp;đã;06/01/2027;chưa;;;\n"
        "Sở Tài chính;chưa;30/12/2026;chưa;;tám mươi;\n"
        "Sở Nội vụ;đã;;chưa;;1500;\n"
        "Sở Nội vụ;đã;;chưa;;80;\n"
    )

    told = _refused(rulebook, HEAD + rows)

    wanted = [
        ("dòng 2, cột Tự chấm", "hãy ghi «đã», «chưa», hoặc ngày làm xong như 30/12/2026"),
        ("dòng 3, cột Đơn vị", "không có"),
        ("dòng 4, cột Ngày tự chấm", "đến ngày kết xuất 05/01/2027"),
        ("dòng 5, cột Ngày tự chấm", "ghi là chưa nhưng có ngày làm xong"),
        ("dòng 5, cột Điểm tự chấm", "hãy ghi điểm từ 0 đến 1000, như 84,25"),
        ("dòng 6, cột Điểm tự chấm", "hãy ghi điểm từ 0 đến 1000"),
    ]
    assert len(wanted) == len(told)
    for (place, words), sentence in zip(wanted, told, strict=True):
        assert place in sentence
        assert words in sentence


def test_a_unit_twice_and_a_row_of_another_index_year_are_refused(rulebook: Rulebook) -> None:
    rows = "Đơn vị;Năm;Tự chấm\nSở Y tế;2026;đã\nSYT;2026;chưa\nSở Tư pháp;2025;đã\n"

    told = _refused(rulebook, rows)

    assert "dòng 3" in told[0]
    assert "trùng với dòng 2; hãy bỏ một dòng" in told[0]
    assert "đang nhập Chỉ số năm 2026; hãy bỏ dòng của năm khác" in told[1]


def test_a_table_of_something_else_is_refused(rulebook: Rulebook) -> None:
    assert "không có cột nào về tự chấm" in _refused(rulebook, "Đơn vị;Ghi chú\nSở Y tế;tốt\n")[0]
    assert "thiếu cột «đơn vị»" in " ".join(_refused(rulebook, "Tự chấm;Điểm tự chấm\nđã;80\n"))


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (StepClaim(True), "Đã nộp"),
        (StepClaim(True), "x"),
        (StepClaim(True, date(2026, 12, 30)), "Đã nộp ngày 30/12/2026 10:05"),
        (StepClaim(True, date(2026, 12, 30)), "2026-12-30T10:05:00"),
        (StepClaim(False), ""),
        (StepClaim(False), "Chưa nộp"),
        (StepClaim(False), "Đang tự chấm"),
        (StepClaim(False), "Đã trả lại"),
        (StepClaim(False), "Đã nộp, bị trả lại"),
        (None, "đã lưu"),
        (None, "32/12/2026"),
        (None, "x" * 61),
    ],
)
def test_words_of_a_state(expected: StepClaim | None, words: str) -> None:
    assert expected == read_status(words)
