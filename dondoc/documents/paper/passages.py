"""What the program writes into a paper: headings, paragraphs, lists, places for a person to write.

Plain data. Which template it stands in, and how it looks there, is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from dondoc.documents.paper.table import Table

_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")


@dataclass(frozen=True)
class ChapterLine:
    """A heading in the text: «I. …» of level 1, «1. …» of level 2; its number stands in `words`."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class TextLine:
    """A paragraph of the body. Lines in it stay lines; `lead` comes first, in bold."""

    words: str
    lead: str = ""


@dataclass(frozen=True)
class ListLine:
    """One of several: «- …», as documents of the State write lists."""

    words: str


@dataclass(frozen=True)
class Narrative:
    """What a person must write. `key` is its name in the paper and in the ledger.

    `written` is what was written so far, a paragraph a line; while it is empty, `wanted` asks for
    it: «nêu các văn bản đã ban hành trong kỳ». Raises ValueError for a key that could not be the
    name of a bookmark in Word.
    """

    key: str
    wanted: str
    written: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(self.key)


Passage: TypeAlias = ChapterLine | TextLine | ListLine | Narrative | Table
Passages: TypeAlias = tuple[Passage, ...]
