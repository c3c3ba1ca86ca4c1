"""A raw mail as a tree of parts, within bounds: the one place that lets the library's parser run.

The parser goes as deep as a mail says, and takes as many parts and headers as it holds; here each
is counted while it reads, and the first one too many ends it (`dondoc/limits.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from typing import Any, TypeAlias

from dondoc.incoming.mail.charset import of_no_charset
from dondoc.limits import DEEPEST_PARTS, LONGEST_HEADER, MOST_HEADERS, MOST_PARTS
from dondoc.messages.environment import phrases

Mail: TypeAlias = "Message[Any, Any]"
_BOM = b"\xef\xbb\xbf"
_THREAD = frozenset({"references", "in-reply-to"})


class TooMuch(ValueError):
    """More than is looked at; the message says of what, in Vietnamese."""


def parse(raw: bytes) -> Mail:
    """The mail as a tree. Raises TooMuch; what the library raises of itself is the caller's."""
    left = _Left()
    own = raw.removeprefix(_BOM).lstrip(b"\r\n")
    mail: Mail = message_from_bytes(own, left.part, policy=_AS_WRITTEN)
    _check_depth(mail)
    return mail


def leaves(mail: Mail) -> Iterator[Mail]:
    """The parts that hold something, in their order; an attached mail is one, nothing inside it."""
    open_ = [mail]
    while open_:
        part = open_.pop()
        payload = part.get_payload()
        if part.get_content_maintype() != "multipart":
            yield part
        elif isinstance(payload, list):
            open_.extend(one for one in reversed(payload) if isinstance(one, Message))


@dataclass
class _Left:
    """How much of each is still taken."""

    parts: int = MOST_PARTS + 1  # the parser makes one to try
    headers: int = MOST_HEADERS

    def part(self, policy: Any = None) -> Message:
        self.parts -= 1
        if self.parts < 0:
            raise TooMuch(phrases("incoming").too_many_parts(MOST_PARTS))
        return _Part(self, policy)


class _Part(Message):
    """A part whose headers are counted, and each cut at a length."""

    def __init__(self, left: _Left, policy: Any) -> None:
        super().__init__(policy=policy or _AS_WRITTEN)
        self._left = left

    def set_raw(self, name: str, value: Any) -> None:
        """As the parser found it. The newest ids of a thread stand at its end."""
        self._left.headers -= 1
        if self._left.headers < 0:
            raise TooMuch(phrases("incoming").too_many_headers(MOST_HEADERS))
        text = str(value)
        cut = text[-LONGEST_HEADER:] if name.lower() in _THREAD else text[:LONGEST_HEADER]
        super().set_raw(name, cut)


class _AsWritten(Compat32):
    """Raw letters in a header are read by evidence, and a header is always text."""

    def header_fetch_parse(self, name: str, value: Any) -> str:
        return of_no_charset(str(value))


_AS_WRITTEN = _AsWritten()


def _check_depth(mail: Mail) -> None:
    open_: list[tuple[Mail, int]] = [(mail, 1)]
    while open_:
        part, depth = open_.pop()
        if depth > DEEPEST_PARTS:
            raise TooMuch(phrases("incoming").too_deep(DEEPEST_PARTS))
        payload = part.get_payload()
        if isinstance(payload, list):
            open_.extend((one, depth + 1) for one in payload if isinstance(one, Message))
