"""What a server reports on a message: read from the report's own parts, never from its prose.

A person who quotes «550 5.1.1» in a letter ends no contact (replies.md §2.8). `Action: failed` is
a failure, whatever its code; what the code is about decides whether the address is to blame
(`delivery.refusal`). `flufl.bounce` recognises the old servers' reports in prose.
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

from dondoc.delivery.refusal import about_report
from dondoc.incoming.mail.parse import header
from dondoc.incoming.mail.tree import Mail
from models.kinds import About

_BY_STATUS = {"5.": "failed", "4.": "delayed"}
_TAKEN = ("delivered", "relayed", "expanded")
_SERVERS = re.compile(r"(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)?$")


class Report(StrEnum):
    """What a report says of the message."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    READ = "read"  # a read receipt (MDN)
    OTHER = "other"


@dataclass(frozen=True)
class Bounce:
    """`recipients` did not get it; `words` are the server's; `original_id`, of our message."""

    report: Report
    recipients: frozenset[str] = frozenset()
    about: About = About.LETTER
    words: str = ""
    original_id: str = ""
    by_prose: bool = False  # an old server's report without parts that a machine can read


def bounce_of(mail: Mail) -> Bounce | None:
    """The report that this mail is; None for any other mail.

    One in prose that nobody can take apart names no recipient.
    """
    original = _original_id(mail)
    if mail.get_content_type() == "multipart/report":
        kind = str(mail.get_param("report-type", "")).lower()
        if kind == "delivery-status":
            return _delivery(mail, original)
        return Bounce(Report.READ if "disposition" in kind else Report.OTHER, original_id=original)
    if header(mail, "Return-Path") not in ("", "<>") or not _from_a_server(mail):
        return None
    return Bounce(Report.FAILED, _failed(mail), original_id=original, by_prose=True)


def _delivery(mail: Mail, original: str) -> Bounce:
    reports = list(_recipients(mail))
    if not reports:  # it is about nobody: no better than prose
        return Bounce(Report.OTHER, original_id=original, by_prose=True)
    failed = [one for one in reports if _action(one) == "failed"]
    if failed:
        about = [about_report(_status(one), _said(one)) for one in failed]
        spared = [one for one in about if one is not About.ADDRESS]
        return Bounce(
            Report.FAILED,
            frozenset(map(_recipient, failed)),
            spared[0] if spared else About.ADDRESS,
            _words(failed[0]),
            original,
        )
    late = [one for one in reports if _action(one) == "delayed"]
    done = all(_action(one) in _TAKEN for one in reports)
    report = Report.DELAYED if late else Report.DELIVERED if done else Report.OTHER
    return Bounce(report, words=_words(late[0]) if late else "", original_id=original)


def _recipients(mail: Mail) -> Iterator[Mail]:
    """The groups of a delivery report that are about one recipient (RFC 3464 §2.3)."""
    for part in mail.walk():
        payload = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
            groups = (group for group in payload if isinstance(group, Message))
            yield from (group for group in groups if _recipient(group))


def _failed(mail: Mail) -> frozenset[str]:
    # Read again as plain ASCII: the library stumbles over headers with other letters in them.
    flat = message_from_string(mail.as_bytes().decode("ascii", "replace"))
    _temporary, permanent = all_failures(flat)
    return frozenset(_plain(one) for one in permanent)


def _plain(address: bytes | str) -> str:
    text = address.decode("ascii", "replace") if isinstance(address, bytes) else address
    return text.strip("<>\"' ").lower()


def _recipient(group: Mail) -> str:
    named = header(group, "Final-Recipient") or header(group, "Original-Recipient")
    return _plain(named.rpartition(";")[2].strip())


def _action(group: Mail) -> str:
    """What was done; where it is not said, what the status says of it."""
    said = re.match(r"\s*([a-z]+)", header(group, "Action").lower())
    if said:
        return "failed" if said[1].startswith("fail") else said[1]
    return _BY_STATUS.get(_status(group)[:2], "")


def _status(group: Mail) -> str:
    return header(group, "Status").split(" ", 1)[0]


def _said(group: Mail) -> str:
    """The remote server's reply, without the word before it that says which kind it is."""
    kind, semicolon, said = header(group, "Diagnostic-Code").partition(";")
    return (said if semicolon else kind).strip()


def _words(group: Mail) -> str:
    status, said = _status(group), _said(group)
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
    return _SERVERS.match(local) is not None
