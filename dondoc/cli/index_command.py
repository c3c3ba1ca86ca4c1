"""`dondoc index`: the official figures of the index 766, imported and listed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import DRY_FIRST, with_json, with_now, with_unit
from dondoc.cli.terminal_text import print_json

if TYPE_CHECKING:
    from dondoc.publication.index_766.index_file import IndexFile
    from dondoc.publication.index_766.keep_index import IndexComparison

index = group("index", "chỉ số 766 chính thức, đặt cạnh điểm nội bộ")


@command(
    "import",
    "nhập chỉ số 766 chính thức từ tệp JSON, xlsx hoặc CSV",
    f"{DRY_FIRST} Các cột: Năm, Quý hoặc Tháng, Đơn vị (trống là của tỉnh), CKMB, TDGQ, TTTT,"
    " CLGQ, MDHL, MDSH, TONG_SCORE.",
    under=index,
)
@argument("file", "TỆP", "tệp .json, .xlsx, hoặc CSV dạng UTF-8", type=values.FILE)
@option("--year", type=values.YEAR, metavar="NĂM", said="năm, khi tệp không ghi")
@option(
    "--quarter",
    type=values.Word("1", "2", "3", "4"),
    metavar="QUÝ",
    said="quý, khi tệp không ghi kỳ",
)
@option("--month", default="", metavar="THÁNG", said="tháng, khi tệp không ghi kỳ")
@with_unit()
@option(
    "--source",
    default="",
    metavar="NGUỒN",
    said="số liệu lấy từ đâu, hiện cạnh số liệu; mặc định là tên tệp",
)
@option("--sheet", default="", metavar="TRANG", said="tên trang trong tệp .xlsx; mặc định là đầu")
@flag("--apply", said="ghi vào sổ")
@with_now
def import_index(
    *,
    file: str,
    year: int | None,
    quarter: str | None,
    month: str,
    unit: str | None,
    source: str,
    sheet: str,
    apply: bool,
    now: datetime,
) -> int:
    """Check the file, say what it changes, and with `--apply` keep it in one transaction."""
    from pathlib import Path

    from dondoc import clock
    from dondoc.access import Act
    from dondoc.cli.import_file import conclusion, read_file
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.publication.index_766.index_file import read_index_file
    from dondoc.publication.index_766.index_row import IndexFrame
    from dondoc.publication.index_766.keep_index import compare_index, keep_index
    from models.database import transaction

    installation = open_ledger()
    registry = installation.rulebook.registry
    frame = IndexFrame(
        registry, clock.local_date(now), str(year or ""), quarter or "", month, unit or ""
    )
    read = read_index_file(read_file(file), frame, sheet)
    with transaction(installation.engine, write=apply) as session:
        comparison = compare_index(session, read.lines)
        if apply:
            by, origin = at_the_machine(Act.OPERATE), source.strip() or Path(file).name
            keep_index(session, registry, comparison, source=origin, by=by, now=now)
        print("\n".join(_lines(read, comparison)))
    print(conclusion(nothing=comparison.changes_nothing, apply=apply))
    return 0


@command("list", "xem chỉ số 766 chính thức đã nhập", under=index)
@option("--year", type=values.YEAR, required=True, metavar="NĂM", said="năm, như 2027")
@with_unit()
@with_json
def list_index(year: int, unit: str | None, as_json: bool) -> int:
    from dondoc import clock
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.plan.find_unit import find_unit
    from dondoc.publication.index_766.official_index import index_766
    from models.database import transaction

    installation = open_ledger()
    registry = installation.rulebook.registry
    code = find_unit(registry, unit, clock.local_date(clock.now())).code if unit else None
    with transaction(installation.engine, write=False) as session:
        found = index_766(session, installation.rulebook, year, unit_code=code)
    if as_json:
        return print_json(
            [
                {
                    "period": one.period.key,
                    "unit": one.unit_code,
                    "scores": dict(one.scores),
                    "source": one.source,
                    "imported_on": one.imported_on.isoformat(),
                }
                for one in found
            ]
        )
    print("\n".join(one.sentence() for one in found) or "Chưa nhập chỉ số 766 nào của năm này.")
    return 0


def _lines(read: IndexFile, comparison: IndexComparison) -> list[str]:
    """What is odd, what is new, what changes, and how many."""
    from dondoc.calendar.periods import period
    from dondoc.messages.environment import phrases

    book = phrases("index_766")
    lines = [f"! {note.sentence()}" for note in read.notes]
    for line in comparison.added:
        key = period(line.period, "calendar")
        lines.append(f"+ {book.line(key, line.unit, line.scores)}")
    for line, kept in comparison.altered:
        key = period(line.period, "calendar")
        lines.append(f"~ {book.change(key, line.unit, kept.scores, line.scores)}")
    return [*lines, book.counts(comparison)]
