"""The one place from which a command sends: at the present hour, or in the demo.

With `--now` it would put real letters on the wire at whatever the real hour is. So outside the demo
what would leave is prepared and shown, and nothing is sent.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.cli.message_view import recipient
from dondoc.cli.shared_options import hour_was_written
from dondoc.cli.terminal_text import table
from dondoc.clock import Watch
from dondoc.delivery.dispatch_window import DispatchResult, deliver_immediate
from dondoc.delivery.preview import Preview, preview
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.operations import regular_work

MOST_SHOWN = 50


def only_shows(installation: Installation) -> bool:
    """Was another hour than the present one asked for, where letters are real?"""
    return hour_was_written() and not installation.settings.demo


def deliver(installation: Installation, now: datetime) -> None:
    """Send at once what has just been committed, and say what became of it."""
    if only_shows(installation):
        print(f"Thông báo ngay: {shown(installation, now, windowed=False)}")
        return
    print(f"Thông báo ngay: {deliver_quietly(installation, now).sentence()}.")


def deliver_quietly(installation: Installation, now: datetime) -> DispatchResult:
    """The same for a program that runs on: `now` is the present instant."""
    return deliver_immediate(installation.engine, installation.settings, installation.rulebook, now)


def send_window(installation: Installation, now: datetime, watch: Watch) -> DispatchResult:
    """Send what is due; the `watch` has run since `now` was read."""
    return regular_work.send_window(installation, now, watch)


def shown(installation: Installation, now: datetime, *, windowed: bool = True) -> str:
    """What would leave at this instant, in a sentence and a table."""

    def page(session: Session, found: Preview) -> str:
        heads = ("Tới", "Tiêu đề")
        some = found.letters[:MOST_SHOWN]
        rows = [(recipient(session, installation, one), one.subject) for one in some]
        said = f"{phrases('delivery').only_shown(found)}."
        if not rows:
            return said
        more = len(found.letters) - len(rows)
        rest = f"\n… và {more} tin nữa" if more else ""
        return f"{said}\n\n{table(heads, rows)}{rest}"

    return preview(installation.at(now), page, windowed=windowed)
