"""A file that is a zip inside (docx, xlsx), looked at through one guard before anybody reads it.

Its directory is the sender's word: how many parts there are is counted in the bytes before the
library lists them, and what they unpack to is summed before a part is opened. The library itself
stops where a part holds more than the directory says.
"""

from __future__ import annotations

import io
import zipfile

from dondoc.limits import LARGEST_GROWTH, MOST_PACKED, MOST_TAGS

_PIECE = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"


class NotOpened(ValueError):
    """No zip that can be read: damaged, cut off, or never one."""


class GrowsTooLarge(NotOpened):
    """What it unpacks to, or the number of its parts, is nobody's document."""


def part_names(content: bytes) -> frozenset[str]:
    """The names of the parts. Raises NotOpened or GrowsTooLarge, and nothing else."""
    if content.count(_DIRECTORY_ENTRY) > MOST_PACKED:
        raise GrowsTooLarge
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except Exception as error:  # the library raises whatever it stumbles over, another each version
        raise NotOpened from error
    if sum(part.file_size for part in parts) > len(content) + LARGEST_GROWTH:
        raise GrowsTooLarge
    return frozenset(part.filename for part in parts)


def refuse_many_tags(content: bytes) -> None:
    """Whoever builds a tree of the parts pays for each tag: they are counted first.

    Raises NotOpened or GrowsTooLarge, and nothing else.
    """
    count = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                with package.open(part) as text:
                    while count <= MOST_TAGS and (piece := text.read(_PIECE)):
                        count += piece.count(b"<")
    except Exception as error:  # as above
        raise NotOpened from error
    if count > MOST_TAGS:
        raise GrowsTooLarge
