"""Whom a sender is known as, and what our own mail server found out about a mail.

A domain is not identity: provincial bodies share one (replies.md §2.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.incoming.mail.auth_results import (
    Odd,
    dmarc_failed,
    has_dmarc_pass,
    passes,
    read_results,
)
from models import Contact


def contacts_at(session: Session, address: str) -> list[Contact]:
    """The contacts of that exact address, whether or not they are still in use."""
    if not address:
        return []
    same = func.lower(col(Contact.address)) == address
    query = select(Contact).where(same, col(Contact.channel) == EMAIL)
    return list(session.exec(query.order_by(col(Contact.id))))


def doubt_of_sender(results: Sequence[str], sender: str, auth_id: str) -> str:
    """Why the sender may be forged; empty where there is no sign of it.

    Only what our own server wrote is believed (`auth_id`), and of it the topmost header. Where no
    server of ours is named, a failure still counts: no forger writes one.
    """
    if not auth_id:
        failed = dmarc_failed(results)
        return "Máy chủ thư báo địa chỉ người gửi có thể bị giả mạo (DMARC)." if failed else ""
    if vouched_for(results, sender, auth_id):
        return ""
    if not _by_us(results, auth_id):
        return "Máy chủ thư của cơ quan chưa kiểm tra người gửi của thư này."
    return "Máy chủ thư không xác nhận được người gửi (DMARC, SPF, DKIM)."


def vouched_for(results: Sequence[str], sender: str, auth_id: str) -> bool:
    """Does our own server say that the mail is from there?"""
    ours = _by_us(results, auth_id)
    if not auth_id or not ours:
        return False
    try:
        return passes(read_results(ours[0]), sender)
    except Odd:
        return False


def dmarc_passed(results: Sequence[str], sender: str, auth_id: str) -> bool:
    """Does our own server say that the owner of the sender's domain stands for it?"""
    ours = _by_us(results, auth_id)
    if not auth_id or not ours:
        return False
    try:
        return has_dmarc_pass(read_results(ours[0]), sender)
    except Odd:
        return False


def _by_us(results: Sequence[str], auth_id: str) -> list[str]:
    """The headers that begin with our server's name, from the top, well written or not."""
    return [one for one in results if _server(one) == auth_id.lower()]


def _server(value: str) -> str:
    """Our own server writes its name first and bare; whatever else stands there is not ours."""
    return "".join(value.partition(";")[0].split()[:1]).lower()
