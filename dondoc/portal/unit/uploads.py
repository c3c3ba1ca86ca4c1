"""Files of a form: kept at once under their hash, and carried by it while a form is corrected."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from starlette.datastructures import FormData, UploadFile

from dondoc.limits import LARGEST_FILE, LEAST_FREE, MOST_FILES, MOST_UNCLAIMED, megabytes
from dondoc.portal.seal import Expired, Seal
from dondoc.portal.unit.waiting_files import Unclaimed
from dondoc.problems import Problem, Refused
from dondoc.retention_periods import UNCLAIMED
from dondoc.submissions.files import StoredFile, is_sha256, judged, store, stored_path
from dondoc.text import in_words

_LABEL = "Tệp kèm theo"
_TOO_MUCH = (
    f"đơn vị đang có hơn {megabytes(MOST_UNCLAIMED)} tệp ở những trang chưa gửi xong;"
    f" hãy gửi nốt các trang ấy, hoặc chờ {in_words(UNCLAIMED.days)} ngày"
)
_NO_ROOM = "máy chủ sắp hết chỗ nên tạm không nhận tệp; hãy bỏ tệp và gửi câu trả lời với đường dẫn"
_GONE = "trang đã mở từ lâu, tệp không còn được giữ; hãy chọn lại tệp"


@dataclass(frozen=True)
class Upload:
    """A file as it came; `content` is None where it was too large to be read."""

    name: str
    content: bytes | None


@dataclass(frozen=True)
class Keeper:
    """Keeps files for one matter; what it signs is worth nothing for another.

    `about` names it: an assignment, an account's demand. `unit` is who lays them down.
    """

    folder: Path
    key: bytes
    about: str
    now: datetime
    unit: str
    least_free: int = LEAST_FREE

    @property
    def unclaimed(self) -> Unclaimed:
        return Unclaimed(self.folder, self.unit, self.now)

    def keep(
        self, uploads: Iterable[Upload], form: str = ""
    ) -> tuple[list[StoredFile], list[Problem]]:
        """Store what can be taken; every file that cannot is a problem of its own.

        Each is judged before it is stored. `form` is the key of the form that brings them.
        """
        kept: list[StoredFile] = []
        problems: list[Problem] = []
        waiting = self.unclaimed.size()
        for upload in uploads:
            try:
                file = _judged(upload)
                waiting += file.size
                self._room(file, waiting)
            except Refused as refused:
                problems += refused.problems
            else:
                store(self.folder, upload.name, upload.content or b"")
                self.unclaimed.add(file, form)
                kept.append(file)
        return kept, problems

    def sign(self, file: StoredFile) -> str:
        """What a hidden field carries so that the file need not be chosen again."""
        return self._seal.sign(astuple(file))

    def carried(self, texts: Iterable[str]) -> tuple[list[StoredFile], list[Problem]]:
        """The files behind such fields; what was tampered with, or is another's, is left out.

        Each whose bytes are no longer kept, or may soon not be, is a problem.
        """
        kept: list[StoredFile] = []
        problems: list[Problem] = []
        for text in texts:
            try:
                parts, late = self._seal.read(text), False
            except Expired as old:
                parts, late = old.value, True
            if parts is None or not is_sha256(str(parts[1])):
                continue
            file = StoredFile(*parts)
            if late or not stored_path(self.folder, file.sha256).is_file():
                problems.append(Problem("file", file.name, _GONE, _LABEL))
            else:
                kept.append(file)
        return kept, problems

    @property
    def _seal(self) -> Seal:
        return Seal(self.key, f"file of {self.about}", UNCLAIMED, self.now)

    def _room(self, file: StoredFile, waiting: int) -> None:
        """Refused where the unit, or the machine, has no room for one more."""
        if waiting > MOST_UNCLAIMED:
            raise Refused(Problem("file", file.name, _TOO_MUCH, _LABEL))
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free - file.size < self.least_free:
            raise Refused(Problem("file", file.name, _NO_ROOM, _LABEL))


def _judged(upload: Upload) -> StoredFile:
    if upload.content is None:
        wanted = f"lớn quá {megabytes(LARGEST_FILE)}; hãy gửi tệp nhỏ hơn"
        raise Refused(Problem("file", upload.name, wanted, _LABEL))
    if not upload.content:
        wanted = "tệp rỗng, không có nội dung; hãy chọn lại"
        raise Refused(Problem("file", upload.name, wanted, _LABEL))
    return judged(upload.name, upload.content)


async def uploads_of(form: FormData) -> tuple[Upload, ...]:
    """The files of a form that was read; one over the limit is not read into memory."""
    # A browser sends an empty, nameless file for a field in which nothing was chosen.
    sent = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    return tuple([await _upload(file) for file in sent])


async def _upload(file: UploadFile) -> Upload:
    content = await file.read() if (file.size or 0) <= LARGEST_FILE else None
    return Upload(file.filename or "", content)


def distinct(files: Iterable[StoredFile]) -> list[StoredFile]:
    """The same bytes under the same name once, in the order in which they came."""
    return list(dict.fromkeys(files))


def too_many(files: Sequence[StoredFile]) -> list[Problem]:
    """One problem where there are more files than a submission may carry."""
    if len(files) <= MOST_FILES:
        return []
    wanted = f"nhiều nhất {MOST_FILES} tệp; hãy bỏ chọn bớt {len(files) - MOST_FILES} tệp"
    return [Problem("file", f"{len(files)} tệp", wanted, _LABEL)]
