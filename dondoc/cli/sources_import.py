"""A table of sources from the command line: its difference first, all of it or nothing."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.access import Act
from dondoc.cli.import_file import read_file
from dondoc.cli.open_ledger import at_the_machine, open_ledger
from dondoc.clock import local_date
from dondoc.ledger.sync_units import sync_units
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from dondoc.publication.official.source_columns import check_sources
from dondoc.publication.official.source_import import compare_sources, write_sources
from models.database import transaction


def import_table(file: str, sheet: str, on: date | None, *, apply: bool, now: datetime) -> int:
    """Check the table, say what it changes, and with `--apply` write it in one transaction."""
    here = open_ledger()
    book = phrases("procedures")
    content, registry = read_file(file), here.rulebook.registry
    try:
        checked = check_sources(content, registry, on=on or local_date(now), sheet=sheet)
    except Refused as refused:
        print(book.nothing_written(file, len(refused.problems)))
        raise
    with transaction(here.engine, write=apply) as session:
        difference = compare_sources(session, checked.entries)
        lines = [f"! {one.sentence()}" for one in checked.warnings] + list(difference.lines())
        if apply:
            sync_units(session, registry)
            write_sources(session, difference, by=at_the_machine(Act.OPERATE), now=now)
    counted = (len(difference.added), len(difference.altered), difference.same)
    print("\n".join([*lines, book.sources_counted(*counted, difference.others)]))
    if difference.changes_nothing:
        print("Không có gì phải ghi.")
    else:
        first = "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."
        print("Đã ghi vào sổ." if apply else first)
    return 0
