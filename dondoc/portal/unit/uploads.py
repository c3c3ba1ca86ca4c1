"""Files of a form: kept at once under their hash, and carried by it while a form is corrected."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from dondoc.limits import LARGEST_FILE, MOST_FILES, megabytes
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import StoredFile, store, stored_path


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
        said = json.dumps([self.assignment_id, *astuple(file)], ensure_ascii=False)
        payload = base64.urlsafe_b64encode(said.encode()).decode()
        return f"{payload}.{self._seal(payload)}"

    def carried(self, texts: Iterable[str]) -> list[StoredFile]:
        """The files behind such fields; what was tampered with, or is another's, is left out."""
        return [file for text in texts if (file := self._read(text)) is not None]

    def _store(self, upload: Upload) -> StoredFile:
        if upload.content is None:
            wanted = f"lớn quá {megabytes(LARGEST_FILE)}; hãy gửi tệp nhỏ hơn"
            raise Refused(Problem("file", upload.name, wanted, "Tệp kèm theo"))
        if not upload.content:
            wanted = "tệp rỗng, không có nội dung; hãy chọn lại"
            raise Refused(Problem("file", upload.name, wanted, "Tệp kèm theo"))
        return store(self.folder, upload.name, upload.content)

    def _read(self, text: str) -> StoredFile | None:
        payload, _, seal = text.partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(payload).encode()):
            return None
        assignment_id, *parts = json.loads(base64.urlsafe_b64decode(payload))
        file = StoredFile(*parts)
        ours = assignment_id == self.assignment_id
        return file if ours and stored_path(self.folder, file.sha256).is_file() else None

    def _seal(self, payload: str) -> str:
        return hmac.new(self.key, f"file\n{payload}".encode(), hashlib.sha256).hexdigest()


def distinct(files: Iterable[StoredFile]) -> list[StoredFile]:
    """The same bytes under the same name once, in the order in which they came."""
    return list(dict.fromkeys(files))


def too_many(files: Sequence[StoredFile]) -> list[Problem]:
    """One problem where there are more files than a submission may carry."""
    if len(files) <= MOST_FILES:
        return []
    wanted = f"nhiều nhất {MOST_FILES} tệp; hãy bỏ chọn bớt {len(files) - MOST_FILES} tệp"
    return [Problem("file", f"{len(files)} tệp", wanted, "Tệp kèm theo")]
