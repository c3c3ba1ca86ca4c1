"""What was said to whom, each try to send it, and why it exists, as `dondoc message` shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment, weekday_date
from dondoc.calendar.rule_words import rule_words
from dondoc.cli.terminal_text import fact, picked, table
from dondoc.contacts.address import safe_address
from dondoc.contacts.contact_columns import PURPOSE_WORDS
from dondoc.delivery.operating.delivery_words import OUTCOMES, STATES
from dondoc.delivery.operating.pause_withdraw import find_message
from dondoc.delivery.operating.status import Fate, fates
from dondoc.delivery.quota import waits_for_room
from dondoc.delivery.verification.question import asks_to_verify
from dondoc.ledger.installation import Installation
from dondoc.ledger.message_rows import AT_ONCE
from dondoc.messages.environment import phrases
from dondoc.messages.notice_kinds import rule_of
from dondoc.messages.reason_words import cancel_words, reason_words
from models import Account, Assignment, Attempt, Contact, Incoming, Message, Notice, Round
from models.kinds import MessageState

_HEADS = (
    "Số",
    "Lập lúc",
    "Kênh",
    "Người nhận",
    "Tình trạng",
    "Máy chủ nhận",
    "Đơn vị xác nhận",
    "Đơn vị trả lời",
    "Tiêu đề",
)
_KEYS = (
    "id",
    "channel",
    "window",
    "state",
    "subject",
    "created_at",
    "sent_at",
    "attempts",
)


Listed = list[tuple[Message, str, Fate]]


def newest_messages(session: Session, installation: Installation, most: int) -> Listed:
    """The newest first, each with its recipient and what became of it."""
    query = select(Message).order_by(col(Message.id).desc()).limit(most)
    messages = session.exec(query).all()
    known = fates(session, messages)
    return [(one, recipient(session, installation, one), known[one.id or 0]) for one in messages]


def messages_page(found: Listed) -> str:
    return table(_HEADS, [_cells(message, whom, fate) for message, whom, fate in found])


def messages_json(found: Listed) -> list[dict[str, object]]:
    return [_plain(message, whom, fate) for message, whom, fate in found]


def message_page(session: Session, installation: Installation, number: int) -> str:
    """One message: to whom, its three marks, why it exists, each try, its text. Raises Refused."""
    message = find_message(session, number, held=False)
    lines = [
        *_head(session, installation, message),
        "",
        "Ba dấu mốc",
        *(f"  {said}" for said in fates(session, [message])[number].sentences()),
        "",
        *_reasons(session, installation, message),
        *_attempts(session, message),
        "",
        message.text or "(chưa soạn: nội dung được soạn lúc gửi)",
    ]
    return "\n".join(lines).rstrip()


def _state(message: Message) -> str:
    """What waits says for what: «chờ gửi, hạn mức»."""
    limited = message.state is MessageState.PENDING and waits_for_room(message)
    return STATES[message.state] + (", hạn mức" if limited else "")


def _head(session: Session, installation: Installation, message: Message) -> Iterator[str]:
    why = reason_words(message)
    state = STATES[message.state] + (f": {why}" if why else "")
    if message.possible_duplicate:
        state += f" ({phrases('say').twice()})"
    facts = (
        ("Tin", str(message.id)),
        ("Người nhận", recipient(session, installation, message)),
        ("Tiêu đề", message.subject),
        ("Tình trạng", state),
        ("Lập lúc", moment(message.created_at)),
        ("Đợt gửi", _window(message)),
        ("Gửi lúc", moment(message.sent_at) if message.sent_at else ""),
        ("Gửi tiếp lúc", moment(message.next_attempt_at) if _goes_on(message) else ""),
        ("Message-ID", f"<{message.mime_id}>"),
    )
    yield from (fact(name, said, indent=0, column=15) for name, said in facts if said)


def _window(message: Message) -> str:
    if message.window == AT_ONCE:
        return "gửi ngay"
    return f"{datetime.fromisoformat(message.window):%H:%M ngày %d/%m/%Y}"


def _goes_on(message: Message) -> bool:
    return message.state in (MessageState.PENDING, MessageState.UNKNOWN)


def _reasons(session: Session, installation: Installation, message: Message) -> Iterator[str]:
    """Why it exists: for each notice the clause, the rule, the date, the rung, the contact."""
    query = select(Notice).where(col(Notice.message_id) == message.id).order_by(col(Notice.id))
    notices = session.exec(query).all()
    yield "Vì sao có tin này"
    if message.resends_id:
        yield f"  Cán bộ yêu cầu gửi lại tin {message.resends_id}."
    answered = select(Incoming).where(col(Incoming.asked_id) == message.id)
    for letter in session.exec(answered):
        yield f"  Trả lời thư đến số {letter.id} của {letter.sender}: {letter.reason}"
    if asks_to_verify(message):
        yield "  Xin đầu mối xác nhận địa chỉ trước thông báo đầu tiên."
    elif not notices and message.address is None:
        yield "  Trả lời việc một người vừa làm (đăng nhập, báo động), không theo bậc nhắc."
    for notice in notices:
        kind = rule_of(notice.kind).name
        yield f"  Thông báo {notice.id}: {kind}, lập lúc {moment(notice.created_at)}"
        if notice.cancelled_at:
            yield fact("thôi", cancel_words(notice), indent=4, column=20)
        if notice.assignment_id:
            yield from _because(session, installation, notice)


def _because(session: Session, installation: Installation, notice: Notice) -> Iterator[str]:
    assignment = session.get_one(Assignment, notice.assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    duty = installation.rulebook.registry.duty_of(round_.plan, round_.duty)
    period = installation.rulebook.period(duty, round_.period).short()
    unit = installation.rulebook.registry.unit(assignment.unit_code).name
    contact = session.get_one(Contact, notice.contact_id)
    facts = (
        ("việc", f"{assignment.id}: {duty.short} {period} của {unit}"),
        ("điều khoản", f"{duty.clause} ({duty.code})"),
        ("quy tắc", rule_words(duty.due_rule(assignment.role))),
        ("hạn", _due(assignment)),
        ("bậc", _rung(notice)),
        ("đầu mối", f"{_contact_words(installation, contact)}; {_place(contact)}"),
    )
    yield from (fact(name, said, indent=4, column=20) for name, said in facts)


def _due(assignment: Assignment) -> str:
    moved = "đã đổi theo quyết định; lúc mở: " if assignment.cycle > 1 else ""
    return f"{weekday_date(assignment.due_on)}; {moved}{assignment.arithmetic}"


def _rung(notice: Notice) -> str:
    detail = json.loads(notice.detail) if notice.detail else {}
    rung_on = detail.get("rung_on")
    on = f", {weekday_date(date.fromisoformat(rung_on))}" if rung_on else ""
    again = f", vòng nhắc thứ {notice.cycle}" if notice.cycle > 1 else ""
    return f"{notice.rung}{on}{again}"


def _attempts(session: Session, message: Message) -> Iterator[str]:
    query = select(Attempt).where(col(Attempt.message_id) == message.id).order_by(col(Attempt.id))
    yield "Các lần gửi"
    tried = session.exec(query).all()
    if not tried:
        yield "  chưa gửi lần nào"
    for one in tried:
        code = f" {one.code}" if one.code else ""
        said = f": {one.words}" if one.words else ""
        yield f"  {moment(one.at)}  {OUTCOMES.get(one.outcome, one.outcome)}{code}{said}"


def recipient(session: Session, installation: Installation, message: Message) -> str:
    if message.account_id is not None:
        account = session.get_one(Account, message.account_id)
        return f"{account.name} <{account.address}>"
    if message.address is not None:
        return message.address
    return _contact_words(installation, session.get_one(Contact, message.contact_id))


def _contact_words(installation: Installation, contact: Contact) -> str:
    unit = installation.rulebook.registry.unit(contact.unit_code).name
    who = f"{contact.person}, " if contact.person else ""
    address = safe_address(contact.channel, contact.address)
    return f"{who}{PURPOSE_WORDS[contact.purpose]} của {unit} <{address}>"


def _place(contact: Contact) -> str:
    """Why this contact: its place in the unit's order, verified or not, a copy, in use or not."""
    said = [f"thứ tự {contact.position}"]
    said += ["nhận bản gửi kèm"] if contact.also else []
    verified = contact.verified_at
    said.append(f"đã xác nhận lúc {moment(verified)}" if verified else "chưa xác nhận")
    if contact.disabled_at:
        said.append(f"ngừng dùng lúc {moment(contact.disabled_at)}: {contact.disabled_why or ''}")
    return ", ".join(said)


def _cells(message: Message, whom: str, fate: Fate) -> tuple[object, ...]:
    return (
        message.id,
        moment(message.created_at),
        message.channel,
        whom,
        _state(message),
        moment(fate.accepted_at) if fate.accepted_at else "",
        fate.acknowledged_short(),
        fate.answered_short(),
        message.subject,
    )


def _plain(message: Message, whom: str, fate: Fate) -> dict[str, object]:
    return {
        "recipient": whom,
        **picked(message, *_KEYS),
        "why": reason_words(message),
        "server_words": fate.server_words,
        "reactions": [asdict(one) for one in fate.reactions],
    }
