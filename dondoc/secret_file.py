"""A secret that a program makes for itself: kept in a file of its own, whole or not at all."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from dondoc.problems import Problem, Refused

SHORTEST = 32
"""Letters of a secret that nobody guesses. An empty one, left by a full disk, signs for anybody."""


def kept_secret(path: Path, variable: str) -> str:
    """The secret in the file, made where there is none (mode 0600); `variable` names its setting.

    Written beside, synced, then linked: whoever reads sees a whole one, and of several who begin at
    once all take the same. Raises Refused for one that is too short.
    """
    if not path.exists():
        _make(path)
    found = path.read_text(encoding="ascii", errors="replace").strip()
    refuse_short(found, variable, str(path))
    return found


def refuse_short(secret: str, variable: str, where: str) -> None:
    """Raises Refused for a secret that could be guessed; the secret itself is not shown."""
    if len(secret) < SHORTEST:
        wanted = (
            f"khóa chỉ có {len(secret)} chữ, ít nhất phải {SHORTEST}: có thể tệp ghi dở khi ổ đĩa"
            " đầy hoặc mất điện; hãy lấy lại từ bản sao lưu, hoặc xóa tệp để lập khóa mới (mọi"
            " đường dẫn đã gửi sẽ hết hiệu lực)"
        )
        raise Refused(Problem(variable, where, wanted))


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SHORTEST))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)
        except FileExistsError:
            return  # another process was first
        _sync_folder(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
