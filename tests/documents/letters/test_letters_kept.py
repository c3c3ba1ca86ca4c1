"""A draft is kept by version, withdrawn when nobody is left on it, and never made twice."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, update

from dondoc.clock import at
from dondoc.reporting.history import history
from models import Assignment
from models.database import transaction
from tests.support.cast import give_clerks
from tests.support.letter_desk import LetterDesk
from tests.support.papers import lines

COMMUNES_LATE, LATE = date(2027, 3, 16), date(2027, 3, 17)
WEEK, WEEK_END = date(2027, 3, 22), date(2027, 3, 24)  # the day of the report above is over
ALL_IN = "đơn vị cuối cùng đã gửi trước khi văn bản được ký"


def test_of_the_same_list_there_is_one_version_and_a_moved_one_makes_the_next(desk: LetterDesk):
    desk.morning(WEEK)
    (again,) = desk.morning(date(2027, 3, 23))
    desk.hand_in("so-tai-chinh", date(2027, 3, 23))
    desk.morning(WEEK_END)

    first, second = desk.documents()
    assert [(1, "3 đơn vị"), (2, "2 đơn vị")] == [
        (one.version, one.said) for one in (first, second)
    ]
    assert ["1. Sở Tư pháp;", "2. Sở Tài chính;", "3. Sở Y tế."] == _units(desk.docx(first))
    assert ["1. Sở Tư pháp;", "2. Sở Y tế."] == _units(desk.docx(second))
    assert "đến ngày 22 tháng 3 năm 2027, Sở Nội vụ chưa nhận được" in again.text
    assert "/bang/tai-lieu/1): cong-van-don-doc-bao-cao-dinh-ky-2027-q1.docx" in again.text


def test_a_draft_that_would_ask_for_a_day_gone_by_is_renewed(desk: LetterDesk):
    desk.morning(LATE)
    desk.morning(date(2027, 3, 18))
    desk.morning(date(2027, 3, 19))

    asked = ["\n".join(lines(desk.docx(one))) for one in desk.documents()]
    wanted = (
        "về Sở Nội vụ trước ngày 18 tháng 3 năm 2027 để tổng hợp",
        "về Sở Nội vụ trước 11 giờ ngày 18 tháng 3 năm 2027 để tổng hợp",
        "về Sở Nội vụ trong thời gian sớm nhất.",
    )
    assert [True, True, True] == [one in words for one, words in zip(wanted, asked, strict=True)]


def test_it_is_withdrawn_when_the_last_unit_has_handed_in_before_it_is_signed(desk: LetterDesk):
    desk.morning(LATE)
    for unit in ("so-tu-phap", "so-tai-chinh", "so-y-te"):
        desk.hand_in(unit, LATE)

    assert [] == desk.morning(date(2027, 3, 18))
    (document,) = desk.documents()
    assert (at(date(2027, 3, 18), 7, 55), ALL_IN) == (
        document.withdrawn_at,
        document.withdrawn_why,
    )


def test_what_was_issued_is_not_drafted_again_and_who_is_late_afterwards_has_his_own(
    desk: LetterDesk,
):
    give_clerks(desk.life.engine, ["xa-02545-2025"])
    desk.morning(COMMUNES_LATE)
    desk.issue(desk.documents()[0], COMMUNES_LATE)
    (draft,) = desk.morning(LATE)

    _, second = desk.documents()
    assert 3 == draft.units
    assert ["1. Sở Tư pháp;", "2. Sở Tài chính;", "3. Sở Y tế."] == _units(desk.docx(second))
    desk.issue(second, LATE, "57/SNV-CCHC")
    assert [] == desk.morning(WEEK)
    assert [None, None] == [one.withdrawn_at for one in desk.documents()]


def test_what_was_issued_stands_beside_its_draft_under_its_number_and_day(desk: LetterDesk):
    desk.morning(LATE)
    desk.hand_in("so-tai-chinh", LATE)
    desk.issue(desk.documents()[0], LATE)

    (document,) = desk.documents()
    draft, issued = (lines(desk.docx(document, issued=one)) for one in (False, True))
    changed = [(a, b) for a, b in zip(draft, issued, strict=True) if a != b]
    blank = "\N{NO-BREAK SPACE}" * 6
    assert [f"Số: {blank}/SNV-CCHC", "Số: 56/SNV-CCHC"] == list(changed[0])
    assert "Tuyên Quang, ngày 17 tháng 3 năm 2027" == changed[1][1]
    assert 2 == len(changed)


def test_an_issued_list_stands_beside_its_draft_under_its_number_and_day(desk: LetterDesk):
    desk.draft_list(LATE)
    desk.issue(desk.documents()[0], LATE, "07/DS-SNV")

    (document,) = desk.documents()
    draft, issued = (lines(desk.docx(document, issued=one)) for one in (False, True))
    changed = [(a, b) for a, b in zip(draft, issued, strict=True) if a != b]
    assert "Số: 07/DS-SNV" == changed[0][1]
    assert "Tuyên Quang, ngày 17 tháng 3 năm 2027" == changed[1][1]
    assert 2 == len(changed)
    assert not [line for line in issued if "(tiếp theo)" in line]  # one table has room on the page


def test_the_unit_has_the_issued_letter_in_its_history(desk: LetterDesk):
    desk.morning(LATE)
    desk.issue(desk.documents()[0], LATE)

    with transaction(desk.life.engine, write=False) as session:
        told = history(session, desk.life.rulebook, desk.life.id, as_of=at(WEEK, 8))
        before = history(session, desk.life.rulebook, desk.life.id, as_of=at(LATE, 8))
    said = "Phát hành công văn đôn đốc, bản 1, số 56/SNV-CCHC ngày 17/03/2027."
    assert [(said, at(LATE, 15))] == [(one.says, one.at) for one in told if one.says == said]
    assert said not in [one.says for one in before]


def test_an_office_may_write_to_each_unit_alone(desk: LetterDesk):
    desk.settings = desk.settings.model_copy(update={"urge_each": True})
    (draft,) = desk.morning(LATE)

    found = {one.subject: lines(desk.docx(one)) for one in desk.documents()}
    assert ["so-tai-chinh", "so-tu-phap", "so-y-te"] == sorted(found)
    assert "Kính gửi: Sở Tài chính" in found["so-tai-chinh"]
    assert [] == _units(desk.docx(desk.documents()[0]))
    assert 3 == draft.text.count("Kính gửi: ")


def test_a_body_that_is_asked_has_a_letter_of_its_own_without_a_threat(desk: LetterDesk):
    with transaction(desk.life.engine) as session:
        asked = update(Assignment).where(col(Assignment.unit_code) == "so-y-te")
        session.execute(asked.values(tone="request"))
    (draft,) = desk.morning(LATE)

    order, request = sorted(desk.documents(), key=lambda one: one.subject)
    assert ["1. Sở Tư pháp;", "2. Sở Tài chính."] == _units(desk.docx(order))
    words = "\n".join(lines(desk.docx(request)))
    assert "Kính gửi: Sở Y tế" in words
    assert "Trân trọng đề nghị Quý cơ quan quan tâm, phối hợp gửi báo cáo về Sở Nội vụ" in words
    for hard in ("đôn đốc", "khẩn trương", "Quá thời hạn", "danh sách", "chưa nhận được"):
        assert hard not in words
    assert (2, 1) == (draft.units, draft.asked)
    assert "đôn đốc 2 đơn vị chậm và đề nghị 1 cơ quan phối hợp" in draft.words()


def test_a_morning_that_is_lived_again_takes_nothing_back(desk: LetterDesk):
    desk.morning(WEEK)
    (draft,) = desk.morning(LATE)

    assert [(1, None)] == [(one.version, one.withdrawn_at) for one in desk.documents()]
    assert "đến ngày 17 tháng 3 năm 2027" in draft.text


def _units(content: bytes) -> list[str]:
    return [line for line in lines(content) if line[:1].isdigit()]
