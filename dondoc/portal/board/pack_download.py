"""A pack made while somebody waits: one at a time, in a file without a name, gone once read."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from fastapi import Response
from fastapi.responses import StreamingResponse

from dondoc.documents.evidence.evidence_case import PackFacts
from dondoc.documents.evidence.manifest import Manifest
from dondoc.documents.evidence.write_pack import write_pack
from dondoc.limits import LEAST_FREE, PACK_PATIENCE
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings

_PIECE = 1024 * 1024
_LABEL = "Hồ sơ minh chứng"
_one_at_a_time = threading.Lock()


def pack_file(settings: Settings, facts: PackFacts) -> tuple[IO[bytes], Manifest]:
    """The pack in an open file of the data folder's disk, at its beginning; and its manifest.

    Raises Refused where another one is being made, or the disk has no room for it.
    """
    if not _one_at_a_time.acquire(timeout=PACK_PATIENCE):
        wanted = "đang có một hồ sơ khác được lập; hãy bấm lại sau một phút"
        raise Refused(Problem("pack", "", wanted, _LABEL))
    try:
        return _written(settings, facts)
    finally:
        _one_at_a_time.release()


def _written(settings: Settings, facts: PackFacts) -> tuple[IO[bytes], Manifest]:
    size = sum(file.size for file in facts.files)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.data_dir).free - size < LEAST_FREE:
        wanted = "máy chủ sắp hết chỗ nên tạm không lập được; hãy báo quản trị"
        raise Refused(Problem("pack", "", wanted, _LABEL))
    file = TemporaryFile(dir=settings.data_dir)  # noqa: SIM115 - closed when it was read
    try:
        manifest = write_pack(file, facts, settings.files_dir)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file, manifest


def attachment(file: IO[bytes], name: str) -> Response:
    """The file as it is read, piece by piece; it is gone with the last one."""
    size = file.seek(0, 2)
    file.seek(0)
    headers = {
        "Content-Length": str(size),
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
