"""What `dondoc retention` shows and does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dondoc.calendar.date_words import moment
from dondoc.cli.terminal_text import fact, print_json, table, wrapped
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.operations.retention_table import TABLE, RetentionRule, count_all, drop_all
from dondoc.settings import Settings
from models.database import transaction

_LET_GO_HEADS = ("Điều gì", "Đã xóa")
_UNCONFIRMED = "chưa xác nhận"


def show_table(here: Installation, *, as_json: bool, now: datetime) -> int:
    """The whole table, how many each row would let go of, and of what time; changes nothing."""
    with transaction(here.engine, write=False) as session:
        counts = count_all(session, here.settings, now=now)
    if as_json:
        return print_json([_entry(rule, here.settings, counts, now) for rule in TABLE])
    print("\n\n".join(_paragraph(rule, here.settings, counts, now) for rule in TABLE))
    return 0


def let_go(here: Installation, *, by: Actor, as_json: bool, now: datetime) -> int:
    """Let go of what is over; the audit says by whom and how many."""
    with transaction(here.engine) as session:
        gone = drop_all(session, here.settings, now=now)
        said = phrases("day").let_go(**gone)
        act = "xóa dữ liệu hết thời hạn giữ"
        audit.record(session, actor=by, act=act, target="retention", now=now, detail=said)
    if as_json:
        return print_json(gone)
    what = {rule.key: rule.what for rule in TABLE}
    print(table(_LET_GO_HEADS, [(what[key], count) for key, count in gone.items()]))
    return 0


def _entry(
    rule: RetentionRule, settings: Settings, counts: dict[str, int], now: datetime
) -> dict[str, Any]:
    return {
        "key": rule.key,
        "what": rule.what,
        "how_long": rule.how_long(settings),
        "before": rule.before(settings, now),
        "count": counts.get(rule.key),
        "by": rule.by.name.lower(),
        "setting": _setting(rule),
        "why": rule.why,
        "source": rule.source,
        "confirmed": rule.confirmed,
    }


def _paragraph(
    rule: RetentionRule, settings: Settings, counts: dict[str, int], now: datetime
) -> str:
    """A row under its own head: as a line of a table it would be 300 columns wide."""
    before = rule.before(settings, now)
    facts = {
        "Giữ": rule.how_long(settings),
        "Vì sao": rule.why,
        "Ai xóa": str(rule.by),
        "Sẽ xóa": str(counts.get(rule.key, "")),
        "Trước lúc": moment(before) if before else "",
        "Thiết lập": _setting(rule),
        "Căn cứ": rule.source if rule.confirmed else _UNCONFIRMED,
    }
    lines = [fact(name, said) for name, said in facts.items() if said]
    return "\n".join([wrapped(rule.what), *lines])


def _setting(rule: RetentionRule) -> str:
    return f"DONDOC_{rule.setting.upper()}" if rule.setting else ""
