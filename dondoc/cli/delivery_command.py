"""`dondoc delivery`: how sending stands; channels, and single messages, taken in hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, command, flag, group, option
from dondoc.cli.shared_options import with_json, with_now
from dondoc.cli.terminal_text import fact, print_json, table

if TYPE_CHECKING:
    from dondoc.delivery.after_restore.list_holds import HeldMessage
    from dondoc.delivery.operating.delivery_overview import Overview

delivery = group("delivery", "việc gửi tin: tình hình, kênh, từng tin")


@command(
    "status",
    "xem tình hình gửi: số tin theo tình trạng, tin chờ lâu nhất, kênh, tin có thể đến hai lần",
    under=delivery,
)
@with_json
def status(as_json: bool) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.delivery.archive import open_archive
    from dondoc.delivery.operating.delivery_overview import overview
    from dondoc.delivery.operating.delivery_words import STATES
    from dondoc.messages.environment import phrases
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = overview(session)
    if as_json:
        return print_json(_plain(found))
    archive = "có" if open_archive(installation.settings) else "chưa đặt (DONDOC_ARCHIVE_URL)"
    states = [(STATES[state], count) for state, count in found.states.items()]
    print(table(("Tin", "Số lượng"), states))
    print("\n".join(["", *_facts(found, archive)]))
    channels = [(name, phrases("delivery").channel(kept)) for name, kept in found.channels.items()]
    print(f"\n{table(('Kênh', 'Tình trạng'), channels)}")
    return 0


@command("pause", "tạm dừng một kênh", under=delivery)
@argument("channel", "KÊNH", "tên kênh, như email")
@option("--reason", default="", metavar="LÝ_DO", said="vì sao dừng")
@with_now
def pause(channel: str, reason: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.delivery.operating.pause_withdraw import pause_channel
    from dondoc.messages.environment import phrases
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        paused = pause_channel(
            session, channel, reason=reason, by=at_the_machine(Act.CHANNELS), now=now
        )
    print(phrases("delivery").paused(paused.name))
    return 0


@command("release", "cho một kênh chạy lại", under=delivery)
@argument("channel", "KÊNH", "tên kênh, như email")
@flag(
    "--addresses-gone",
    "gone",
    said="đã xem: những địa chỉ máy chủ vừa nói là không có đúng là hỏng; ngừng dùng chúng",
)
@with_now
def release(channel: str, gone: bool, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.delivery.operating.pause_withdraw import release_channel
    from dondoc.delivery.settle_refusals import believe_refusals
    from dondoc.messages.environment import phrases
    from models.database import transaction

    installation, ended = open_ledger(), 0
    with transaction(installation.engine) as session:
        released = release_channel(session, channel, by=at_the_machine(Act.CHANNELS), now=now)
        if gone:
            ended = believe_refusals(session, installation.rulebook, released.name, now=now)
    print(phrases("delivery").released(released.name))
    if gone:
        print(phrases("delivery").believed(ended))
    return 0


@command("test", "gửi một thư thử tới một tài khoản: thư có đến nơi không", under=delivery)
@argument("address", "ĐỊA_CHỈ", "địa chỉ thư của tài khoản")
@with_now
def test(address: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.delivery.operating.trial_mail import queue_trial
    from dondoc.ledger.actors import Actors
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        by = at_the_machine(Act.CHANNELS)
        account = account_of(session, address)
        said = queue_trial(
            session, installation.settings, account, by=by, said=Actors.SYSTEM, now=now
        )
    print(said)
    deliver(installation, now)
    return 0


@command(
    "resend",
    "gửi lại một tin, nếu cần tới địa chỉ đã sửa",
    "Thành tin mới, viết theo tình hình lúc gửi; việc đã xong thì không nhắc lại.",
    under=delivery,
)
@argument("number", "SỐ", "số của tin", type=values.NUMBER)
@option(
    "--to",
    default="",
    metavar="ĐỊA_CHỈ",
    said="địa chỉ thư đúng, thay hẳn địa chỉ cũ của đầu mối",
)
@with_now
def resend(number: int, to: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.delivery.operating.resend import resend as send_again
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        again = send_again(
            session,
            installation.settings,
            installation.rulebook,
            number,
            to=to,
            by=at_the_machine(Act.RESEND),
            now=now,
        )
    print(again.sentence(number))
    deliver(installation, now)
    return 0


@command("withdraw", "rút lại một tin chưa gửi", under=delivery)
@argument("number", "SỐ", "số của tin", type=values.NUMBER)
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao rút lại")
@with_now
def withdraw(number: int, reason: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.delivery.operating.pause_withdraw import withdraw as take_back
    from dondoc.messages.environment import phrases
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        message = take_back(
            session, number, reason=reason, by=at_the_machine(Act.WITHDRAW), now=now
        )
    print(phrases("delivery").withdrawn(message))
    return 0


_ANSWER = OneOf("Trả lời")


@command(
    "restored",
    "sau khi khôi phục sổ: xem những tin có thể đã gửi, trả lời đã gửi hay chưa",
    "Không có --left, --not-left thì chỉ liệt kê. Đã gửi thì không gửi lại; chưa gửi thì đi ngay"
    " trong giờ làm việc, viết theo tình hình lúc ấy.",
    under=delivery,
)
@flag("--left", one_of=_ANSWER, said="những tin này đã gửi trước khi khôi phục")
@flag("--not-left", "not_left", one_of=_ANSWER, said="những tin này chưa gửi")
@option(
    "--copied-at",
    type=values.MOMENT,
    metavar="LÚC",
    one_of=_ANSWER,
    said="sổ này vừa được chép lại bằng tay từ một bản sao lúc LÚC: giữ mọi tin có thể đã gửi",
)
@option("--day", type=values.DAY, metavar="NGÀY", said="chỉ những tin của ngày này")
@option("--number", type=values.NUMBER, metavar="SỐ", said="chỉ tin này")
@with_json
@with_now
def restored(
    *,
    left: bool,
    not_left: bool,
    copied_at: datetime | None,
    day: date | None,
    number: int | None,
    as_json: bool,
    now: datetime,
) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.delivery.after_restore.list_holds import list_holds
    from dondoc.delivery.after_restore.mark_restoration import mark_restored
    from dondoc.delivery.after_restore.settle_holds import answer_holds
    from dondoc.messages.environment import phrases
    from models.database import transaction
    from models.kinds import HoldAnswer, RestoredHow

    installation = open_ledger()
    with transaction(installation.engine) as session:
        if copied_at is not None:
            how, by = RestoredHow.TOLD, at_the_machine(Act.CHANNELS)
            mark_restored(session, how=how, taken_at=copied_at, lost_at=now, now=now, by=by)
        found = [
            one
            for one in list_holds(session, installation.rulebook.registry)
            if day in (None, one.meant_on) and number in (None, one.number)
        ]
        if left or not_left:
            count = answer_holds(
                session,
                installation.settings,
                [one.number for one in found],
                HoldAnswer.LEFT if left else HoldAnswer.NOT_LEFT,
                by=at_the_machine(Act.CHANNELS),
                now=now,
            )
    if left or not_left:
        print(phrases("backup").answered(count, left))
        deliver(installation, now)
        return 0
    if as_json:
        return print_json({"waiting": len(found), "messages": [vars(one) for one in found]})
    print(_held_list(found))
    return 0


def _held_list(found: Sequence[HeldMessage]) -> str:
    from dondoc.calendar.date_words import short_date
    from dondoc.messages.environment import phrases

    if not found:
        return phrases("backup").nothing_held()
    rows = [
        (one.number, short_date(one.meant_on), one.unit, one.address, "; ".join(one.about))
        for one in found
    ]
    return table(("Tin", "Ngày", "Đơn vị", "Địa chỉ", "Nội dung"), rows)


def _facts(found: Overview, archive: str) -> Iterator[str]:
    from dondoc.calendar.date_words import moment
    from dondoc.messages.environment import phrases
    from dondoc.messages.phrasing import capital

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
        *([("Giữ lại sau khôi phục", f"{found.restored} tin")] if found.restored else []),
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
        "held_after_restore": found.restored,
    }
