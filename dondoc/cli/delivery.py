"""`dondoc delivery`: how sending stands; channels, and single messages, taken in hand."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from dondoc.access import Act
from dondoc.calendar.date_words import moment
from dondoc.cli.ledger import at_the_machine, open_ledger, the_time
from dondoc.cli.sending import deliver
from dondoc.cli.text import as_json, fact, table
from dondoc.delivery.archive import open_archive
from dondoc.delivery.operating.delivery_overview import Overview, overview
from dondoc.delivery.operating.delivery_words import (
    STATES,
    channel_words,
    paused_words,
    released_words,
    withdrawn_words,
)
from dondoc.delivery.operating.pause_withdraw import pause_channel, release_channel, withdraw
from dondoc.delivery.operating.resend import resend
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from models.database import transaction


def status(arguments: Namespace) -> int:
    ledger = open_ledger()
    with transaction(ledger.engine, write=False) as session:
        found = overview(session)
    if arguments.json:
        print(as_json(_plain(found)))
        return 0
    archive = "có" if open_archive(ledger.settings) else "chưa đặt (DONDOC_ARCHIVE_URL)"
    states = [(STATES[state], count) for state, count in found.states.items()]
    print(table(("Tin", "Số lượng"), states))
    print("\n".join(["", *_facts(found, archive)]))
    channels = [(name, channel_words(kept)) for name, kept in found.channels.items()]
    print(f"\n{table(('Kênh', 'Tình trạng'), channels)}")
    return 0


def pause(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        channel = pause_channel(
            session,
            arguments.name,
            reason=arguments.reason,
            by=at_the_machine(Act.CHANNELS),
            now=now,
        )
    print(paused_words(channel))
    return 0


def release(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        channel = release_channel(session, arguments.name, by=at_the_machine(Act.CHANNELS), now=now)
    print(released_words(channel))
    return 0


def send_again(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        again = resend(
            session,
            ledger.settings,
            ledger.rulebook,
            arguments.id,
            to=arguments.to,
            by=at_the_machine(Act.RESEND),
            now=now,
        )
    print(again.sentence(arguments.id))
    deliver(ledger, now)
    return 0


def take_back(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        message = withdraw(
            session, arguments.id, reason=arguments.reason, by=at_the_machine(Act.WITHDRAW), now=now
        )
    print(withdrawn_words(message))
    return 0


def _facts(found: Overview, archive: str) -> Iterator[str]:
    oldest = found.oldest
    waits = f"tin {oldest.id}, lập lúc {moment(oldest.created_at)}" if oldest else "không có"
    earliest = found.ungathered_since
    since = f", sớm nhất đến giờ lúc {moment(earliest)}" if earliest else ""
    named = ", ".join(str(number) for number in found.newest_duplicates)
    more = ", …" if found.duplicates > len(found.newest_duplicates) else ""
    twice = f"{found.duplicates} tin ({named}{more})" if found.duplicates else "không có"
    for name, said in (
        ("Tin chờ lâu nhất", waits),
        ("Thông báo chưa thành tin", f"{found.ungathered}{since}"),
        (capital(phrases("say").twice()), twice),
        ("Nơi tra thư đã đi", archive),
    ):
        yield fact(name, said, indent=0, column=27)


def _plain(found: Overview) -> dict[str, Any]:
    return {
        "states": {state.value: count for state, count in found.states.items()},
        "oldest": found.oldest and {"id": found.oldest.id, "created_at": found.oldest.created_at},
        "ungathered": found.ungathered,
        "ungathered_since": found.ungathered_since,
        "channels": {
            name: {
                "paused_at": kept.paused_at if kept else None,
                "paused_why": kept.paused_why if kept else None,
            }
            for name, kept in found.channels.items()
        },
        "possible_duplicates": found.duplicates,
    }
