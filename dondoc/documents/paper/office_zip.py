"""A docx as its parts: always the same bytes for the same parts, whenever it is packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

from dondoc.calendar.date_words import local_time

CONTENT_TYPES = "[Content_Types].xml"


def pack(parts: Mapping[str, bytes], *, dated: datetime) -> bytes:
    """The parts as one file. Every entry carries `dated` (in Việt Nam), none the clock's time.

    The same parts give the same bytes with the same zlib; what is compared over machines are the
    parts.
    """
    local = local_time(dated)
    when = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the system that packs is no fact of the paper
            package.writestr(entry, parts[name])
    return file.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a file that was looked at (`zip_guard`) or that is ours."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
