"""What `dondoc retention` shows and does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dondoc.calendar.date_words import moment
from dondoc.cli.terminal_text import print_json, table
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation
from dondoc.operations.retention_table import TABLE, RetentionRule, count_all, drop_all
from dondoc.settings import Settings
from models.database import transaction

_HEADS = ("Điều gì", "Giữ bao lâu", "Trước lúc", "Số sẽ xóa", "Ai xóa", "Thiết lập", "Căn cứ")
_LET_GO_HEADS = ("Điều gì", "Đã xóa")
_UNCONFIRMED = "chưa xác nhận"


def show_table(here: Installation, *, as_json: bool, now: datetime) -> int:
    """The whole table, how many each row would let go of, and of what time; changes nothing."""
    with transaction(here.engine, write=False) as session:
        counts = count_all(session, here.settings, now=now)
    if as_json:
        return print_json([_entry(rule, here.settings, counts, now) for rule in TABLE])
    print(table(_HEADS, [_cells(rule, here.settings, counts, now) for rule in TABLE]))
    return 0


def let_go(here: Installation, *, by: Actor, as_json: bool, now: datetime) -> int:
    """Let go of what is over; the audit says by whom and how many."""
    with transaction(here.engine) as session:
        gone = drop_all(session, here.settings, now=now)
        said = ", ".join(f"{key}: {count}" for key, count in gone.items())
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


def _cells(
    rule: RetentionRule, settings: Settings, counts: dict[str, int], now: datetime
) -> tuple[object, ...]:
    before = rule.before(settings, now)
    return (
        rule.what,
        rule.how_long(settings),
        moment(before) if before else "–",
        str(counts.get(rule.key, "–")),
        rule.by,
        _setting(rule) or "–",
        rule.source if rule.confirmed else _UNCONFIRMED,
    )


def _setting(rule: RetentionRule) -> str:
    return f"DONDOC_{rule.setting.upper()}" if rule.setting else ""
