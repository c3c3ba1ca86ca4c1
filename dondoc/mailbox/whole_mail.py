"""Is a mail whole, or is somebody still writing it? By its end alone; nothing in it is read."""

from __future__ import annotations

from datetime import timedelta

from dondoc.limits import CUT_WAITS, UNFINISHED_WAITS

_HEAD = 64_000
"""Bytes of the header in which its boundary is looked for."""


def patience(raw: bytes) -> timedelta:
    """How long it is left to whoever writes it: not at all where it is whole.

    One of parts ends with its closing boundary, any ends with a line; what ends inside a line and
    before its last part was cut in the middle of a file.
    """
    head, _, body = raw[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    boundary, ends = _boundary(head), raw.endswith(b"\n")
    if boundary and b"--" + boundary + b"--" in raw:
        return timedelta()
    if boundary:
        return UNFINISHED_WAITS if ends else CUT_WAITS
    return timedelta() if body and ends else UNFINISHED_WAITS


def _boundary(head: bytes) -> bytes:
    """Of the mail itself, as its first `Content-Type` of many parts names it; empty for none."""
    kind = head.lower().find(b"\ncontent-type: multipart/")
    mark = head.lower().find(b"boundary=", kind) if kind >= 0 else -1
    if mark < 0:
        return b""
    given = head[mark + len(b"boundary=") :]
    if given[:1] == b'"':
        return given[1:].partition(b'"')[0]
    return given.replace(b";", b" ").split()[0] if given.split() else b""
