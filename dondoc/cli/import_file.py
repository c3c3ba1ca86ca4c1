"""What importing contacts and accounts have in common: a dry run first, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from dondoc.access import Act
from dondoc.calendar.date_words import short_date
from dondoc.cli.open_ledger import at_the_machine, open_ledger
from dondoc.clock import local_date
from dondoc.contacts.entries import CheckedFile
from dondoc.contacts.importing import Comparison, Table, compare, write
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from models.database import transaction


@dataclass(frozen=True)
class Import:
    """What was asked of an import: the file, its sheet, and whether to write."""

    file: str
    sheet: str
    on: date | None
    apply: bool
    now: datetime


class Check(Protocol):
    """How a file is checked: `check_contacts` or `check_accounts`."""

    def __call__(
        self,
        content: bytes,
        registry: Registry,
        *,
        on: date,
        demo: bool = ...,
        sheet: str = ...,
    ) -> CheckedFile: ...


def import_file(
    asked: Import, table: Table, check: Check, *, titles: Mapping[str, str], words: str
) -> int:
    """Check the file, say what it changes, and with `--apply` write it in one transaction."""
    installation = open_ledger()
    registry, demo = installation.rulebook.registry, installation.settings.demo
    content, on = read_file(asked.file), asked.on or local_date(asked.now)
    try:
        checked = check(content, registry, on=on, demo=demo, sheet=asked.sheet)
    except Refused as refused:
        print(f"{asked.file}: chưa ghi gì, có {len(refused.problems)} chỗ phải sửa.")
        raise
    with transaction(installation.engine, write=asked.apply) as session:
        if asked.apply:
            sync_units(session, registry)
        try:
            comparison = compare(session, table, checked.entries)
        except Refused as refused:
            print(f"{asked.file}: chưa ghi gì, có {len(refused.problems)} chỗ phải sửa.")
            raise
        print("\n".join(_report(comparison, checked, titles=titles, words=words)))
        if asked.apply:
            write(session, table, comparison, by=at_the_machine(Act.PEOPLE), now=asked.now)
    print(_conclusion(comparison, asked))
    return 0


def read_file(path: str) -> bytes:
    """The file's bytes. Raises Refused where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError:
        raise Refused(
            Problem("Tệp", path, "không đọc được tệp này; hãy xem lại đường dẫn")
        ) from None


def _report(
    comparison: Comparison, checked: CheckedFile, *, titles: Mapping[str, str], words: str
) -> Iterator[str]:
    for warning in checked.warnings:
        yield f"! {warning.sentence()}"
    for entry in comparison.disabled:
        yield f"! dòng {entry.line}: {entry.words} đang ngừng dùng; nhập lại không cho dùng lại"
    for entry in comparison.added:
        where = comparison.behind.get(entry.line)
        yield f"+ {entry.words}" + (f", {where}" if where else "")
    for one in comparison.altered:
        changes = "; ".join(
            f"{titles.get(change.field, change.field)} «{_shown(change.before)}»"
            f" thành «{_shown(change.after)}»"
            for change in one.changes
        )
        yield f"~ {one.entry.words}: {changes}"
    yield (
        f"{len(comparison.added)} {words} thêm mới, {len(comparison.altered)} thay đổi,"
        f" {comparison.same} giữ nguyên; {comparison.others} {words} khác trong sổ không đụng tới."
    )


def _conclusion(comparison: Comparison, asked: Import) -> str:
    if comparison.changes_nothing:
        return "Không có gì phải ghi."
    if asked.apply:
        return "Đã ghi vào sổ."
    return "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return short_date(local_date(value))
    return "" if value is None else str(value)
