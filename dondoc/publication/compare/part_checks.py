"""Which parts of a procedure a page lacks, of those that its official record has.

A procedure announced in full: art. 8.2 of NĐ 63/2010; one announced as a list: only the five of
art. 13.2. What the record does not have, nobody can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dondoc.messages.environment import phrases
from dondoc.publication.compare.figures import says_nothing
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageRow
from dondoc.web.link_check import LinkState
from models.publication_kinds import Component, FindingKind, ListKind

OF_A_LIST = frozenset(
    {Component.NAME, Component.LEGAL_BASIS, Component.TIME, Component.PLACE, Component.FEE}
)
_LEAST_COLUMNS = 2
"""Parts beside the name that make a row of a table the publication itself, not an index of it."""


def shows_parts(row: PageRow, entry: OfficialEntry) -> bool:
    """Can it be told what this row lacks? A line of an index leads on to it."""
    in_full = entry.kind is ListKind.LIST and not row.link and len(row.parts) >= _LEAST_COLUMNS
    return row.detail or in_full


def missing_parts(row: PageRow, entry: OfficialEntry) -> list[Component]:
    """The parts that the official record has and the row has not, in the order of the article."""
    said = {part for part, text in row.parts.items() if not says_nothing(text)}
    if row.name:
        said.add(Component.NAME)
    if row.forms:
        said.add(Component.FORMS)
    if Component.WAYS in said:  # «Nơi nộp hồ sơ»
        said.add(Component.PLACE)
    lacking = _required(entry) - said
    return [part for part in Component if part in lacking]


def _required(entry: OfficialEntry) -> set[Component]:
    has = {part for part, text in entry.components.items() if not says_nothing(text)}
    has |= {
        part
        for part, text in (
            (Component.NAME, entry.name),
            (Component.FEE, entry.fee),
            (Component.TIME, entry.time_limit),
            (Component.AGENCY, entry.agency),
        )
        if not says_nothing(text)
    }
    return has & OF_A_LIST if entry.kind is ListKind.LIST else has - {Component.LEGAL_BASIS}


def check_parts(
    row: PageRow, entry: OfficialEntry, links: Mapping[str, LinkState]
) -> Iterator[Discrepancy]:
    """Parts that are missing, forms among them, and links that lead nowhere."""
    book = phrases("comparison")
    lacking = missing_parts(row, entry) if shows_parts(row, entry) else []
    parts = [part for part in lacking if part is not Component.FORMS]
    if parts:
        names = [PART_NAMES[part] for part in parts]
        yield _of(
            FindingKind.INCOMPLETE_COMPONENTS,
            row,
            entry,
            expected=book.parts_wanted(names),
            actual=book.parts_lacking(names),
            rule=book.complete(entry),
        )
    dead = [address for address in row.forms if links.get(address) is LinkState.DEAD]
    if Component.FORMS in lacking or (dead and len(dead) == len(row.forms)):
        yield _of(
            FindingKind.FORM_MISSING,
            row,
            entry,
            field=Component.FORMS.value,
            expected=entry.components.get(Component.FORMS, ""),
            actual=book.no_form(dead),
            rule=book.complete(entry),
        )
    elif dead:
        yield _dead(row, entry, Component.FORMS.value, dead)
    if row.link and links.get(row.link) is LinkState.DEAD:
        yield _dead(row, entry, "link", [row.link])


def _dead(row: PageRow, entry: OfficialEntry, field: str, dead: list[str]) -> Discrepancy:
    book = phrases("comparison")
    return _of(
        FindingKind.DEAD_LINK,
        row,
        entry,
        field=field,
        expected=book.live_link(),
        actual=book.dead_link(dead),
        rule=book.accurate(entry),
    )


def _of(
    kind: FindingKind,
    row: PageRow,
    entry: OfficialEntry,
    *,
    expected: str,
    actual: str,
    rule: str,
    field: str = "",
) -> Discrepancy:
    return Discrepancy(
        kind=kind,
        procedure=entry.code,
        field=field,
        expected=expected,
        actual=actual,
        excerpt=row.excerpt,
        locator=row.locator,
        rule=rule,
        due_on=entry.show_from,
    )


PART_NAMES = {
    Component.NAME: "tên thủ tục",
    Component.STEPS: "trình tự thực hiện",
    Component.WAYS: "cách thức thực hiện",
    Component.DOSSIER: "thành phần, số lượng hồ sơ",
    Component.TIME: "thời hạn giải quyết",
    Component.SUBJECTS: "đối tượng thực hiện",
    Component.AGENCY: "cơ quan giải quyết",
    Component.FORMS: "mẫu đơn, tờ khai",
    Component.RESULT: "kết quả thực hiện",
    Component.CONDITIONS: "yêu cầu, điều kiện",
    Component.FEE: "phí, lệ phí",
    Component.LEGAL_BASIS: "căn cứ pháp lý",
    Component.PLACE: "địa điểm thực hiện",
}
"""What a reader calls a part."""
