"""What other code asks for becomes an enumeration or a row; until now it read sentences.

The sentences stand here as the versions before wrote them; whatever is none of them is kept word
for word (`as_written`). The audit's own lines stay.
"""

import json
import re
from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010_state_out_of_prose"
down_revision = "0009_add_date_change"
branch_labels = None
depends_on = None

_CANCELLED = {
    "answered": "Đơn vị đã trả lời trước khi thông báo được gửi.",
    "date_moved": "Hạn đã đổi sau khi thông báo được lập.",
    "due_passed": "Hạn đã qua trước khi lời nhắc được gửi.",
    "threshold_met": "Mọi đơn vị đã đạt ngưỡng.",
    "contact_found": "Đơn vị đã có đầu mối trước khi thông báo được gửi.",
    "newer": "Đã có thông báo mới hơn về cùng việc này.",
    "unverified": "Đã chuyển cho đầu mối kế tiếp: địa chỉ này chưa được xác nhận.",
    "next_contact": "Đã chuyển cho đầu mối kế tiếp của đơn vị.",
    "contact_ended": "Đầu mối đã ngừng dùng trước khi tin được gửi.",
    "already_told": "Địa chỉ đã sửa đã có thông báo này.",
    "withdrawn": "Cán bộ rút lại: {}",
    "other_day": "Đã hẹn lại.",
    "as_written": "{}",
}
_REASONS = {
    "minute_full": "Chờ vì hạn mức {} thư một phút của tài khoản gửi.",
    "day_full": "Chờ vì hạn mức {} thư trong 24 giờ của tài khoản gửi.",
    "trial": "Chế độ thử: địa chỉ không có trong danh sách cho phép.",
    "trial_too_long": "Giữ lại trong chế độ thử quá một ngày nên không gửi nữa.",
    "deferred_too_long": "Hoãn quá một ngày: {}",
    "nothing_to_say": "Không còn gì cần nói trong tin này.",
    "nothing_waits": "Không còn việc nào chờ báo cho đầu mối này.",
    "verified": "Địa chỉ đã được xác nhận.",
    "contact_unused": "Đầu mối đã ngừng dùng.",
    "contact_ended": "Đầu mối đã ngừng dùng trước khi tin được gửi.{}",
    "corrected": "Địa chỉ đã sửa thành {}.",
    "withdrawn": "Cán bộ rút lại: {}",
    "as_written": "{}",
}
_PURPOSES = {
    "at_once": "ngay",
    "catch_up": "da-xac-nhan",
    "verification": "xac-nhan",
    "resent": "gui-lai",
    "ask_back": "hoi-lai",
    "sign_in": "dang-nhap",
    "alarm": "su-co",
}
_KEY_ENDS = {"unreachable": "·1", "below_threshold": "·T·1", "continuous": "·OPEN·1"}
"""What was missing in the keys of these kinds: rung, cycle or both."""

_AGAIN = "·lai"
_RESULT = {
    "seed": sa.BigInteger(),
    "percent": sa.Integer(),
    "units": sa.JSON(),
    "by_group": sa.JSON(),
    "again": sa.JSON(),
}
_DRAWN, _APPOINTED = "rút thăm kiểm tra", "hẹn kiểm tra"
_PAUSED = "tạm dừng kênh"
_TOLD, _UNTOLD = "báo quản trị kênh tạm dừng", "chưa báo được quản trị kênh tạm dừng"
_VISIT = re.compile(r"\D*(\d\d)/(\d\d)/(\d{4})(?:, (.*))?", re.DOTALL)

_AT = sa.DateTime(timezone=True)
_message = sa.table(
    "message",
    *map(sa.column, ("id", "key", "state", "why", "reason", "reason_words", "purpose")),
    sa.column("resends_id"),
)
_notice = sa.table(
    "notice", *map(sa.column, ("id", "key", "kind", "cancelled_why", "cancelled_words"))
)
_audit = sa.table(
    "audit", *map(sa.column, ("id", "actor", "act", "target", "detail")), sa.column("at", _AT)
)


def upgrade() -> None:
    op.add_column("notice", sa.Column("cancelled_words", sa.String(), **_empty()))
    op.add_column("message", sa.Column("purpose", sa.String(32), **_empty("digest")))
    # The key in the column itself: SQLite adds none to a table that stands.
    op.execute("ALTER TABLE message ADD COLUMN resends_id INTEGER REFERENCES message (id)")
    _resent_index()
    op.add_column("message", sa.Column("reason", sa.String(32), nullable=True))
    op.add_column("message", sa.Column("reason_words", sa.String(), **_empty()))
    _read_cancelled()
    _read_reasons()
    op.drop_column("message", "why")
    _read_purposes()
    _lengthen_keys()
    _fill_draws(_create_draw())
    _fill_appointments(_create_appointment())
    _fill_alarms(_create_alarm())


def downgrade() -> None:
    """Draws, appointments and alarms stand in the audit, where the version before reads them."""
    _write_draws()
    for table in ("channel_alarm", "appointment", "draw"):
        op.drop_table(table)
    _shorten_keys()
    op.add_column("message", sa.Column("why", sa.String(), **_empty()))
    _write_reasons()
    _write_cancelled()
    op.drop_index("ix_message_resent", table_name="message")
    for column in ("reason_words", "reason", "resends_id", "purpose"):
        op.drop_column("message", column)
    op.drop_column("notice", "cancelled_words")


def _empty(default: str = "") -> dict[str, object]:
    return {"nullable": False, "server_default": default}


def _resent_index() -> None:
    only = sa.text("resends_id IS NOT NULL")
    op.create_index(
        "ix_message_resent", "message", ["resends_id"], sqlite_where=only, postgresql_where=only
    )


def _read_cancelled() -> None:
    why, own = _notice.c.cancelled_why, _notice.c.cancelled_words
    for reason, sentence in _CANCELLED.items():
        chosen = why.not_in(list(_CANCELLED)) & _says(why, sentence)
        values = {why: reason, own: _own_words(why, sentence)}
        op.execute(_notice.update().where(chosen).values(values))


def _write_cancelled() -> None:
    why, own = _notice.c.cancelled_why, _notice.c.cancelled_words
    for reason, sentence in _CANCELLED.items():
        values = {why: _sentence(own, sentence)}
        op.execute(_notice.update().where(why == reason).values(values))


def _read_reasons() -> None:
    why, reason, own = _message.c.why, _message.c.reason, _message.c.reason_words
    refused = (_message.c.state == "refused") & (why != "")
    op.execute(_message.update().where(refused).values({reason: "refused", own: why}))
    for name, sentence in _REASONS.items():
        chosen = reason.is_(None) & (why != "") & _says(why, sentence)
        values = {reason: name, own: sa.func.trim(_own_words(why, sentence))}
        op.execute(_message.update().where(chosen).values(values))


def _write_reasons() -> None:
    why, reason, own = _message.c.why, _message.c.reason, _message.c.reason_words
    for name, sentence in {**_REASONS, "refused": "{}"}.items():
        spaced = sa.case((own == "", ""), else_=" " + own)
        said = _sentence(spaced if name == "contact_ended" else own, sentence)
        op.execute(_message.update().where(reason == name).values({why: said}))


def _says(column: sa.ColumnElement[str], sentence: str) -> sa.ColumnElement[bool]:
    before, own, after = sentence.partition("{}")
    return column == sentence if not own else column.like(f"{before}%{after}")


def _own_words(column: sa.ColumnElement[str], sentence: str) -> sa.ColumnElement[str]:
    """What stands at the place that the sentence leaves open."""
    before, own, after = sentence.partition("{}")
    if not own:
        return sa.literal("")
    length = sa.func.length(column) - len(before) - len(after)
    return sa.func.substr(column, len(before) + 1, length)


def _sentence(own: sa.ColumnElement[str], sentence: str) -> sa.ColumnElement[str]:
    before, open_, after = sentence.partition("{}")
    return sa.literal(before) + own + sa.literal(after) if open_ else sa.literal(sentence)


def _read_purposes() -> None:
    key, purpose = _message.c.key, _message.c.purpose
    for name, prefix in _PURPOSES.items():
        op.execute(_message.update().where(key.like(f"{prefix}|%")).values({purpose: name}))
    again = sa.select(_message.c.id, key).where(purpose == "resent")
    for number, text in op.get_bind().execute(again).all():
        first = {_message.c.resends_id: int(text.split("|")[1])}
        op.execute(_message.update().where(_message.c.id == number).values(first))


def _lengthen_keys() -> None:
    """Every key in one form, so that what was said before is known again and not said twice."""
    key = _notice.c.key
    for kind, end in _KEY_ENDS.items():
        again = key.like(f"%{_AGAIN}%")
        longer = sa.case((again, sa.func.replace(key, _AGAIN, end + _AGAIN)), else_=key + end)
        op.execute(_notice.update().where(_notice.c.kind == kind).values({key: longer}))


def _shorten_keys() -> None:
    key = _notice.c.key
    for kind, end in _KEY_ENDS.items():
        again = key.like(f"%{_AGAIN}%")
        cut = sa.func.substr(key, 1, sa.func.length(key) - len(end))
        shorter = sa.case((again, sa.func.replace(key, end + _AGAIN, _AGAIN)), else_=cut)
        op.execute(_notice.update().where(_notice.c.kind == kind).values({key: shorter}))


def _create_draw() -> sa.Table:
    return op.create_table(
        "draw",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("by_group", sa.JSON(), nullable=False),
        sa.Column("again", sa.JSON(), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("drawn_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.PrimaryKeyConstraint("round_id"),
    )


def _fill_draws(table: sa.Table) -> None:
    rows = {
        round_id: {
            "round_id": round_id,
            **json.loads(line.detail),
            "drawn_by": line.actor,
            "drawn_at": line.at,
        }
        for line in reversed(_lines(_DRAWN))  # the first one holds
        for round_id in [int(line.target.partition(":")[2])]
    }
    op.bulk_insert(table, list(rows.values()))


def _write_draws() -> None:
    columns = [sa.column("round_id"), *(sa.column(name, kind) for name, kind in _RESULT.items())]
    for row in op.get_bind().execute(sa.table("draw", *columns).select()).mappings().all():
        line = (_audit.c.act == _DRAWN) & (_audit.c.target == f"round:{row['round_id']}")
        detail = json.dumps({name: row[name] for name in _RESULT}, ensure_ascii=False)
        op.execute(_audit.update().where(line).values({_audit.c.detail: detail}))


def _create_appointment() -> sa.Table:
    table = op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("visit_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("appointed_by", sa.String(), nullable=False),
        sa.Column("appointed_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_appointment_assignment_id"), "appointment", ["assignment_id"])
    return table


def _fill_appointments(table: sa.Table) -> None:
    read = [(line, _VISIT.fullmatch(line.detail)) for line in _lines(_APPOINTED)]
    rows = [
        {
            "assignment_id": int(line.target.partition(":")[2]),
            "visit_on": date(int(found[3]), int(found[2]), int(found[1])),
            "words": found[4] or "",
            "appointed_by": line.actor,
            "appointed_at": line.at,
        }
        for line, found in read
        if found
    ]
    op.bulk_insert(table, rows)


def _create_alarm() -> sa.Table:
    return op.create_table(
        "channel_alarm",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("paused_at", _AT, nullable=False),
        sa.Column("told_at", _AT, nullable=True),
        sa.Column("failed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["channel"], ["channel.name"]),
        sa.PrimaryKeyConstraint("channel", "paused_at"),
    )


def _fill_alarms(table: sa.Table) -> None:
    """Each pause of our own, with the first word of it that arrived, or the last that did not."""
    rows: dict[tuple[str, object], dict[str, object]] = {}
    newest: dict[str, dict[str, object]] = {}
    for line in _lines(_PAUSED, _TOLD, _UNTOLD):
        if line.actor != "system":
            continue
        channel = line.target.partition(":")[2]
        if line.act == _PAUSED:
            row = {"channel": channel, "paused_at": line.at, "told_at": None, "failed": ""}
            newest[channel] = rows.setdefault((channel, line.at), row)
        elif channel in newest and line.act == _TOLD:
            newest[channel]["told_at"] = newest[channel]["told_at"] or line.at
        elif channel in newest:
            newest[channel]["failed"] = line.detail
    op.bulk_insert(table, list(rows.values()))


def _lines(*acts: str) -> list[sa.Row[tuple[object, ...]]]:
    query = sa.select(_audit).where(_audit.c.act.in_(acts)).order_by(_audit.c.id)
    return list(op.get_bind().execute(query).all())
