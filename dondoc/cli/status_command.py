"""`dondoc status`: a round as one sentence and a table, as of any day."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_duty, with_json, with_now, with_period
from dondoc.cli.terminal_text import print_json


@command("status", "xem tình hình một đợt: câu tóm tắt và bảng đơn vị")
@with_duty()
@with_period()
@option(
    "--as-of",
    type=values.DAY,
    metavar="NGÀY",
    said="tính đến hết ngày này, theo những gì lúc ấy đã biết; mặc định bây giờ",
)
@with_json
@with_now
def status(
    duty: str | None, period: str | None, as_of: date | None, as_json: bool, now: datetime
) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.status_view import newest_round, status_json, status_page
    from dondoc.clock import end_of
    from models.database import transaction

    installation = open_ledger()
    until = end_of(as_of) if as_of else now
    plan = installation.rulebook.registry.plan
    wanted = [plan.duty(duty)] if duty else plan.duties
    duties = [one for one in wanted if one.kind == "duty"]
    with transaction(installation.engine, write=False) as session:
        found = [newest_round(session, installation, one, period, until) for one in duties]
    shown = [one for one in found if one is not None]
    if as_json:
        return print_json([status_json(one) for one in shown])
    if not shown:
        print("Chưa có đợt nào được mở.")
        return 0
    print("\n\n".join(status_page(installation, one) for one in shown))
    return 0
