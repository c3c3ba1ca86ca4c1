"""The mail that came in, as `dondoc incoming` shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment
from dondoc.cli.find_assignment import describe
from dondoc.cli.terminal_text import fact, picked, table
from dondoc.incoming import handling
from dondoc.incoming.kind_words import KINDS, OUTCOMES
from dondoc.ledger.held_mail import waiting
from dondoc.ledger.installation import Context
from models import Assignment, Incoming

_HEADS = ("Số", "Nhận lúc", "Người gửi", "Loại", "Tình trạng", "Vì sao")
_KEYS = (
    "id",
    "sha256",
    "mime_id",
    "mailbox",
    "uid_validity",
    "uid",
    "size",
    "whole",
    "received_at",
    "recorded_at",
    "sender",
    "subject",
    "kind",
    "outcome",
    "stuck_in",
    "stranger",
    "reason",
    "message_id",
    "contact_id",
    "assignment_id",
    "submission_id",
    "asked_id",
    "handled_by",
    "handled_at",
)
_SHOWN = 200


def mail_of(session: Session, *, everything: bool, strangers: bool) -> Sequence[Incoming]:
    """What waits for an officer, in front or of strangers; or the newest of all."""
    query = select(Incoming).order_by(col(Incoming.id).desc())
    chosen = query.limit(_SHOWN) if everything else query.where(waiting(of_strangers=strangers))
    return session.exec(chosen).all()


def count_of_strangers(session: Session) -> int:
    """How many letters wait in the folder of strangers' mail."""
    chosen = waiting(of_strangers=True)
    return session.exec(select(func.count()).select_from(Incoming).where(chosen)).one()


def mail_page(found: Sequence[Incoming], apart: int) -> str:
    """The table; `apart` is how many letters of strangers are not in it."""
    also = f"; {apart} thư của người lạ để riêng (--strangers)" if apart else ""
    return f"{table(_HEADS, [_cells(row) for row in found])}\n\n{len(found)} thư{also}"


def mail_json(found: Sequence[Incoming]) -> list[dict[str, Any]]:
    return [picked(row, *_KEYS) for row in found]


def one_mail(session: Session, context: Context, number: int) -> str:
    """A mail and why it is there. Raises Refused."""
    incoming = handling.open_letter(session, context, number)
    row = incoming.row
    about = session.get(Assignment, row.assignment_id) if row.assignment_id else None
    facts = (
        ("Thư", str(row.id)),
        ("Nhận lúc", moment(row.received_at)),
        ("Người gửi", row.sender),
        ("Tiêu đề", row.subject),
        ("Loại", KINDS[row.kind]),
        ("Tình trạng", OUTCOMES[row.outcome]),
        ("Vì sao", row.reason),
        ("Về việc", describe(session, context.rulebook, about) if about else ""),
        ("Tệp", "; ".join(one.name for one in incoming.files)),
        ("Thư gốc", row.sha256),
    )
    lines = [fact(name, said, indent=0, column=15) for name, said in facts if said]
    return "\n".join([*lines, f"\n{_text(incoming)}".rstrip()])


def _text(incoming: handling.OpenLetter) -> str:
    words = incoming.letter.text.words.strip() if incoming.letter else ""
    return words or "(không có lời nào)"


def _cells(row: Incoming) -> tuple[object, ...]:
    kind, outcome = KINDS[row.kind], OUTCOMES[row.outcome]
    return (row.id, moment(row.received_at), row.sender, kind, outcome, row.reason)
