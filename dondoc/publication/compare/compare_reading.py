"""What one source shows against what it must show on one day. Pure: same input, same output.

Only a reading that proves something (READ, all its pages) can say that a procedure is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dondoc.messages.environment import phrases
from dondoc.publication.compare.comparison import ForAPerson, PageComparison, Undecided
from dondoc.publication.compare.field_checks import CheckedRow, check_fields
from dondoc.publication.compare.list_checks import check_list
from dondoc.publication.compare.page_case import PageCase
from dondoc.publication.compare.part_checks import check_parts, missing_parts, shows_parts
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageReading
from dondoc.publication.score_counts import ScoreCounts
from dondoc.web.link_check import LinkState
from models import PublicationSource
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble

_KINDS = {kind: place for place, kind in enumerate(FindingKind)}
_Checked = Mapping[str, Sequence[CheckedRow]]


def compare(
    reading: PageReading,
    entries: Sequence[OfficialEntry],
    *,
    on: date,
    source: PublicationSource,
    matcher: Matcher | None = None,
    links: Mapping[str, LinkState] | None = None,
) -> PageComparison:
    """What differs on a day between a reading and what its source must show.

    `entries` are those of the source (`official_entries`); `matcher` knows the whole official list,
    built once for a scan, so that a procedure of somebody else's is not «in no decision»; without
    it only the source's own are known. `links` are the links that were tried, and what came of it.
    Of the source its `basis` alone is asked.
    """
    technical = tuple(_technical(reading))
    if reading.verdict is not CheckVerdict.READ:
        return PageComparison(technical, trouble=reading.trouble)
    if reading.onward:
        return PageComparison(technical, trouble=ReadingTrouble.TRUNCATED)
    case = PageCase(
        reading=reading,
        entries={entry.code: entry for entry in entries},
        matcher=matcher or Matcher(entries),
        on=on,
        basis=source.basis,
        links=links or {},
    )
    if case.says_nothing:
        return PageComparison(technical, trouble=ReadingTrouble.EMPTY)
    return _compared(case, technical)


def _compared(case: PageCase, technical: tuple[Discrepancy, ...]) -> PageComparison:
    checked: dict[str, list[CheckedRow]] = {}
    found = list(check_list(case))
    for entry, row in case.own_rows():
        if entry.remove_by is None:
            fields = check_fields(row, entry, case.on)
            checked.setdefault(entry.code, []).append(fields)
            found += (*fields.discrepancies, *check_parts(row, entry, case.links))
    return PageComparison(
        discrepancies=technical + _in_order(found),
        counts=_counts(case, checked),
        for_a_person=tuple(_for_a_person(case, checked)),
        unjudged=frozenset(
            entry.code
            for entry, row in case.own_rows()
            if case.links.get(row.link) is LinkState.UNKNOWN
        ),
    )


def _in_order(found: Sequence[Discrepancy]) -> tuple[Discrepancy, ...]:
    """By procedure, kind and field; of two that have one fingerprint the first of the page."""
    each: dict[tuple[str, int, str], Discrepancy] = {}
    for one in found:
        each.setdefault((one.procedure, _KINDS[one.kind], one.field), one)
    return tuple(one for _place, one in sorted(each.items(), key=lambda item: item[0]))


def _counts(case: PageCase, checked: _Checked) -> ScoreCounts:
    required = [one for one in case.required if one.code not in case.unclear]
    asked = {one.code for one in case.required}
    lacking: dict[str, bool] = {}
    for entry, row in case.own_rows():
        if entry.code in asked and shows_parts(row, entry):
            lacks = bool(missing_parts(row, entry))
            lacking[entry.code] = lacking.get(entry.code, False) or lacks
    comparable = [rows for rows in checked.values() if any(row.comparable for row in rows)]
    active = [one for one in case.entries.values() if one.remove_by is None]
    gone = {
        entry.code
        for entry, _row in case.own_rows()
        if entry.remove_by is not None and case.on > entry.remove_by
    }
    return ScoreCounts(
        required=len(required),
        matched=sum(one.code in case.shown_codes for one in required),
        not_yet_due=sum(one.show_from > case.on for one in active),
        unclear=len(case.required) - len(required),
        shown=len(case.shown_codes),
        detailed=len(lacking),
        complete=list(lacking.values()).count(False),
        comparable=len(comparable),
        right=sum(all(row.right == row.comparable for row in rows) for rows in comparable),
        revoked_shown=len(gone),
        unknown=len({row.code for row in case.shown.strange}),
    )


def _for_a_person(case: PageCase, checked: _Checked) -> Iterator[ForAPerson]:
    for _code, rows in sorted(checked.items()):
        yield from (one for row in rows for one in row.for_a_person)
    for code, row in sorted(case.unclear.items()):
        if code in case.entries:
            yield ForAPerson(
                Undecided.LIKE_A_ROW,
                procedure=code,
                expected=case.entries[code].name,
                actual=row.name,
                locator=row.locator,
            )
    for code, row in case.shown.doubtful_code:
        said = f"{row.code} {row.name}"
        yield ForAPerson(Undecided.CODE_OR_NAME, procedure=code, actual=said, locator=row.locator)
    for row, nearest in case.likenesses:
        codes = tuple(code for code, _likeness in nearest)
        yield ForAPerson(Undecided.NO_MATCH, actual=row.name, locator=row.locator, nearest=codes)


def _technical(reading: PageReading) -> Iterator[Discrepancy]:
    """What is wrong with the source as a whole, whether it could be read or not."""
    book = phrases("comparison")
    if reading.trouble is ReadingTrouble.SCAN:
        said = book.readable_text(), book.scan()
        yield Discrepancy(FindingKind.UNREADABLE_SCAN, expected=said[0], actual=said[1])
    if reading.legacy_font:
        said = book.unicode_text(), book.legacy_font()
        yield Discrepancy(FindingKind.LEGACY_ENCODING, expected=said[0], actual=said[1])
