"""`dondoc dispatch`: what is due is sent, by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import command
from dondoc.cli.shared_options import with_now

if TYPE_CHECKING:
    from dondoc.ledger.installation import Installation


@command(
    "dispatch",
    "gửi những tin đã đến giờ",
    "Như lượt 08:00 và 14:00, chạy bằng tay. Với --now thì chỉ soạn và in ra, không gửi tin nào.",
)
@with_now
def dispatch(now: datetime) -> int:
    from dondoc.calendar.sending_hours import next_office_moment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import only_shows, send_window, shown
    from dondoc.clock import Watch
    from dondoc.messages.environment import phrases

    installation, watch = open_ledger(), Watch()
    if only_shows(installation):
        print(shown(installation, now))
        return 0
    read = _read(installation, now)
    print(f"{send_window(installation, now, watch).sentence()}.")
    opens = next_office_moment(now, installation.rulebook.workdays)
    if opens > now:
        print(f"{phrases('delivery').outside_hours(opens)}.")
    if read:
        print(f"{read}.")
    if installation.settings.trial and not installation.settings.demo:
        print("Chế độ thử đang bật: chỉ gửi tới địa chỉ trong DONDOC_TRIAL_ALLOW.")
    return 0


def _read(installation: Installation, now: datetime) -> str:
    """What came in; whatever happens there holds up no mail that waits to be sent."""
    import logging

    from dondoc.operations.regular_work import read_mailbox

    try:
        return read_mailbox(installation, now).sentence()
    except Exception:  # sending does not depend on it; the log keeps it
        logging.getLogger(__name__).exception("incoming mail was not read")
        return "Chưa đọc được thư đến: lỗi của hệ thống"
