"""What is wrong with a source's list as a whole: what it lacks, and what should not be on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dondoc.messages.environment import phrases
from dondoc.publication.compare.page_case import PageCase
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageRow
from models.publication_kinds import Component, FindingKind

_KEPT = 4_096
"""Phrases that are kept: a procedure that one site lacks, the next lacks too."""


def check_list(case: PageCase) -> Iterator[Discrepancy]:
    """Every kind that speaks of a procedure's being there or not."""
    for check in (_missing, _revoked, _strange, _wrong_codes, _ambiguous, _repeated):
        yield from check(case)


def _missing(case: PageCase) -> Iterator[Discrepancy]:
    shown, unclear, basis = case.shown_codes, case.unclear, case.basis
    actual = phrases("comparison").not_shown(len(shown))
    for entry in case.entries.values():
        if entry.code in shown or entry.code in unclear or entry.remove_by:
            continue
        yield Discrepancy(
            kind=FindingKind.MISSING if entry.show_from <= case.on else FindingKind.NOT_YET_DUE,
            procedure=entry.code,
            expected=_procedure(entry.code if entry.has_code else "", entry.name),
            actual=actual,
            rule=_must_show(entry.arithmetic, basis),
            due_on=entry.show_from,
        )


@lru_cache(maxsize=_KEPT)
def _procedure(code: str, name: str) -> str:
    return phrases("comparison").procedure(code, name)


@lru_cache(maxsize=_KEPT)
def _must_show(arithmetic: str, basis: str) -> str:
    return phrases("comparison").must_show(arithmetic, basis)


def _revoked(case: PageCase) -> Iterator[Discrepancy]:
    book = phrases("comparison")
    for entry, row in case.own_rows():
        if entry.remove_by is not None and case.on > entry.remove_by:
            yield Discrepancy(
                kind=FindingKind.REVOKED_STILL_SHOWN,
                procedure=entry.code,
                expected=book.should_be_gone(entry),
                actual=row.name or row.code,
                excerpt=row.excerpt,
                locator=row.locator,
                rule=entry.arithmetic,
                due_on=entry.remove_by,
            )


def _strange(case: PageCase) -> Iterator[Discrepancy]:
    book = phrases("comparison")
    for row in case.shown.strange:
        yield Discrepancy(
            kind=FindingKind.UNKNOWN_PROCEDURE,
            procedure=row.code,
            expected=book.listed(),
            actual=f"{row.code} {row.name}".strip(),
            excerpt=row.excerpt,
            locator=row.locator,
            rule=book.in_no_decision(),
        )


def _wrong_codes(case: PageCase) -> Iterator[Discrepancy]:
    for code, row in case.shown.wrong_code:
        if code in case.entries:
            yield _inaccurate(
                FindingKind.WRONG_CODE,
                case.entries[code],
                row,
                field="code",
                said=(code, row.code),
            )


def _ambiguous(case: PageCase) -> Iterator[Discrepancy]:
    book = phrases("comparison")
    for codes, rows in case.shown.ambiguous.items():
        own = [code for code in codes if code in case.entries]
        if own:
            said = book.told_apart(codes), book.one_name(rows[0].name, len(rows), len(codes))
            yield _inaccurate(
                FindingKind.AMBIGUOUS_NAME,
                case.entries[own[0]],
                rows[0],
                field=Component.NAME.value,
                said=said,
            )


def _repeated(case: PageCase) -> Iterator[Discrepancy]:
    """Of one level: a procedure of two levels stands rightly in the list of each."""
    book = phrases("comparison")
    for code, rows in case.shown.rows.items():
        levels: dict[str, list[PageRow]] = {}
        for row in rows:
            if row.code == code and not row.detail:
                levels.setdefault(row.level, []).append(row)
        for same in levels.values():
            if len(same) > 1 and code in case.entries:
                said = book.once(), book.in_places([row.locator for row in same])
                yield _inaccurate(FindingKind.DUPLICATE, case.entries[code], same[1], said=said)


def _inaccurate(
    kind: FindingKind,
    entry: OfficialEntry,
    row: PageRow,
    *,
    said: tuple[str, str],
    field: str = "",
) -> Discrepancy:
    """`said` is what is official and what the page says."""
    return Discrepancy(
        kind=kind,
        procedure=entry.code,
        field=field,
        expected=said[0],
        actual=said[1],
        excerpt=row.excerpt,
        locator=row.locator,
        rule=phrases("comparison").accurate(entry),
        due_on=entry.show_from,
    )
