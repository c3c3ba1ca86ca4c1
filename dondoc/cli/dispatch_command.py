"""`dondoc dispatch`: what is due is sent, by hand."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command
from dondoc.cli.shared_options import with_now


@command("dispatch", "gửi những tin đã đến giờ", "Như lượt 08:00 và 14:00, chạy bằng tay.")
@with_now
def dispatch(now: datetime) -> int:
    from dondoc.cli.ledger import open_ledger
    from dondoc.delivery.dispatch import dispatch_window
    from dondoc.incoming.reading import read_incoming

    ledger = open_ledger()
    read = read_incoming(ledger.engine, ledger.settings, ledger.rulebook, now).sentence()
    result = dispatch_window(ledger.engine, ledger.settings, ledger.rulebook, now)
    print(f"{result.sentence()}.")
    if read:
        print(f"{read}.")
    if ledger.settings.trial and not ledger.settings.demo:
        print("Chế độ thử đang bật: chỉ gửi tới địa chỉ trong DONDOC_TRIAL_ALLOW.")
    return 0
