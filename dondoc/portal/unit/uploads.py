"""Files of a form: kept at once under their hash, and carried by it while a form is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from dondoc.limits import LARGEST_FILE, MOST_FILES, megabytes
from dondoc.operations.retention import UNCLAIMED
from dondoc.portal.seal import Expired, Seal
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import StoredFile, store, stored_path

_LABEL = "Tệp kèm theo"
_GONE = "trang đã mở từ lâu, tệp không còn được giữ; hãy chọn lại tệp"


@dataclass(frozen=True)
class Upload:
    """A file as it came; `content` is None where it was too large to be read."""

    name: str
    content: bytes | None


@dataclass(frozen=True)
class Keeper:
    """Keeps files for one assignment; what it signs is worth nothing for another."""

    folder: Path
    key: bytes
    assignment_id: int
    now: datetime

    def keep(self, uploads: Iterable[Upload]) -> tuple[list[StoredFile], list[Problem]]:
        """Store what can be taken; every file that cannot is a problem of its own."""
        kept: list[StoredFile] = []
        problems: list[Problem] = []
        for upload in uploads:
            try:
                kept.append(self._store(upload))
            except Refused as refused:
                problems += refused.problems
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
            if parts is None:
                continue
            file = StoredFile(*parts)
            if late or not stored_path(self.folder, file.sha256).is_file():
                problems.append(Problem("file", file.name, _GONE, _LABEL))
            else:
                kept.append(file)
        return kept, problems

    @property
    def _seal(self) -> Seal:
        return Seal(self.key, f"file of assignment {self.assignment_id}", UNCLAIMED, self.now)

    def _store(self, upload: Upload) -> StoredFile:
        if upload.content is None:
            wanted = f"lớn quá {megabytes(LARGEST_FILE)}; hãy gửi tệp nhỏ hơn"
            raise Refused(Problem("file", upload.name, wanted, _LABEL))
        if not upload.content:
            wanted = "tệp rỗng, không có nội dung; hãy chọn lại"
            raise Refused(Problem("file", upload.name, wanted, _LABEL))
        return store(self.folder, upload.name, upload.content)


def distinct(files: Iterable[StoredFile]) -> list[StoredFile]:
    """The same bytes under the same name once, in the order in which they came."""
    return list(dict.fromkeys(files))


def too_many(files: Sequence[StoredFile]) -> list[Problem]:
    """One problem where there are more files than a submission may carry."""
    if len(files) <= MOST_FILES:
        return []
    wanted = f"nhiều nhất {MOST_FILES} tệp; hãy bỏ chọn bớt {len(files) - MOST_FILES} tệp"
    return [Problem("file", f"{len(files)} tệp", wanted, _LABEL)]
