"""A mail understood: bytes in, a typed letter or the reason why it cannot be read out.

Pure, and the only place where a raw mail is looked into. Whatever a stranger writes ends in one of
the two: the libraries' own failures too, for they are part of what came from outside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import CloseBoundaryNotFoundDefect
from typing import TypeVar

from dondoc.incoming.mail.author import Author, author_of
from dondoc.incoming.mail.bounce import Bounce, bounce_of
from dondoc.incoming.mail.parse import (
    Attached,
    Written,
    addresses,
    attachments,
    has_attached_mail,
    header,
    headers,
    text_of,
    unwrapped,
)
from dondoc.incoming.mail.quote import Cut, cut
from dondoc.incoming.mail.robot import Sign, from_a_group, sign_of, wants_no_answer
from dondoc.incoming.mail.tree import Mail, TooMuch, parse
from dondoc.limits import MOST_THREAD_IDS

_log = logging.getLogger(__name__)
_ADDRESSED = ("To", "Cc", "Resent-To", "Delivered-To", "X-Original-To", "Envelope-To")
_LONGEST_SHOWN = 400
T = TypeVar("T")


@dataclass(frozen=True)
class Head:
    """What the list of letters shows of a mail; `mime_id` is its Message-ID, without brackets."""

    mime_id: str = ""
    sender: str = ""
    subject: str = ""


@dataclass(frozen=True)
class Letter:
    """All that is read of a mail, and nothing of it is trusted."""

    head: Head
    author: Author
    recipients: tuple[str, ...]
    thread: tuple[str, ...]
    auth_results: tuple[str, ...]
    text: Written
    cut: Cut
    files: tuple[Attached, ...]
    letter_inside: bool
    cut_short: bool  # its closing boundary is missing: the rest of a file may be too
    sign: Sign
    wants_no_answer: bool
    from_a_group: bool
    report: Bounce | None
    report_unread: bool = False  # it is a server's report, and could not be read


@dataclass(frozen=True)
class Unreadable:
    """A mail that is kept and cannot be understood; `reason` is for an officer, in Vietnamese."""

    reason: str
    head: Head = Head()


def understand(raw: bytes) -> Letter | Unreadable:
    """What a mail says. Never raises."""
    try:
        mail = parse(raw)
    except TooMuch as bound:
        return Unreadable(str(bound), _head_alone(raw))
    except Exception:  # noqa: BLE001 - the library's fault or ours: this mail alone waits
        _log.warning("a mail could not be taken apart", exc_info=True)
        return Unreadable("Thư có cấu trúc hỏng, không tách được các phần.", _head_alone(raw))
    head = _head(mail)
    try:
        return _letter(mail, head)
    except Exception:  # noqa: BLE001 - the same
        _log.warning("a mail could not be read", exc_info=True)
        return Unreadable("Thư có phần không đọc được; hãy xem bản gốc.", head)


def _letter(mail: Mail, head: Head) -> Letter:
    content = unwrapped(mail)
    text = text_of(content)
    new = cut(text.words)
    is_report = mail.get_content_type() == "multipart/report"
    report, unread = _asked(lambda: bounce_of(mail))
    return Letter(
        head=head,
        author=author_of(mail),
        recipients=tuple(addresses(mail, *_ADDRESSED)),
        thread=_thread(mail),
        auth_results=tuple(headers(mail, "Authentication-Results")),
        text=text,
        cut=new,
        files=tuple(attachments(content)),
        letter_inside=has_attached_mail(content),
        cut_short=_is_cut(mail) or _is_cut(content),
        sign=sign_of(mail, new.new),
        wants_no_answer=wants_no_answer(mail),
        from_a_group=from_a_group(mail),
        report=report,
        report_unread=unread and is_report,
    )


def _is_cut(mail: Mail) -> bool:
    return any(isinstance(one, CloseBoundaryNotFoundDefect) for one in mail.defects)


def _asked(question: Callable[[], T]) -> tuple[T | None, bool]:
    """The answer; None and True where asking failed: one unanswered question, not the end."""
    try:
        return question(), False
    except Exception:  # noqa: BLE001 - a detector is a library's, with faults of its own
        _log.warning("a question about a mail was not answered", exc_info=True)
        return None, True


def _head(mail: Mail) -> Head:
    return Head(
        mime_id=header(mail, "Message-ID").strip("<> ")[:_LONGEST_SHOWN],
        sender=header(mail, "From")[:_LONGEST_SHOWN],
        subject=header(mail, "Subject")[:_LONGEST_SHOWN],
    )


def _head_alone(raw: bytes) -> Head:
    """Who and what, where the rest is too much; an officer sees whose mail waits."""
    first = raw[:20_000].replace(b"\r\n", b"\n").lstrip(b"\n")
    try:
        return _head(parse(first.partition(b"\n\n")[0][:20_000] + b"\n\n"))
    except Exception:  # noqa: BLE001 - then it is shown without
        return Head()


def _thread(mail: Mail) -> tuple[str, ...]:
    said = f"{header(mail, 'References')} {header(mail, 'In-Reply-To')}"
    ids = [word.strip("<>") for word in said.replace("><", "> <").split()]
    return tuple(one for one in ids if 0 < len(one) < _LONGEST_SHOWN)[-MOST_THREAD_IDS:]
