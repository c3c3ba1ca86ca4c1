"""`dondoc dispatch`: what is due is sent, by hand."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import command
from dondoc.cli.shared_options import with_now


@command("dispatch", "gửi những tin đã đến giờ", "Như lượt 08:00 và 14:00, chạy bằng tay.")
@with_now
def dispatch(now: datetime) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.delivery.dispatch_window import dispatch_window
    from dondoc.incoming.read_incoming import read_incoming

    installation = open_ledger()
    read = read_incoming(
        installation.engine, installation.settings, installation.rulebook, now
    ).sentence()
    result = dispatch_window(installation.engine, installation.settings, installation.rulebook, now)
    print(f"{result.sentence()}.")
    if read:
        print(f"{read}.")
    if installation.settings.trial and not installation.settings.demo:
        print("Chế độ thử đang bật: chỉ gửi tới địa chỉ trong DONDOC_TRIAL_ALLOW.")
    return 0
