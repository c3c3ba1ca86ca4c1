"""`dondoc rounds open`: the rounds whose day has come."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command, group
from dondoc.cli.shared_options import with_duty, with_json, with_now
from dondoc.cli.terminal_text import print_json

rounds = group("rounds", "các đợt của nhiệm vụ")


@command(
    "open",
    "mở những đợt đã đến ngày mở mà chưa mở",
    "Cùng lúc làm mọi việc đầu ngày của các lượt chạy: dời hạn theo lịch nghỉ, chuyển việc của đơn"
    " vị hết hoạt động, khép việc hết kỳ và giấy mời quá ngày, đếm tin theo RSS.",
    under=rounds,
)
@with_duty()
@with_json
@with_now
def open_due(duty: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.by_hand import do_acts
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.shared_options import hour_was_written
    from dondoc.operations.day_acts import AFTER_OPENING, BEFORE_OPENING, ByHand
    from dondoc.reporting.chase_words import duty_codes
    from dondoc.rounds.opening import open_rounds
    from models.database import transaction

    installation = open_ledger()
    plan = installation.rulebook.registry.plan
    wanted = [plan.duty(duty)] if duty else plan.duties
    codes = [plan.duty(duty).code] if duty else duty_codes(installation.rulebook)
    day = ByHand(installation, codes, now, live=not hour_was_written())
    code = do_acts(BEFORE_OPENING, day, quiet=as_json)
    opened: list[dict[str, object]] = []
    for about in (one for one in wanted if one.kind == "duty"):
        with transaction(installation.engine) as session:
            found = open_rounds(session, installation.rulebook, about, now=now)
        for one in found:
            period = installation.rulebook.period(about, one.period).short()
            if not as_json:
                print(f"Đã mở {about.short} {period} cho {one.units} đơn vị.")
            opened.append({"duty": about.code, "period": one.period, "units": one.units})
    if not as_json and not opened:
        print("Không có đợt nào đến ngày mở mà chưa mở.")
    code = max(code, do_acts(AFTER_OPENING, day, quiet=as_json))
    if as_json:
        print_json(opened)
    return code
