"""`dondoc sources`: the places in which units publish their procedures."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import DRY_FIRST, with_import, with_json, with_now, with_unit

sources = group("sources", "nguồn công khai thủ tục: trang của đơn vị, cổng, trụ sở")


@command(
    "import",
    "nhập nguồn từ tệp CSV hoặc Excel (.xlsx)",
    f"{DRY_FIRST} Tệp mẫu: dondoc sources template.",
    under=sources,
)
@with_import
def import_sources(file: str, apply: bool, sheet: str, on: date | None, now: datetime) -> int:
    from dondoc.cli.sources_import import import_table

    return import_table(file, sheet, on, apply=apply, now=now)


@command("list", "liệt kê nguồn đang có", under=sources)
@with_unit()
@with_json
@with_now
def list_sources(unit: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.sources_view import show_sources

    return show_sources(unit or "", as_json=as_json, now=now)


@command("template", "in tệp CSV mẫu", under=sources)
def template() -> int:
    from dondoc.publication.official.source_columns import TEMPLATE

    print(TEMPLATE, end="")
    return 0


@command("end", "ngừng kiểm tra một nguồn", under=sources)
@argument("number", "SỐ", "số của nguồn, xem dondoc sources list", type=values.NUMBER)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao ngừng")
@option("--on", type=values.DAY, metavar="NGÀY", said="ngày cuối còn kiểm tra; mặc định hôm nay")
@with_now
def end(number: int, reason: str, on: date | None, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.clock import local_date
    from dondoc.forms.reason import read_reason
    from dondoc.publication.official.source_import import end_source, words_of_source
    from models.database import transaction

    here, why = open_ledger(), read_reason(reason)
    with transaction(here.engine) as session:
        by, last_on = at_the_machine(Act.OPERATE), on or local_date(now)
        row = end_source(session, number, last_on=last_on, reason=why, by=by, now=now)
        words = words_of_source(row, here.rulebook.registry)
    print(f"Đã ngừng nguồn {number}: {words}.")
    return 0
