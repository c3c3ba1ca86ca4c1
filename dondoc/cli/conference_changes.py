"""`dondoc conference`: what was announced is moved, put off, called off; who comes no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, option
from dondoc.cli.conference_group import conference, with_code, with_reason, with_session
from dondoc.cli.shared_options import with_account, with_now, with_unit


@command(
    "move",
    "đổi ngày, giờ, nơi, đường dẫn, chủ trì; tách thành hai buổi",
    "Không có --apply thì chỉ cho xem ai sẽ nhận thư. Ô không ghi thì giữ như cũ.",
    under=conference,
)
@with_code
@option("--session", "number", type=values.NUMBER, default=1, metavar="BUỔI", said="buổi 1 hoặc 2")
@option("--name", metavar="TÊN", said="tên buổi")
@with_session(required=False)
@option("--chair", metavar="CHỨC_DANH", said="người chủ trì")
@option("--units", default="", metavar="ĐƠN_VỊ", said="các đơn vị chuyển sang buổi này")
@with_reason(required=False)
@flag("--apply", said="ghi và báo các đơn vị liên quan")
@with_account()
@with_now
def move(
    *,
    code: str,
    number: int,
    chair: str | None,
    units: str,
    reason: str | None,
    apply: bool,
    account: str,
    now: datetime,
    **typed: Any,
) -> int:
    """Show what a change does; with `--apply` do it and tell whom it concerns."""
    from dondoc.cli.conference_view import preview_page
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.move_conference import move_conference, preview_move
    from dondoc.conference.read_change import read_change

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now, write=apply) as (session, found, by):
        after, placed = read_change(
            *(session, rulebook, found, number),
            typed=typed,
            chair=chair,
            units=units,
            now=now,
        )
        if apply:
            move_conference(
                *(session, rulebook, found, after),
                reason=reason or "",
                by=by,
                now=now,
                placed=placed,
            )
        else:
            print(
                preview_page(
                    installation,
                    preview_move(session, rulebook, found, after, now=now, placed=placed),
                )
            )
    if not apply:
        print("Chưa ghi. Thêm --apply --reason LÝ_DO để ghi và báo các đơn vị trên.")
        return 0
    print("Đã ghi.")
    deliver(installation, now)
    return 0


@command("postpone", "hoãn, chưa có ngày mới; báo các đơn vị đã mời", under=conference)
@with_code
@with_reason()
@with_account()
@with_now
def postpone(*, code: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.conference.call_off import postpone_conference

    return _call_off(postpone_conference, "Đã hoãn", code, reason, account=account, now=now)


@command("cancel", "hủy Hội nghị; báo mọi đơn vị đã mời", under=conference)
@with_code
@with_reason()
@with_account()
@with_now
def cancel(*, code: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.conference.call_off import cancel_conference

    return _call_off(cancel_conference, "Đã hủy", code, reason, account=account, now=now)


def _call_off(
    act: Callable[..., int], did: str, code: str, reason: str, *, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver

    installation = open_ledger()
    with acting(installation, code, account, now) as (session, found, by):
        told = act(session, installation.rulebook, found, reason=reason, by=by, now=now)
    print(f"{did} {code}; báo {told} đơn vị đã nhận thư mời.")
    deliver(installation, now)
    return 0


@command("remove", "đưa một đơn vị ra khỏi danh sách mời", under=conference)
@with_code
@with_unit(required=True)
@with_reason()
@with_account()
@with_now
def remove(*, code: str, unit: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_conference_for import acting, invitee_named
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.call_off import remove_unit

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        invitee = invitee_named(session, installation, found, unit, now)
        told = remove_unit(session, rulebook, found, invitee, reason=reason, by=by, now=now)
    print(f"Đã đưa ra khỏi danh sách{'' if told else '; đơn vị chưa nhận thư nên không báo'}.")
    deliver(installation, now)
    return 0
