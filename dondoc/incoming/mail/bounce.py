"""What a server reports on a message: read from the report's own parts, never from its prose.

A person who quotes «550 5.1.1» in a letter ends no contact (replies.md §2.8). `flufl.bounce` knows
which recipients failed; the status codes decide how: a full mailbox and a lost route pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum

from flufl.bounce import all_failures

from dondoc.incoming.mail.parse import header
from dondoc.incoming.mail.tree import Mail

_PASSING = ("5.2.2", "5.4.4", "5.4.7")  # mailbox full, unable to route, time exceeded


class Report(StrEnum):
    """What a report says of the message."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    READ = "read"  # a read receipt (MDN)
    OTHER = "other"


@dataclass(frozen=True)
class Bounce:
    """`recipients` failed for good; `words` are the server's; `original_id`, of our message."""

    report: Report
    recipients: frozenset[str] = frozenset()
    words: str = ""
    original_id: str = ""
    by_prose: bool = False  # an old server's report without parts that a machine can read


def bounce_of(mail: Mail) -> Bounce | None:
    """The report that this mail is; None for any other mail."""
    original = _original_id(mail)
    if mail.get_content_type() == "multipart/report":
        kind = str(mail.get_param("report-type", "")).lower()
        if kind == "delivery-status":
            return _delivery(mail, original)
        return Bounce(Report.READ if "disposition" in kind else Report.OTHER, original_id=original)
    if header(mail, "Return-Path") not in ("", "<>") or not _from_a_server(mail):
        return None
    failed = _failed(mail)
    if not failed:
        return None
    return Bounce(Report.FAILED, failed, original_id=original, by_prose=True)


def _delivery(mail: Mail, original: str) -> Bounce:
    reports = list(_recipients(mail))
    hard = [one for one in reports if _action(one) == "failed" and not _passes(one)]
    failed = _failed(mail) & {_recipient(one) for one in hard}
    if failed:
        return Bounce(Report.FAILED, failed, _words(hard[0]), original)
    late = [one for one in reports if _action(one) in ("failed", "delayed")]
    report = Report.DELAYED if late else Report.DELIVERED
    return Bounce(report, frozenset(), _words(late[0]) if late else "", original)


def _recipients(mail: Mail) -> Iterator[Mail]:
    """The groups of a delivery report that are about one recipient (RFC 3464 §2.3)."""
    for part in mail.walk():
        payload = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
            groups = (group for group in payload if isinstance(group, Message))
            yield from (group for group in groups if "Final-Recipient" in group)


def _failed(mail: Mail) -> frozenset[str]:
    # Read again as plain ASCII: the library stumbles over headers with other letters in them.
    flat = message_from_string(mail.as_bytes().decode("ascii", "replace"))
    _temporary, permanent = all_failures(flat)
    return frozenset(_plain(one) for one in permanent)


def _plain(address: bytes | str) -> str:
    text = address.decode("ascii", "replace") if isinstance(address, bytes) else address
    return text.strip("<> ").lower()


def _recipient(group: Mail) -> str:
    return _plain(header(group, "Final-Recipient").rpartition(";")[2].strip())


def _action(group: Mail) -> str:
    return header(group, "Action").split(" ", 1)[0].lower()


def _passes(group: Mail) -> bool:
    status = header(group, "Status").split(" ", 1)[0]
    return not status.startswith("5.") or status in _PASSING


def _words(group: Mail) -> str:
    said = header(group, "Diagnostic-Code").partition(";")[2].strip()
    status = header(group, "Status").split(" ", 1)[0]
    return f"{'' if status in said else f'{status} '}{said}".strip()[:300]


def _original_id(mail: Mail) -> str:
    """The Message-ID of the message reported on, from the copy of its headers."""
    for part in mail.walk():
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
            inner = payload[0]
            return header(inner, "Message-ID").strip("<> ") if isinstance(inner, Message) else ""
        if part.get_content_type() == "text/rfc822-headers" and isinstance(payload, str):
            found = re.search(r"(?im)^message-id:\s*<([^>\s]+)>", payload)
            return found[1] if found else ""
    return ""


def _from_a_server(mail: Mail) -> bool:
    local = parseaddr(header(mail, "From"))[1].partition("@")[0].lower()
    return local in ("mailer-daemon", "postmaster", "")
