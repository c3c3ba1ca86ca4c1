"""What the program writes into a paper: headings, paragraphs, lists, places for a person to write.

Plain data. Which template it stands in, and how it looks there, is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


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
    it: «nêu các văn bản đã ban hành trong kỳ».
    """

    key: str
    wanted: str
    written: str = ""


Passage: TypeAlias = ChapterLine | TextLine | ListLine | Narrative
Passages: TypeAlias = tuple[Passage, ...]
