"""What a list lacks, what should not be on it, and what only a person can say."""

from __future__ import annotations

from datetime import date

from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.compare.comparison import PageComparison, Undecided
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageReading, PageRow
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble
from tests.support.compared import SITE, entry

ON = date(2026, 11, 30)
GIVE = entry("9.000001", "Cấp giấy phép hoạt động mẫu")
AGAIN = entry("9.000002", "Cấp lại giấy phép hoạt động mẫu")


def row(code: str, name: str, place: int = 1, **values: object) -> PageRow:
    return PageRow(code, name, f"bảng 1, dòng {place}", f"{code} {name}", **values)


def compared(
    rows: list[PageRow], entries: list[OfficialEntry], others: tuple[OfficialEntry, ...] = ()
) -> PageComparison:
    reading = PageReading(CheckVerdict.READ, rows=tuple(rows))
    return compare(reading, entries, on=ON, source=SITE, matcher=Matcher((*entries, *others)))


def kinds(found: PageComparison) -> list[tuple[FindingKind, str]]:
    return [(one.kind, one.procedure) for one in found.discrepancies]


def test_a_sibling_does_not_stand_for_what_is_missing() -> None:
    found = compared([row("", "Cấp lại giấy phép hoạt động mẫu")], [GIVE, AGAIN])

    assert [(FindingKind.MISSING, "9.000001")] == kinds(found)
    assert (2, 1) == (found.counts.required, found.counts.matched)


def test_what_is_not_yet_due_is_information_and_not_required() -> None:
    coming = entry("9.000003", "Gia hạn giấy phép mẫu", show_from=date(2026, 12, 1))

    found = compared([row("9.000001", "")], [GIVE, coming])

    assert [(FindingKind.NOT_YET_DUE, "9.000003")] == kinds(found)
    assert (1, 1, 1) == (
        found.counts.required,
        found.counts.matched,
        found.counts.not_yet_due,
    )


def test_what_must_be_shown_from_today_on_is_missing_today() -> None:
    found = compared([row("9.000001", "")], [GIVE, entry("9.000003", "Gia hạn mẫu", show_from=ON)])

    assert [(FindingKind.MISSING, "9.000003")] == kinds(found)


def test_a_revoked_procedure_is_a_fault_from_the_day_after_its_last() -> None:
    last_day = entry("9.000004", "Thủ tục cũ mẫu một", remove_by=ON)
    over = entry("9.000005", "Thủ tục cũ mẫu hai", remove_by=date(2026, 11, 29))

    found = compared([row("9.000004", ""), row("9.000005", "")], [last_day, over])

    assert [(FindingKind.REVOKED_STILL_SHOWN, "9.000005")] == kinds(found)
    assert date(2026, 11, 29) == found.discrepancies[0].due_on
    assert 1 == found.counts.revoked_shown


def test_a_revoked_procedure_that_is_gone_is_right() -> None:
    over = entry("9.000005", "Thủ tục cũ mẫu hai", remove_by=date(2026, 11, 2))

    assert [] == kinds(compared([row("9.000001", "")], [GIVE, over]))


def test_a_code_in_no_decision_is_unknown_and_somebody_elses_is_not() -> None:
    theirs = entry("9.000009", "Thủ tục của đơn vị khác")

    found = compared(
        [row("9.000001", ""), row("9.000009", ""), row("9.777777", "Thủ tục lạ")],
        [GIVE],
        (theirs,),
    )

    assert [(FindingKind.UNKNOWN_PROCEDURE, "9.777777")] == kinds(found)
    assert 1 == found.counts.unknown


def test_a_wrong_code_beside_the_right_name() -> None:
    found = compared([row("9.000999", GIVE.name)], [GIVE])

    assert [(FindingKind.WRONG_CODE, "9.000001")] == kinds(found)
    assert ("9.000001", "9.000999") == (
        found.discrepancies[0].expected,
        found.discrepancies[0].actual,
    )


def test_the_code_of_another_procedure_accuses_of_one_thing_only() -> None:
    found = compared([row(AGAIN.code, GIVE.name)], [GIVE, AGAIN])

    assert [(FindingKind.WRONG_CODE, "9.000001")] == kinds(found)


def test_two_procedures_of_one_name_without_codes() -> None:
    twins = [entry("9.000001", "Cấp giấy mẫu chung"), entry("9.000002", "Cấp giấy mẫu chung")]

    found = compared([row("", "Cấp giấy mẫu chung")], twins)

    assert [(FindingKind.AMBIGUOUS_NAME, "9.000001")] == kinds(found)
    assert "9.000001, 9.000002" in found.discrepancies[0].expected


def test_two_procedures_of_one_name_with_their_codes() -> None:
    twins = [entry("9.000001", "Cấp giấy mẫu chung"), entry("9.000002", "Cấp giấy mẫu chung")]

    found = compared(
        [row("9.000001", "Cấp giấy mẫu chung"), row("9.000002", "Cấp giấy mẫu chung")], twins
    )

    assert [] == kinds(found)


def test_one_code_twice_is_a_repetition_unless_the_levels_differ() -> None:
    twice = [row("9.000001", "", 1), row("9.000001", "", 2)]
    levels = [row("9.000001", "", 1, level="tinh"), row("9.000001", "", 2, level="xa")]

    assert [(FindingKind.DUPLICATE, "9.000001")] == kinds(compared(twice, [GIVE]))
    assert [] == kinds(compared(levels, [GIVE]))


def test_a_shortened_name_accuses_nobody_and_waits_for_a_person() -> None:
    long = entry("9.000003", "Đăng ký hoạt động trung tâm ngoại ngữ tin học ngoài công lập")

    found = compared([row("9.000001", ""), row("", "Đăng ký trung tâm ngoại ngữ")], [GIVE, long])

    assert [] == kinds(found)
    assert 1 == found.counts.unclear
    assert [Undecided.LIKE_A_ROW, Undecided.NO_MATCH] == [one.doubt for one in found.for_a_person]
    assert "9.000003" == found.for_a_person[1].nearest[0]


def test_rows_that_are_no_procedures_prove_nothing() -> None:
    found = compared([row("", "Chủ tịch xã tiếp công dân"), row("", "Lịch tuần")], [GIVE, AGAIN])

    assert ReadingTrouble.EMPTY is found.trouble
    assert [] == kinds(found)
    assert 0 == found.counts.required


def test_an_unread_page_of_the_list_proves_nothing() -> None:
    reading = PageReading(
        CheckVerdict.READ, rows=(row("9.000001", ""),), onward=("https://so-mau.example/?page=2",)
    )

    found = compare(reading, [GIVE, AGAIN], on=ON, source=SITE)

    assert ReadingTrouble.TRUNCATED is found.trouble
    assert () == found.discrepancies


def test_a_name_in_a_file_without_tables_is_shown() -> None:
    text = "1 Cấp lại giấy phép\nhoạt động mẫu 05 ngày"
    reading = PageReading(CheckVerdict.READ, text=text)

    found = compare(reading, [GIVE, AGAIN], on=ON, source=SITE)

    assert [(FindingKind.MISSING, "9.000001")] == kinds(found)


def test_a_longer_name_in_a_text_does_not_show_the_shorter_inside_it() -> None:
    short, long = (
        entry("9.000001", "Đăng ký hoạt động mẫu"),
        entry("9.000002", "Xóa đăng ký hoạt động mẫu"),
    )
    reading = PageReading(CheckVerdict.READ, text="Xóa đăng ký hoạt động mẫu")

    found = compare(reading, [short, long], on=ON, source=SITE)

    assert [(FindingKind.MISSING, "9.000001")] == kinds(found)


def test_a_scan_is_a_finding_of_its_own_and_nothing_is_missing() -> None:
    scan = PageReading(CheckVerdict.UNVERIFIABLE, ReadingTrouble.SCAN)

    found = compare(scan, [GIVE], on=ON, source=SITE)

    assert [(FindingKind.UNREADABLE_SCAN, "")] == kinds(found)


def test_a_page_in_the_old_font_is_read_and_told() -> None:
    reading = PageReading(CheckVerdict.READ, rows=(row("9.000001", ""),), legacy_font=True)

    assert [(FindingKind.LEGACY_ENCODING, "")] == kinds(
        compare(reading, [GIVE], on=ON, source=SITE)
    )


def test_the_order_of_the_page_does_not_change_what_is_found() -> None:
    rows = [row("9.777777", "Thủ tục lạ"), row("9.000999", GIVE.name), row("", "Lạ hoàn toàn đây")]

    one, other = compared(rows, [GIVE, AGAIN]), compared(rows[::-1], [GIVE, AGAIN])

    assert one.discrepancies == other.discrepancies
    assert one.counts == other.counts
