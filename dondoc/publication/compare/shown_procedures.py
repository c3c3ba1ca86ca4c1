"""Which procedures the rows of a reading show, and the rows that are no procedure of the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from dondoc.publication.matching.matcher import Match, Matcher
from dondoc.publication.page_rows import PageRow
from models.publication_kinds import MatchWay


@dataclass
class ShownProcedures:
    """What each row was taken for. `rows` by code; what is ambiguous by all codes of its name."""

    rows: dict[str, list[PageRow]] = field(default_factory=lambda: defaultdict(list))
    ambiguous: dict[tuple[str, ...], list[PageRow]] = field(
        default_factory=lambda: defaultdict(list)
    )
    wrong_code: list[tuple[str, PageRow]] = field(default_factory=list)
    doubtful_code: list[tuple[str, PageRow]] = field(default_factory=list)
    strange: list[PageRow] = field(default_factory=list)  # with a code that no list has
    unmatched: list[PageRow] = field(default_factory=list)  # without a code

    @property
    def codes(self) -> frozenset[str]:
        """Every procedure that a row shows, be it under a wrong code or with others of its name."""
        together = {code for codes in self.ambiguous for code in codes}
        return frozenset(self.rows) | together


def shown_procedures(
    rows: Collection[PageRow], matcher: Matcher, own: Collection[str]
) -> ShownProcedures:
    """Each row with its procedure. `own` are the codes that the source should show: where a name
    fits one of them and others too, it means that one.
    """
    shown = ShownProcedures()
    for row in rows:
        _take(row, matcher, own, shown)
    return shown


def _take(row: PageRow, matcher: Matcher, own: Collection[str], shown: ShownProcedures) -> None:
    match = _of_own(matcher.match(row.code, row.name, row.level), own)
    if match.way is MatchWay.NONE:
        (shown.strange if row.code else shown.unmatched).append(row)
    elif match.way is MatchWay.AMBIGUOUS:
        shown.ambiguous[match.codes].append(row)
    else:
        shown.rows[match.code].append(row)
        if row.code:
            _look_at_code(row, match, matcher, shown)


def _look_at_code(row: PageRow, match: Match, matcher: Matcher, shown: ShownProcedures) -> None:
    """A code that belongs to another procedure than the one whose name stands beside it."""
    if match.way is MatchWay.CODE:
        named = matcher.by_name(row.name, row.level)
        if named.way is MatchWay.NAME and named.code != row.code:
            shown.rows[named.code].append(row)
            shown.wrong_code.append((named.code, row))
    elif not matcher.entries[match.code].has_code:
        return
    elif match.way is MatchWay.NAME:
        shown.wrong_code.append((match.code, row))
    else:
        shown.doubtful_code.append((match.code, row))


def _of_own(match: Match, own: Collection[str]) -> Match:
    if match.way is not MatchWay.AMBIGUOUS:
        return match
    left = tuple(code for code in match.codes if code in own) or match.codes
    return Match(MatchWay.NAME if len(left) == 1 else MatchWay.AMBIGUOUS, left)
