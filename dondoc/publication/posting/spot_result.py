"""What an inspector saw posted: procedures that lack, are outdated or revoked, by code. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from dondoc.forms.typed_dates import DAY_MISSING, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Info, SomeLines
from dondoc.messages.environment import phrases
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.posting.posted_list import PostedComparison
from dondoc.publication.procedure_code import procedure_codes, without_codes
from dondoc.publication.score_counts import ScoreCounts
from models.publication_kinds import FindingKind

MOST_CODES = 200
"""Codes in one box: a department has as many procedures; who misses more has nothing posted."""

_PARTS = re.compile(r"[;\n]")
_FIGURES = re.compile(r"\d\.\d{4,}|\d{7,}")
"""What may have been meant for a code and is none: 1.00479, 1004790."""

_HOW = "hãy ghi các mã, như 1.012790, mỗi dòng một mã; tên đứng cạnh mã cũng được"


@dataclass(frozen=True)
class SpotFrame:
    """What the form is read against: the unit's official list on the day, and today."""

    entries: Mapping[str, OfficialEntry]
    today: date


def _codes(given: Any, info: Info) -> tuple[str, ...]:
    if not isinstance(given, str):
        return tuple(given)
    for part in _PARTS.split(given):
        unread = _FIGURES.search(without_codes(part))
        if unread or (part.strip(" .,") and not procedure_codes(part)):
            shown = unread[0] if unread else part.strip()
            raise ValueError(f"không đọc được «{shown[:60]}»; {_HOW}")
    codes = procedure_codes(given)
    if len(codes) > MOST_CODES:
        raise ValueError(
            f"nhiều hơn {MOST_CODES} mã; hãy ghi những mã chính, còn lại ghi ở ghi chú"
        )
    known = info.context.entries
    if strange := [code for code in codes if known and code not in known]:
        few = ", ".join(strange[:5])
        raise ValueError(f"mã {few} không có trong danh mục của đơn vị vào ngày này; hãy xem lại")
    return tuple(codes)


_Codes = Annotated[tuple[str, ...], BeforeValidator(_codes)]


class SpotForm(TypedForm):
    """An inspector's result; with no code at all, everything is posted as it must be."""

    seen_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày kiểm tra")
    not_posted: _Codes = entry("Mã thủ tục chưa niêm yết", ())
    outdated: _Codes = entry("Mã thủ tục niêm yết bản cũ", ())
    revoked: _Codes = entry("Mã thủ tục đã bãi bỏ còn niêm yết", ())
    note: Annotated[str | None, SomeLines] = entry("Ghi chú")

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        return None if name == "note" else ()

    @property
    def complete(self) -> bool:
        return not (self.not_posted or self.outdated or self.revoked)


def spot_comparison(
    form: SpotForm, entries: Sequence[OfficialEntry], *, on: date
) -> PostedComparison:
    """The findings of a visit, one a procedure, and its numbers for the score."""
    by_code = {one.code: one for one in entries}
    required = [one for one in entries if one.remove_by is None and one.show_from < on]
    matched = sum(one.code not in form.not_posted for one in required)
    found = [
        *_of(FindingKind.MISSING, form.not_posted, by_code),
        *_of(FindingKind.OUTDATED_VERSION, form.outdated, by_code),
        *_of(FindingKind.REVOKED_STILL_SHOWN, form.revoked, by_code),
    ]
    return PostedComparison(
        found=tuple(found),
        counts=ScoreCounts(
            required=len(required),
            matched=matched,
            not_yet_due=sum(one.remove_by is None and one.show_from >= on for one in entries),
            shown=matched + len(form.revoked),
            revoked_shown=len(form.revoked),
        ),
    )


def _of(
    kind: FindingKind, codes: Iterable[str], by_code: Mapping[str, OfficialEntry]
) -> Iterator[Discrepancy]:
    book = phrases("posting")
    for code in codes:
        official = by_code.get(code)
        yield Discrepancy(
            kind=kind,
            procedure=code,
            expected=book.official(official) if official else code,
            actual=book.seen(kind.value),
            locator=book.place(),
            rule=official.arithmetic if official else "",
            due_on=(official.remove_by or official.show_from) if official else None,
        )
