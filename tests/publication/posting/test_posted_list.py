"""A declared list beside the official one: what is newer than it, once its day is past."""

from __future__ import annotations

from datetime import date

from dondoc.publication.official_entry import EarlierVersion, OfficialEntry
from dondoc.publication.posting.posted_list import (
    PostedList,
    compare_posted,
    list_digest,
    newest_decision,
)
from models.publication_kinds import FindingKind, ListKind

FIRST, SECOND = date(2027, 1, 4), date(2027, 3, 1)
SIGNED = {"1/QĐ": FIRST, "2/QĐ": SECOND}
ON = date(2027, 3, 16)
POSTED = PostedList("1/QĐ", FIRST)


def entry(code, number="1/QĐ", show_from=date(2027, 1, 11), **said):
    return OfficialEntry(
        *(code, f"Thủ tục mẫu {code}", "", "", "", "", ""),
        kind=ListKind.LIST,
        show_from=show_from,
        arithmetic="vì sao",
        decision_number=number,
        **said,
    )


def earlier(until):
    return (EarlierVersion("Tên cũ", "", "", "1/QĐ", until),)


OLD = entry("9.000001")
NEW = entry("9.000002", "2/QĐ", date(2027, 3, 8))
CHANGED = entry("9.000003", "2/QĐ", earlier=earlier(date(2027, 3, 10)))
GONE = entry("9.000004", "2/QĐ", remove_by=date(2027, 3, 9), earlier=earlier(date(2027, 3, 9)))


def kinds(*entries, posted=POSTED, on=ON):
    return [one.kind for one in compare_posted(posted, entries, SIGNED, on=on).found]


def test_a_list_that_holds_the_newest_decision_is_right():
    assert [] == kinds(OLD, NEW, CHANGED, GONE, posted=PostedList("2/QĐ", SECOND))
    assert [] == kinds(OLD, NEW, CHANGED, GONE, posted=PostedList(None, SECOND))


def test_an_older_one_lacks_what_is_new_shows_what_was_changed_and_what_is_gone():
    assert [
        FindingKind.MISSING,
        FindingKind.OUTDATED_VERSION,
        FindingKind.REVOKED_STILL_SHOWN,
    ] == kinds(OLD, NEW, CHANGED, GONE)


def test_nothing_is_said_before_its_day_is_past():
    assert [] == kinds(NEW, on=date(2027, 3, 8))
    assert [FindingKind.MISSING] == kinds(NEW, on=date(2027, 3, 9))
    assert [] == kinds(CHANGED, on=date(2027, 3, 10))
    assert [] == kinds(GONE, on=date(2027, 3, 9))


def test_what_was_never_posted_need_not_be_taken_off():
    gone = entry("9.000005", "2/QĐ", remove_by=date(2027, 3, 9))

    assert [] == kinds(gone)


def test_what_no_decision_announced_is_taken_for_posted():
    assert [] == kinds(entry("9.000006", ""))


def test_many_are_one_finding_that_counts_them_and_names_the_first():
    many = [entry(f"9.00010{n}", "2/QĐ", date(2027, 3, 8)) for n in range(7)]

    (one,) = compare_posted(POSTED, many, SIGNED, on=ON).found

    assert ("", date(2027, 3, 8)) == (one.procedure, one.due_on)
    assert one.expected.startswith(
        "7 thủ tục phải có trong danh mục niêm yết: 9.000100 Thủ tục mẫu 9.000100"
    )
    assert one.expected.endswith("; và 2 thủ tục khác")
    assert "đơn vị khai danh mục đang niêm yết theo Quyết định số 1/QĐ ngày 04/01/2027" == (
        one.actual
    )


def test_the_numbers_for_the_score():
    later = entry("9.000007", "2/QĐ", date(2027, 3, 20))
    counts = compare_posted(POSTED, [OLD, NEW, CHANGED, GONE, later], SIGNED, on=ON).counts

    assert (3, 2, 1, 3, 1) == (
        counts.required,
        counts.matched,
        counts.not_yet_due,
        counts.shown,
        counts.revoked_shown,
    )


def test_the_newest_decision_that_must_hang_there():
    assert ("1/QĐ", FIRST) == newest_decision([OLD, NEW], SIGNED, on=date(2027, 3, 8))
    assert ("2/QĐ", SECOND) == newest_decision([OLD, NEW], SIGNED, on=ON)
    assert newest_decision([entry("9.000006", "")], SIGNED, on=ON) is None


def test_another_list_has_another_digest_in_any_order():
    assert list_digest([OLD, NEW]) == list_digest([NEW, OLD]) != list_digest([OLD])
