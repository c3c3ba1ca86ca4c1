"""What anybody wrote, as a paper can hold it: the file opens, and nothing is read that is not seen.

Dropped: control characters, halves of surrogate pairs and U+FFFE, U+FFFF (no XML has them), marks
of direction (they show a text in another order than it has), a byte order mark, and of a mountain
of marks on one letter all but sixteen. Kept: every letter of every script, signs, «=…» (a docx
reckons nothing), «{{ }}» (data is never read as a template), line ends and tabs, any length.
"""

from __future__ import annotations

import re

from dondoc.text import legible

_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_DIRECTIONS = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def safe_words(text: str) -> str:
    """Text as every paper holds it; its lines end in one way."""
    if text.isascii() and text.isprintable():
        return text
    return legible(_LINE_ENDS.sub("\n", text)).translate(_DIRECTIONS)
