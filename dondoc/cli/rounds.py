"""`dondoc rounds open`: the rounds whose day has come."""

from __future__ import annotations

from argparse import Namespace

from dondoc.cli.ledger import open_ledger, the_time
from dondoc.rounds.opening import open_rounds
from models.database import transaction


def open_due(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    plan = ledger.rulebook.registry.plan
    wanted = [plan.duty(arguments.duty)] if arguments.duty else plan.duties
    opened = 0
    for duty in (one for one in wanted if one.kind == "duty"):
        with transaction(ledger.engine) as session:
            found = open_rounds(session, ledger.rulebook, duty, now=now)
        for one in found:
            period = ledger.rulebook.period(duty, one.period).short()
            print(f"Đã mở {duty.short} {period} cho {one.units} đơn vị.")
        opened += len(found)
    if not opened:
        print("Không có đợt nào đến ngày mở mà chưa mở.")
    return 0
