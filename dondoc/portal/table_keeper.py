"""A table between its preview and the button that writes it.

Its bytes lie under their hash beside the files of reports, and go after two days like those that
nobody handed in; the page carries their hash, signed, with the difference that was shown.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from fastapi import Request
from starlette.datastructures import UploadFile

from dondoc.limits import LARGEST_FILE, megabytes
from dondoc.portal.context import PageContext
from dondoc.portal.seal import Expired, Seal
from dondoc.portal.sign_in.session import require_form_token
from dondoc.portal.unit.upload_slot import upload_slot
from dondoc.problems import Problem, Refused
from dondoc.retention_periods import UNCLAIMED
from dondoc.submissions.files import is_sha256, stored_path, write_whole
from dondoc.tables.difference_line import DifferenceLine

_LABEL = "Tệp"
_NOTHING = "hãy chọn tệp CSV (UTF-8) hoặc .xlsx"
_TOO_LARGE = f"lớn quá {megabytes(LARGEST_FILE)}; hãy chia thành các tệp nhỏ hơn"
_GONE = "trang đã mở từ lâu, tệp không còn được giữ; hãy chọn lại tệp"
_FORM_PARTS = 10


@dataclass(frozen=True)
class TableFile:
    """A file as it came; `sheet` is the name of the sheet that is meant, of a workbook.

    `day` is what the form's own field says of which day it is, where it asks.
    """

    name: str
    content: bytes | None
    sheet: str = ""
    day: str = ""
    seen: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content or b"").hexdigest()


@dataclass(frozen=True)
class SeenDifference:
    """What the file would do: in numbers, line by line, and as one hash of both."""

    counts: str
    lines: tuple[DifferenceLine, ...]
    nothing: bool

    @property
    def mark(self) -> str:
        said = "\n".join([self.counts, *(f"{one.mark} {one.words}" for one in self.lines)])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


async def read_table(request: Request) -> TableFile:
    """The file of a form of ours; one over the limit is not read into memory."""
    async with upload_slot(request):
        form = await request.form(max_files=1, max_fields=_FORM_PARTS)
        try:
            require_form_token(request, str(form.get("form_token", "")))
            file = form.get("tep")
            sheet, day = (str(form.get(name, "")).strip() for name in ("trang", "ngay"))
            if not isinstance(file, UploadFile):
                return TableFile("", b"", sheet, day)
            large = (file.size or 0) > LARGEST_FILE
            content = None if large else await file.read()
            return TableFile(file.filename or "", content, sheet, day)
        finally:
            await form.close()


@dataclass(frozen=True)
class TableKeeper:
    """Keeps such files for one purpose (of one session); what it signs is worth nothing else."""

    here: PageContext
    purpose: str

    def keep(self, file: TableFile) -> TableFile:
        """Put the bytes down. Raises Refused for no file, and for one that is too large."""
        if file.content is None or not file.content:
            wanted = _TOO_LARGE if file.content is None else _NOTHING
            raise Refused(Problem("tep", file.name, wanted, _LABEL))
        write_whole(stored_path(self.here.settings.files_dir, file.sha256), file.content)
        return file

    def sign(self, table: TableFile, seen: SeenDifference) -> str:
        """What the page of the preview carries."""
        return self._seal.sign([table.name, table.sha256, table.sheet, table.day, seen.mark])

    def carried(self, text: str) -> TableFile:
        """The file behind it. Raises Refused where it is not ours, too old, or gone."""
        nothing = ("", "", "", "", "")
        try:
            name, sha256, sheet, day, seen = self._seal.read(text) or nothing
        except Expired:
            name, sha256, sheet, day, seen = nothing
        kept = is_sha256(sha256) and stored_path(self.here.settings.files_dir, sha256)
        if not kept or not kept.is_file():
            raise Refused(Problem("tep", name, _GONE, _LABEL))
        return TableFile(name, kept.read_bytes(), sheet, day, seen)

    @property
    def _seal(self) -> Seal:
        return Seal(self.here.settings.signing_key(), self.purpose, UNCLAIMED, self.here.now)


def of_file(problem: Problem) -> Problem:
    """What is wrong in a line of the file: the form has one field for all of them."""
    return replace(problem, field="tep", label=problem.label or problem.field)
