"""The code of a procedure (mã TTHC) in somebody's text: 1.012790, with or without its suffix. Pure.

The suffix names an organisation (QĐ 20/2020/QĐ-TTg) and is never compared: after the merger of
provinces two stand side by side.
"""

from __future__ import annotations

import re

from dondoc.text import plain_signs

_CODE = re.compile(
    r"(?<![\w.,])([1-9]\.[0-9]{6})"
    r"(?:\.(?:000(?:\.[0-9]{2}){2}(?:\.[A-Z][0-9]{2})?|[A-Z][0-9]{2}))?"
    r"(?![0-9A-Za-z])(?![.,][0-9])(?! ?(?:đồng|đ\b|Đ\b|VN[ĐD]|%))"
)
"""Not inside a price or a longer figure: 1.004873.000, 21.004873, 1.004873,5, 1.004873 đồng."""


def procedure_codes(text: str) -> list[str]:
    """The cores of the codes in a text, each once, in its order."""
    return list(dict.fromkeys(_CODE.findall(plain_signs(text))))


def without_codes(text: str) -> str:
    """The text with its codes, suffixes included, left out."""
    return _CODE.sub(" ", plain_signs(text))
