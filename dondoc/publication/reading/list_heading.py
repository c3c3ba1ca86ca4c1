"""What a heading says of the procedures below it: their level, and whether they are abolished."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.text import fold

_LEVEL = re.compile(r"\bcap (trung uong|bo|tinh|huyen|xa)\b")
_GONE = re.compile(r"\bbai bo\b|\bhuy bo\b|\bhet hieu luc\b")
_ALSO = re.compile(r"\bmoi\b|\bsua doi\b|\bbo sung\b|\bthay the\b")
_SAYS_WHICH = re.compile(r"\bthu tuc\b|\btthc\b|\bdanh muc\b|\bbai bo\b")


@dataclass
class ListHeading:
    """The last headings of a list, joined: one of a field leaves level and abolition as they were.

    `gone`: what follows stands under «bãi bỏ», and is not published by standing there.
    """

    level: str = ""
    gone: bool = False

    def take(self, text: str) -> None:
        """Go on below this heading."""
        folded = fold(text)
        found = _LEVEL.search(folded)
        self.level = found[1] if found else self.level
        if _SAYS_WHICH.search(folded):
            self.gone = _GONE.search(folded) is not None and _ALSO.search(folded) is None
