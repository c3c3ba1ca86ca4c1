"""The legible passages of an old Word file (OLE .doc), without a library for it. Pure.

Its text lies there as UTF-16 or, where a piece has none but Latin letters, as bytes.
"""

from __future__ import annotations

import re

_LETTERS = r"\t\n\r\x07 -~\u00a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9–—…“”‘’"
_WIDE = re.compile(f"[{_LETTERS}]{{8,}}")
_NARROW = re.compile(rb"[\t\n\r\x07 -~]{8,}")


def ole_text(content: bytes) -> str:
    """All passages of eight letters and more, one a line; a cell of a table is one."""
    wide = _WIDE.findall(content.decode("utf-16-le", "replace"))
    narrow = [found.decode("ascii") for found in _NARROW.findall(content)]
    return re.sub(r"[\x07\r]+", "\n", "\n".join((*wide, *narrow)))
