"""What importing contacts and accounts have in common: a dry run first, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dondoc.access import Act
from dondoc.cli.open_ledger import at_the_machine, open_ledger
from dondoc.clock import local_date
from dondoc.contacts.entries import CheckedFile
from dondoc.contacts.import_run import ImportKind, count_words, difference, run_import
from dondoc.contacts.importing import Comparison, compare
from dondoc.ledger.installation import Installation
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


def import_file(asked: Import, kind: ImportKind) -> int:
    """Check the file, say what it changes, and with `--apply` write it in one transaction."""
    installation = open_ledger()
    content, on = read_file(asked.file), asked.on or local_date(asked.now)
    try:
        checked = kind.check(
            content,
            installation.rulebook.registry,
            on=on,
            demo=installation.settings.demo,
            sheet=asked.sheet,
        )
        comparison, lines = _run(installation, asked, kind, checked)
    except Refused as refused:
        print(f"{asked.file}: chưa ghi gì, có {len(refused.problems)} chỗ phải sửa.")
        raise
    print("\n".join(lines))
    print(conclusion(nothing=comparison.changes_nothing, apply=asked.apply))
    return 0


def _run(
    installation: Installation, asked: Import, kind: ImportKind, checked: CheckedFile
) -> tuple[Comparison, list[str]]:
    """What it did, or would do, with the lines that say so: of before it was written."""
    with transaction(installation.engine, write=asked.apply) as session:
        if asked.apply:
            registry, by = installation.rulebook.registry, at_the_machine(Act.PEOPLE)
            comparison = run_import(session, kind, registry, checked, by=by, now=asked.now)
        else:
            comparison = compare(session, kind.table, checked.entries)
        lines = [f"{one.mark} {one.words}" for one in difference(kind, comparison, checked)]
    return comparison, [*lines, count_words(kind, comparison)]


def read_file(path: str) -> bytes:
    """The file's bytes. Raises Refused where it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError:
        raise Refused(
            Problem("Tệp", path, "không đọc được tệp này; hãy xem lại đường dẫn")
        ) from None


def conclusion(*, nothing: bool, apply: bool) -> str:
    """The last line of an import: whether it changes anything, and whether that is written."""
    if nothing:
        return "Không có gì phải ghi."
    if apply:
        return "Đã ghi vào sổ."
    return "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."
