"""Kept files as they leave the portal: as attachments, so that nothing runs in our pages."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from fastapi import HTTPException
from fastapi.responses import FileResponse

from dondoc.submissions.files import stored_path


class KeptFile(Protocol):
    """A row of the ledger that names a file: its bytes lie in the folder under their hash."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str | None: ...

    @property
    def media_type(self) -> str: ...


def attachment(folder: Path, file: KeptFile | None, *, ending: str = "") -> FileResponse:
    """The file; 404 where there is no row, it was never given, or its bytes are not there.

    `ending` is what its name lacks, «.pdf».
    """
    path = stored_path(folder, file.sha256) if file and file.sha256 else None
    if file is None or path is None or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type=file.media_type, filename=f"{file.name}{ending}")
