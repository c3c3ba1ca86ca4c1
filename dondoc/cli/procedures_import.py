"""An official list from the command line: its difference first, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from dondoc.access import Act
from dondoc.cli.import_file import read_file
from dondoc.cli.open_ledger import at_the_machine, open_ledger
from dondoc.cli.send_at_once import deliver
from dondoc.clock import local_date
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.plan.find_unit import find_unit
from dondoc.problems import Refused
from dondoc.publication.official.list_difference import (
    ListChangeKind,
    ListDifference,
    compare_list,
)
from dondoc.publication.official.list_entry import CheckedList, ListedDecision
from dondoc.publication.official.list_import import ListSource, counts, too_short, write_list
from dondoc.publication.official.list_rows import check_list
from dondoc.publication.review.review_run import ReviewRun, review_decisions
from models.database import transaction

_MARKS = {
    ListChangeKind.NEW: "+",
    ListChangeKind.AMENDED: "~",
    ListChangeKind.LINKED: "~",
    ListChangeKind.REVOKED: "-",
}


@dataclass(frozen=True)
class ListImport:
    """What was asked: the file, the decision behind it, whether it is the whole list."""

    file: str
    sheet: str
    on: date | None
    apply: bool
    now: datetime
    decision: ListedDecision | None
    unit: str
    part: bool
    confirm: bool

    @property
    def day(self) -> date:
        return self.on or local_date(self.now)

    @property
    def whole(self) -> bool:
        return self.decision is None and not self.part


def import_list(asked: ListImport) -> int:
    """Check the file, say what it changes, and with `--apply` write it in one transaction."""
    installation = open_ledger()
    content = read_file(asked.file)
    reviewed: ReviewRun | None = None  # a ministry's decision is asked for as soon as it is known
    try:
        checked = _checked(installation, content, asked)
        with transaction(installation.engine, write=asked.apply) as session:
            difference = compare_list(session, checked, on=asked.day, whole=asked.whole)
            lines = list(difference_lines(difference))
            if asked.apply:
                _write(session, difference, content, asked)
                reviewed = review_decisions(
                    session, installation.rulebook, now=asked.now, by=at_the_machine(Act.OPERATE)
                )
    except Refused as refused:
        print(phrases("procedures").nothing_written(asked.file, len(refused.problems)))
        raise
    print("\n".join(lines))
    print(_conclusion(difference, asked))
    if reviewed is not None and reviewed.asked:
        print(f"{capital(reviewed.sentence())}.")
        deliver(installation, asked.now)
    return 0


def difference_lines(difference: ListDifference) -> Iterator[str]:
    """What is odd, the decisions, each procedure that changes, the counts."""
    book = phrases("procedures")
    for warning in difference.warnings:
        yield f"! {warning.sentence()}"
    for one in difference.decisions:
        if one.changes:
            yield f"{'~' if one.before else '+'} {book.decision_line(one)}"
    for change in difference.changes:
        yield f"{_MARKS[change.kind]} {book.list_line(change)}"
    if difference.entered:
        yield f"~ {book.entered(len(difference.entered))}"
    yield book.counted(*counts(difference))


def _checked(installation: Installation, content: bytes, asked: ListImport) -> CheckedList:
    registry = installation.rulebook.registry
    units = [find_unit(registry, asked.unit, asked.day).code] if asked.unit else []
    return check_list(
        content, registry, on=asked.day, decision=asked.decision, units=units, sheet=asked.sheet
    )


def _write(session: Session, difference: ListDifference, content: bytes, asked: ListImport) -> None:
    write_list(
        session,
        difference,
        source=ListSource(Path(asked.file).name, hashlib.sha256(content).hexdigest()),
        on=asked.day,
        confirm=asked.confirm,
        by=at_the_machine(Act.OPERATE),
        now=asked.now,
    )


def _conclusion(difference: ListDifference, asked: ListImport) -> str:
    if difference.changes_nothing:
        return "Không có gì phải ghi."
    if asked.apply:
        return "Đã ghi vào sổ."
    if difference.shrinks and not asked.confirm:
        return too_short(difference).sentence()
    return "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."
