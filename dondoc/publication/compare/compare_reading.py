"""What one source shows against what it must show on one day. Pure: same input, same output.

Only a reading that proves something (READ, all its pages) can say that a procedure is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dondoc.limits import MOST_UNMATCHED
from dondoc.messages.environment import phrases
from dondoc.publication.compare.comparison import ForAPerson, PageComparison, Undecided
from dondoc.publication.compare.field_checks import CheckedRow, check_fields
from dondoc.publication.compare.names_in_text import names_in_text
from dondoc.publication.compare.part_checks import check_parts, missing_parts, shows_parts
from dondoc.publication.compare.shown_procedures import ShownProcedures, shown_procedures
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.matching.nearest import NearestNames
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.publication.score_counts import ScoreCounts
from dondoc.web.link_check import LinkState
from models import PublicationSource
from models.publication_kinds import CheckVerdict, Component, FindingKind, ReadingTrouble

_LIKE_ENOUGH = 0.75
"""Of the rarity of its words: a row without a code that is so like a procedure may mean it."""
_KINDS = {kind: place for place, kind in enumerate(FindingKind)}


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
        return PageComparison(technical)
    case = _Case(
        reading, {entry.code: entry for entry in entries}, matcher or Matcher(entries), on, source
    )
    return case.compared(technical, links or {})


@dataclass
class _Case:
    """One reading that proves something, with all that it is held against."""

    reading: PageReading
    entries: Mapping[str, OfficialEntry]
    matcher: Matcher
    on: date
    source: PublicationSource

    def compared(
        self, technical: tuple[Discrepancy, ...], links: Mapping[str, LinkState]
    ) -> PageComparison:
        looked = {
            code: [check_fields(row, self.entries[code], self.on) for row in rows]
            for code, rows in self.shown.rows.items()
            if code in self.entries
        }
        found = [
            *self._missing(),
            *self._revoked(),
            *self._strange(),
            *self._wrong_codes(),
            *self._ambiguous(),
            *self._repeated(),
            *(one for rows in looked.values() for row in rows for one in row.discrepancies),
            *self._parts(links),
        ]
        return PageComparison(
            discrepancies=technical + _in_order(found),
            counts=self._counts(looked),
            for_a_person=tuple(self._for_a_person(looked)),
        )

    @cached_property
    def shown(self) -> ShownProcedures:
        return shown_procedures(self.reading.rows, self.matcher, self.entries.keys())

    @cached_property
    def shown_codes(self) -> frozenset[str]:
        return self.shown.codes | self._in_text

    @cached_property
    def _in_text(self) -> frozenset[str]:
        """Procedures whose names stand in a file without tables."""
        if not self.reading.text:
            return frozenset()
        return names_in_text(self.reading.text, self.matcher)

    @cached_property
    def required(self) -> list[OfficialEntry]:
        return [
            entry
            for entry in self.entries.values()
            if entry.remove_by is None and entry.show_from <= self.on
        ]

    @cached_property
    def likenesses(self) -> list[tuple[PageRow, list[tuple[str, float]]]]:
        """Rows without a code that are no name of the list, with what they are most like."""
        names = NearestNames(self.matcher.entries.values()) if self.shown.unmatched else None
        rows = self.shown.unmatched[:MOST_UNMATCHED]
        return [(row, names.nearest(row.name) if names else []) for row in rows]

    @cached_property
    def unclear(self) -> dict[str, PageRow]:
        """Procedures that are not shown, unless a row that is like them means them."""
        found: dict[str, PageRow] = {}
        for row, nearest in self.likenesses:
            for code, likeness in nearest:
                if likeness >= _LIKE_ENOUGH and code not in self.shown_codes:
                    found.setdefault(code, row)
        return found

    def _missing(self) -> Iterator[Discrepancy]:
        book = phrases("comparison")
        if self.reading.onward:
            return
        for entry in self.entries.values():
            if entry.code in self.shown_codes or entry.remove_by or entry.code in self.unclear:
                continue
            due = entry.show_from <= self.on
            yield Discrepancy(
                kind=FindingKind.MISSING if due else FindingKind.NOT_YET_DUE,
                procedure=entry.code,
                expected=book.procedure(entry),
                actual=book.not_shown(len(self.shown_codes)),
                rule=book.must_show(entry, self.source.basis),
                due_on=entry.show_from,
            )

    def _revoked(self) -> Iterator[Discrepancy]:
        book = phrases("comparison")
        for entry in self.entries.values():
            if entry.remove_by is None or self.on <= entry.remove_by:
                continue
            for row in self.shown.rows.get(entry.code, [])[:1]:
                yield _at(
                    row,
                    FindingKind.REVOKED_STILL_SHOWN,
                    procedure=entry.code,
                    expected=book.should_be_gone(entry),
                    actual=row.name or row.code,
                    rule=entry.arithmetic,
                    due_on=entry.remove_by,
                )

    def _strange(self) -> Iterator[Discrepancy]:
        book = phrases("comparison")
        for code, row in {row.code: row for row in reversed(self.shown.strange)}.items():
            yield _at(
                row,
                FindingKind.UNKNOWN_PROCEDURE,
                procedure=code,
                expected=book.listed(),
                actual=" ".join(filter(None, (code, row.name))),
                rule=book.in_no_decision(),
            )

    def _wrong_codes(self) -> Iterator[Discrepancy]:
        book = phrases("comparison")
        for code, row in dict(reversed(self.shown.wrong_code)).items():
            if code in self.entries:
                entry = self.entries[code]
                yield _at(
                    row,
                    FindingKind.WRONG_CODE,
                    procedure=code,
                    field="code",
                    expected=code,
                    actual=row.code,
                    rule=book.accurate(entry),
                    due_on=entry.show_from,
                )

    def _ambiguous(self) -> Iterator[Discrepancy]:
        book = phrases("comparison")
        for codes, rows in self.shown.ambiguous.items():
            own = [code for code in codes if code in self.entries]
            if not own:
                continue
            entry = self.entries[own[0]]
            yield _at(
                rows[0],
                FindingKind.AMBIGUOUS_NAME,
                procedure=entry.code,
                field=Component.NAME.value,
                expected=book.told_apart(codes),
                actual=book.one_name(rows[0].name, len(rows), len(codes)),
                rule=book.accurate(entry),
                due_on=entry.show_from,
            )

    def _repeated(self) -> Iterator[Discrepancy]:
        """Of one level: a procedure of two levels stands rightly in the list of each."""
        book = phrases("comparison")
        for code, rows in self.shown.rows.items():
            levels: dict[str, list[PageRow]] = {}
            for row in rows:
                if row.code == code and not row.detail:
                    levels.setdefault(row.level, []).append(row)
            more = [same for same in levels.values() if len(same) > 1]
            if more and code in self.entries:
                yield _at(
                    more[0][1],
                    FindingKind.DUPLICATE,
                    procedure=code,
                    expected=book.once(),
                    actual=book.in_places([row.locator for row in more[0]]),
                    rule=book.accurate(self.entries[code]),
                )

    def _parts(self, links: Mapping[str, LinkState]) -> Iterator[Discrepancy]:
        for code, rows in self.shown.rows.items():
            if code in self.entries and self.entries[code].remove_by is None:
                for row in rows:
                    yield from check_parts(row, self.entries[code], links)

    def _counts(self, looked: Mapping[str, Sequence[CheckedRow]]) -> ScoreCounts:
        unclear = [one for one in self.required if one.code in self.unclear]
        required = [one for one in self.required if one.code not in self.unclear]
        detailed = [
            [missing_parts(row, entry) for row in rows if shows_parts(row, entry)]
            for entry, rows in ((one, self.shown.rows.get(one.code, [])) for one in self.required)
        ]
        lacks = [rows for rows in detailed if rows]
        checked = [rows for rows in looked.values() if any(row.comparable for row in rows)]
        return ScoreCounts(
            required=len(required),
            matched=sum(one.code in self.shown_codes for one in required),
            not_yet_due=sum(
                one.remove_by is None and one.show_from > self.on for one in self.entries.values()
            ),
            unclear=len(unclear),
            shown=len(self.shown_codes),
            detailed=len(lacks),
            complete=sum(not any(rows) for rows in lacks),
            comparable=len(checked),
            right=sum(all(row.right == row.comparable for row in rows) for rows in checked),
            revoked_shown=sum(1 for _one in self._revoked()),
            unknown=len({row.code for row in self.shown.strange}),
        )

    def _for_a_person(self, looked: Mapping[str, Sequence[CheckedRow]]) -> Iterator[ForAPerson]:
        for _code, rows in sorted(looked.items()):
            yield from (one for row in rows for one in row.for_a_person)
        for code, row in sorted(self.unclear.items()):
            if code in self.entries:
                yield ForAPerson(
                    Undecided.LIKE_A_ROW,
                    procedure=code,
                    expected=self.entries[code].name,
                    actual=row.name,
                    locator=row.locator,
                )
        for code, row in self.shown.doubtful_code:
            yield ForAPerson(
                Undecided.CODE_OR_NAME,
                procedure=code,
                actual=f"{row.code} {row.name}",
                locator=row.locator,
            )
        for row, nearest in self.likenesses:
            yield ForAPerson(
                Undecided.NO_MATCH,
                actual=row.name,
                locator=row.locator,
                nearest=tuple(code for code, _likeness in nearest),
            )


def _technical(reading: PageReading) -> Iterator[Discrepancy]:
    book = phrases("comparison")
    if reading.trouble is ReadingTrouble.SCAN:
        yield Discrepancy(
            FindingKind.UNREADABLE_SCAN, expected=book.readable_text(), actual=book.scan()
        )
    if reading.legacy_font:
        yield Discrepancy(
            FindingKind.LEGACY_ENCODING, expected=book.unicode_text(), actual=book.legacy_font()
        )


def _at(
    row: PageRow,
    kind: FindingKind,
    *,
    procedure: str,
    expected: str,
    actual: str,
    rule: str,
    field: str = "",
    due_on: date | None = None,
) -> Discrepancy:
    return Discrepancy(
        kind=kind,
        procedure=procedure,
        field=field,
        expected=expected,
        actual=actual,
        excerpt=row.excerpt,
        locator=row.locator,
        rule=rule,
        due_on=due_on,
    )


def _in_order(found: Sequence[Discrepancy]) -> tuple[Discrepancy, ...]:
    """By procedure, kind and field; of two that have one fingerprint the first of the page."""
    each: dict[tuple[str, int, str], Discrepancy] = {}
    for one in found:
        each.setdefault((one.procedure, _KINDS[one.kind], one.field), one)
    return tuple(one for _place, one in sorted(each.items(), key=lambda item: item[0]))
