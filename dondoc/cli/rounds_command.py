"""`dondoc rounds open`: the rounds whose day has come."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command, group
from dondoc.cli.shared_options import with_duty, with_json, with_now
from dondoc.cli.terminal_text import print_json

rounds = group("rounds", "các đợt của nhiệm vụ")


@command("open", "mở những đợt đã đến ngày mở mà chưa mở", under=rounds)
@with_duty()
@with_json
@with_now
def open_due(duty: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.rounds.opening import open_rounds
    from models.database import transaction

    installation = open_ledger()
    plan = installation.rulebook.registry.plan
    wanted = [plan.duty(duty)] if duty else plan.duties
    opened: list[dict[str, object]] = []
    for about in (one for one in wanted if one.kind == "duty"):
        with transaction(installation.engine) as session:
            found = open_rounds(session, installation.rulebook, about, now=now)
        for one in found:
            period = installation.rulebook.period(about, one.period).short()
            if not as_json:
                print(f"Đã mở {about.short} {period} cho {one.units} đơn vị.")
            opened.append({"duty": about.code, "period": one.period, "units": one.units})
    if as_json:
        return print_json(opened)
    if not opened:
        print("Không có đợt nào đến ngày mở mà chưa mở.")
    return 0
