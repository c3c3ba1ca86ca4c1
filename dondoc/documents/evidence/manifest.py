"""The manifest of a pack: what is in it, by hash, and what should be and is not.

Its own hash is of its facts, not of how they are laid out: taken over the sorted compact JSON of
everything but the hash itself.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from dondoc.documents.evidence.entry_names import is_entry_name

FORMAT: Literal["dondoc-minh-chung-1"] = "dondoc-minh-chung-1"


def _ours(name: str) -> str:
    if not is_entry_name(name):
        raise ValueError(name)
    return name


EntryName = Annotated[str, AfterValidator(_ours)]


class PackPart(BaseModel):
    """A part of the manifest: nothing in it but what is named, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Lack(StrEnum):
    """Why the bytes of a file that the ledger names are not in the pack."""

    GONE = "mất"
    DAMAGED = "hỏng"


class PackEntry(PackPart):
    """One entry of the zip; `given` is what a file handed in was called."""

    name: EntryName
    sha256: str
    size: int
    given: str = ""


class LackingFile(PackPart):
    """A file that the ledger names, where it would stand, and why it is not there."""

    name: EntryName
    sha256: str
    size: int
    given: str
    lack: Lack


class PackAbout(PackPart):
    """Whose year it is: a unit's or a duty's, by its code; or which conference it is about."""

    kind: Literal["unit", "duty", "conference"]
    code: str
    name: str
    year: int


class PackCounts(PackPart):
    """How much it holds."""

    assignments: int
    submissions: int
    files: int
    decisions: int
    letters: int


class Manifest(PackPart):
    """`left_out` are sentences: what the ledger has of that year and the pack does not tell."""

    format: Literal["dondoc-minh-chung-1"] = FORMAT
    about: PackAbout
    as_of: datetime
    plan: str
    program: str
    counts: PackCounts
    entries: tuple[PackEntry, ...]
    lacking: tuple[LackingFile, ...]
    left_out: tuple[str, ...]
    sha256: str = ""

    def hashed(self) -> str:
        """The hash of its facts."""
        facts = self.model_dump(mode="json", exclude={"sha256"})
        compact = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(compact.encode()).hexdigest()

    def sealed(self) -> Manifest:
        """The same with its own hash in it."""
        return self.model_copy(update={"sha256": self.hashed()})

    def text(self) -> bytes:
        """As it stands in the pack."""
        facts = self.model_dump(mode="json")
        return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
