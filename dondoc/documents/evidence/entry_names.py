"""Names inside a pack: plain ASCII that every system unpacks, whatever a file was called."""

from __future__ import annotations

import re

from dondoc.limits import LONGEST_ENTRY
from dondoc.text import fold

MANIFEST = "manifest.json"
INDEX = "muc-luc.docx"
SHEETS = "bang-ke.xlsx"

_LONGEST_SLUG = 60
_OTHERS = re.compile(r"[^a-z0-9]+")
_SAFE = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)*")


def slug(text: str) -> str:
    """«Báo cáo quý I (lần 2)» as «bao-cao-quy-i-lan-2»; «khong-ten» where no letter is left."""
    bare = _OTHERS.sub("-", fold(text)).strip("-")
    return bare[:_LONGEST_SLUG].rstrip("-") or "khong-ten"


def file_name(number: int, given: str, suffix: str) -> str:
    """«2-phu-luc.pdf»: numbered, so that two files of one name are two, by its content's suffix."""
    stem = given.rpartition(".")[0] or given
    return f"{number}-{slug(stem)}{suffix}"


def is_entry_name(name: str) -> bool:
    """Is it a name as we give them: no way up, no drive, no letter that another system changes?"""
    return len(name) <= LONGEST_ENTRY and _SAFE.fullmatch(name) is not None
