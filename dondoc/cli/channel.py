"""`dondoc channel`: which ways to send stand still, and letting them run again."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from sqlmodel import Session, select

from dondoc.calendar.wording import moment
from dondoc.cli.ledger import at_the_machine, open_ledger, the_time
from dondoc.cli.text import table
from dondoc.problems import Problem, Refused
from dondoc.rounds import audit
from models import Channel, Contact
from models.database import transaction

_EMAIL = "email"


def show(_arguments: Namespace) -> int:
    ledger = open_ledger()
    with transaction(ledger.engine, write=False) as session:
        kept = {one.name: one for one in session.exec(select(Channel))}
        names = _names(session)
    print(table(("Kênh", "Tình trạng"), [(name, _state(kept.get(name))) for name in names]))
    return 0


def pause(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        channel = _channel(session, arguments.name)
        if channel.paused_at is not None:
            raise Refused(Problem("Kênh", channel.name, f"đã {_state(channel)}"))
        channel.paused_at, channel.paused_why = now, arguments.reason.strip() or None
        session.add(channel)
        _record(session, audit.PAUSED, channel, now=now, detail=arguments.reason)
    print(f"Kênh {channel.name} tạm dừng. Tin chưa gửi vẫn chờ trong sổ.")
    return 0


def resume(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        channel = _channel(session, arguments.name)
        if channel.paused_at is None:
            raise Refused(Problem("Kênh", channel.name, "không tạm dừng, không có gì phải làm"))
        channel.paused_at = channel.paused_why = None
        session.add(channel)
        _record(session, "cho kênh chạy lại", channel, now=now, detail="")
    print(f"Kênh {channel.name} chạy lại. Tin đang chờ đi ở lượt gửi tới.")
    return 0


def _names(session: Session) -> list[str]:
    """Mail, every channel that a contact names, and every one that has ever stood still."""
    used = set(session.exec(select(Contact.channel).distinct()))
    kept = set(session.exec(select(Channel.name)))
    return [_EMAIL, *sorted((used | kept) - {_EMAIL})]


def _channel(session: Session, name: str) -> Channel:
    names = _names(session)
    if name not in names:
        wanted = f"không có kênh này; hãy ghi một trong: {', '.join(names)}"
        raise Refused(Problem("Kênh", name, wanted))
    return session.get(Channel, name) or Channel(name=name)


def _state(channel: Channel | None) -> str:
    if channel is None or channel.paused_at is None:
        return "đang chạy"
    why = f": {channel.paused_why}" if channel.paused_why else ""
    return f"tạm dừng từ {moment(channel.paused_at)}{why}"


def _record(session: Session, act: str, channel: Channel, *, now: datetime, detail: str) -> None:
    by, target = at_the_machine(), f"channel:{channel.name}"
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)
