"""Who wrote: the exact address, and what our own mail server found out about it.

A domain is not identity: provincial bodies share one (replies.md §2.2).
"""

from __future__ import annotations

import re
from email.message import Message
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.incoming.mail.parse import addresses, headers
from models import Contact

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\b(dmarc|spf|dkim)\s*=\s*([a-z]+)", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:header\.(?:d|i|from)|smtp\.mailfrom)\s*=\s*[^\s;]*?@?([a-z0-9.-]+)(?=[\s;]|$)",
    re.IGNORECASE,
)


def sender_of(mail: Message[Any, Any]) -> str | None:
    """The one address that it says it is from; None where there is none, or several."""
    found = addresses(mail, "From")
    return found[0] if len(found) == 1 and "@" in found[0] else None


def contacts_at(session: Session, address: str) -> list[Contact]:
    """The contacts of that exact address, whether or not they are still in use."""
    same = func.lower(col(Contact.address)) == address
    query = select(Contact).where(same, col(Contact.channel) == EMAIL)
    return list(session.exec(query.order_by(col(Contact.id))))


def doubt_of_sender(mail: Message[Any, Any], sender: str, auth_id: str) -> str:
    """Why the sender may be forged; empty where there is no sign of it.

    Only what our own server wrote is believed (`auth_id`), and of it the topmost header. Where no
    server of ours is named, a failure still counts: no forger writes one.
    """
    results = [_COMMENT.sub(" ", one) for one in headers(mail, "Authentication-Results")]
    if not auth_id:
        failed = any(("dmarc", "fail") in _results(one) for one in results)
        return "Máy chủ thư báo địa chỉ người gửi có thể bị giả mạo (DMARC)." if failed else ""
    ours = [one for one in results if one.partition(";")[0].split()[:1] == [auth_id]]
    if not ours:
        return "Máy chủ thư của cơ quan chưa kiểm tra người gửi của thư này."
    if _passes(ours[0], sender):
        return ""
    return "Máy chủ thư không xác nhận được người gửi (DMARC, SPF, DKIM)."


def _passes(line: str, sender: str) -> bool:
    """DMARC passed; or there is none, and SPF or DKIM passed for the sender's own domain."""
    found = _results(line)
    if any(method == "dmarc" and result == "pass" for method, result in found):
        return True
    if any(method == "dmarc" and result not in ("none", "temperror") for method, result in found):
        return False
    domain = sender.rpartition("@")[2]
    for part in line.split(";")[1:]:
        passed = any(result == "pass" for _method, result in _results(part))
        if passed and any(_same(domain, one.lower()) for one in _DOMAIN.findall(part)):
            return True
    return False


def _same(domain: str, other: str) -> bool:
    """The sender's domain or one above it, yet below one that everybody shares (`gov.vn`)."""
    return domain == other or (domain.endswith(f".{other}") and other.count(".") >= 2)


def _results(line: str) -> list[tuple[str, str]]:
    return [(method.lower(), result.lower()) for method, result in _RESULT.findall(line)]
