"""What a page says of one procedure against what the official list says: fee, time, body, version.

Only where both sides say it as a figure or a name; all else waits for a person. What an amended
procedure said before is no fault until its day, and «outdated» after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.messages.environment import phrases
from dondoc.publication.compare.body_name import same_body
from dondoc.publication.compare.comparison import ForAPerson, Undecided
from dondoc.publication.compare.figures import Judgement, same_fee, same_time, says_nothing
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.matching.name_key import name_key
from dondoc.publication.official.levels import level_keys
from dondoc.publication.official_entry import EarlierVersion, OfficialEntry
from dondoc.publication.page_rows import PageRow
from dondoc.publication.reading.row_text import excerpt
from dondoc.text import fold
from models.publication_kinds import Component, FindingKind

_LEVELS = frozenset({"trung uong", "bo", "tinh", "huyen", "xa"})


@dataclass(frozen=True)
class CheckedField:
    """A field that is compared: how, and what is wrong where it differs."""

    component: Component
    kind: FindingKind
    same: Callable[[str, str], Judgement]
    official: Callable[[OfficialEntry], str]
    before: Callable[[EarlierVersion], str]


FIELDS = (
    CheckedField(
        Component.FEE,
        FindingKind.WRONG_FEE,
        same_fee,
        lambda entry: entry.fee or entry.components.get(Component.FEE, ""),
        lambda earlier: earlier.fee,
    ),
    CheckedField(
        Component.TIME,
        FindingKind.WRONG_TIME,
        same_time,
        lambda entry: entry.time_limit or entry.components.get(Component.TIME, ""),
        lambda earlier: earlier.time_limit,
    ),
    CheckedField(
        Component.AGENCY,
        FindingKind.WRONG_AGENCY,
        same_body,
        lambda entry: entry.agency or entry.components.get(Component.AGENCY, ""),
        lambda _earlier: "",
    ),
)


@dataclass(frozen=True)
class CheckedRow:
    """What one row came to: how many fields both sides say, and how many of them are right."""

    discrepancies: tuple[Discrepancy, ...]
    for_a_person: tuple[ForAPerson, ...]
    comparable: int
    right: int


def check_fields(row: PageRow, entry: OfficialEntry, on: date) -> CheckedRow:
    """The fields of a row on a day."""
    found: list[Discrepancy] = []
    doubts: list[ForAPerson] = []
    comparable = right = 0
    for field in FIELDS:
        actual, expected = row.parts.get(field.component, ""), field.official(entry)
        judgement = field.same(expected, actual)
        if judgement is Judgement.SILENT:
            continue
        if fold(actual) == fold(expected):  # word for word, whether it is a figure or not
            comparable, right = comparable + 1, right + 1
            continue
        before = _said_before(field, actual, entry)
        tolerated = before is not None and on <= before.tolerated_until
        comparable += judgement is not Judgement.NOT_COMPARABLE
        right += judgement is Judgement.SAME or tolerated
        if judgement is Judgement.SAME or tolerated:
            continue
        if before is not None:
            found.append(
                _outdated(row, entry, before, field=field.component.value, said=(expected, actual))
            )
        elif judgement is Judgement.DIFFERENT:
            found.append(_wrong(field, row, entry, expected, actual))
        else:
            doubts.append(_not_comparable(field, row, entry, expected, actual))
    found += _level(row, entry)
    if not any(one.kind is FindingKind.OUTDATED_VERSION for one in found):
        found += _old_version(row, entry, on)
    return CheckedRow(tuple(found), tuple(doubts), comparable, right)


def _said_before(field: CheckedField, actual: str, entry: OfficialEntry) -> EarlierVersion | None:
    """The version that said what the page says, the newest first."""
    for earlier in reversed(entry.earlier):
        said = field.before(earlier)
        if not says_nothing(said) and (
            fold(said) == fold(actual) or field.same(said, actual) is Judgement.SAME
        ):
            return earlier
    return None


def _wrong(
    field: CheckedField, row: PageRow, entry: OfficialEntry, expected: str, actual: str
) -> Discrepancy:
    return Discrepancy(
        kind=field.kind,
        procedure=entry.code,
        field=field.component.value,
        expected=expected,
        actual=actual,
        excerpt=_around(row, actual),
        locator=row.locator,
        rule=phrases("comparison").accurate(entry),
        due_on=entry.show_from,
    )


def _around(row: PageRow, said: str) -> str:
    """Of a whole page the words themselves; of a row all of it."""
    return excerpt(said) if row.detail else row.excerpt


def _not_comparable(
    field: CheckedField, row: PageRow, entry: OfficialEntry, expected: str, actual: str
) -> ForAPerson:
    return ForAPerson(
        Undecided.NOT_COMPARABLE,
        procedure=entry.code,
        part=field.component,
        expected=expected,
        actual=actual,
        locator=row.locator,
    )


def _outdated(
    row: PageRow,
    entry: OfficialEntry,
    before: EarlierVersion,
    *,
    field: str,
    said: tuple[str, str],
) -> Discrepancy:
    """`said` is what the official list and what the page says."""
    return Discrepancy(
        kind=FindingKind.OUTDATED_VERSION,
        procedure=entry.code,
        field=field,
        expected=said[0],
        actual=said[1],
        excerpt=_around(row, said[1]),
        locator=row.locator,
        rule=phrases("comparison").outdated(entry, before),
        due_on=before.tolerated_until,
    )


def _old_version(row: PageRow, entry: OfficialEntry, on: date) -> Iterator[Discrepancy]:
    """A name, or a decision that it cites, which another has replaced."""
    for earlier in reversed(entry.earlier):
        if on <= earlier.tolerated_until:
            continue
        plain = name_key(row.name).plain
        if plain == name_key(earlier.name).plain and plain != name_key(entry.name).plain:
            names = entry.name, row.name
            yield _outdated(row, entry, earlier, field=Component.NAME.value, said=names)
            return
        if _cites(row, earlier.decision_number) and not _cites(row, entry.decision_number):
            decisions = entry.decision_number, earlier.decision_number
            yield _outdated(row, entry, earlier, field="decision", said=decisions)
            return


def _cites(row: PageRow, decision: str) -> bool:
    """Does the row name this decision? «12/QĐ-UBND» is not «112/QĐ-UBND»."""
    wanted = "".join(fold(decision).split())
    if not wanted:
        return False
    for text in (row.excerpt, *row.parts.values()):
        said = "".join(fold(text).split())
        at = said.find(wanted)
        if at >= 0 and not said[at - 1 : at].isdigit():
            return True
    return False


def _level(row: PageRow, entry: OfficialEntry) -> Iterator[Discrepancy]:
    right = (level_keys(entry.level) | name_key(entry.name).levels) & _LEVELS
    given = (level_keys(row.level) | name_key(row.name).levels) & _LEVELS
    if right and given and not right & given:
        yield Discrepancy(
            kind=FindingKind.WRONG_AGENCY,
            procedure=entry.code,
            field="level",
            expected=entry.level or entry.name,
            actual=row.level or row.name,
            excerpt=row.excerpt,
            locator=row.locator,
            rule=phrases("comparison").accurate(entry),
            due_on=entry.show_from,
        )
