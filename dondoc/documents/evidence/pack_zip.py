"""A zip that follows from what is put in: fixed order, date and marks, nothing squeezed.

What is handed in is squeezed already (pdf, docx, pictures), and stored bytes are the same with
every zlib. A file goes from disk to disk piece by piece.
"""

from __future__ import annotations

import hashlib
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO

from dondoc.clock import local
from dondoc.documents.evidence.evidence_case import PackFile
from dondoc.documents.evidence.manifest import Lack, PackEntry
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import stored_path

_PIECE = 1024 * 1024
_UNIX, _READABLE = 3, 0o644 << 16


class PackZip:
    """`entries` are what was put in so far, each with its hash."""

    def __init__(self, target: IO[bytes], as_of: datetime) -> None:
        self.entries: list[PackEntry] = []
        self._when = local(as_of).timetuple()[:6]
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_STORED)

    def text(self, name: str, content: bytes) -> None:
        """An entry of our own making."""
        self._zip.writestr(self._info(name, len(content)), content)
        digest = hashlib.sha256(content).hexdigest()
        self.entries.append(PackEntry(name=name, sha256=digest, size=len(content)))

    def file(self, file: PackFile, path: Path) -> None:
        """A file handed in, of which `lack_of` found nothing wrong.

        Raises Refused where its bytes changed meanwhile.
        """
        digest = hashlib.sha256()
        with (
            path.open("rb") as source,
            self._zip.open(self._info(file.entry, file.size), "w") as to,
        ):
            while piece := source.read(_PIECE):
                digest.update(piece)
                to.write(piece)
        if digest.hexdigest() != file.sha256:
            wanted = "vừa bị thay đổi trên máy trong khi lập hồ sơ; hãy lập lại"
            raise Refused(Problem("file", file.given, wanted, "Tệp"))
        self.entries.append(
            PackEntry(name=file.entry, sha256=file.sha256, size=file.size, given=file.given)
        )

    def close(self, name: str, manifest: bytes) -> None:
        """The last entry, which is in no list, and the zip's directory."""
        self._zip.writestr(self._info(name, len(manifest)), manifest)
        self._zip.close()

    def _info(self, name: str, size: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._when)
        info.create_system, info.external_attr = _UNIX, _READABLE
        info.file_size = size
        return info


def lack_of(folder: Path, file: PackFile) -> Lack | None:
    """What is wrong with the bytes that the ledger's file should have; None where they are there.

    Read whole: a name proves nothing.
    """
    try:
        with stored_path(folder, file.sha256).open("rb") as kept:
            sound = hashlib.file_digest(kept, "sha256").hexdigest() == file.sha256
    except (FileNotFoundError, ValueError):
        return Lack.GONE
    except OSError:  # the disk does not give them out
        return Lack.DAMAGED
    return None if sound else Lack.DAMAGED
