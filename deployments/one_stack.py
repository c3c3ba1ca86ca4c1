"""One stack a data folder: a second one would fill, or clear, what the first is at work on.

Only `make run` is single. Of portals and workers there may be many on one ledger: its own locks and
unique keys hold them apart (DESIGN §5).
"""

from __future__ import annotations

import json
import os
import socket
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

from dondoc.clock import local, now
from dondoc.problems import Problem, Refused

NAME = "dang-chay.json"
_LONGEST = 4096


class HeldFolder:
    """The folder is ours until this is closed, or our process ends in whatever way.

    The system's lock is what holds; the words in the file only tell who. So a file that a killed
    process left behind holds nobody up.
    """

    def __init__(self, folder: Path) -> None:
        """Raises Refused, with process, machine and time, where another stack is at work."""
        self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            flock(self._descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            wanted = f"đang có bản khác chạy trên thư mục này ({self._holder()})"
            wanted += "; hãy dừng bản ấy trước, hoặc chạy lại với DATA=… là thư mục khác"
            self.close()
            raise Refused(Problem("DATA", str(folder), wanted)) from None
        said = {"pid": os.getpid(), "machine": socket.gethostname()}
        said["since"] = f"{local(now()):%d/%m/%Y %H:%M}"
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps(said).encode(), 0)

    def close(self) -> None:
        """Let go of the folder."""
        os.close(self._descriptor)

    def _holder(self) -> str:
        try:
            said: dict[str, Any] = json.loads(os.pread(self._descriptor, _LONGEST, 0))
            return f"tiến trình {said['pid']} trên máy {said['machine']}, từ {said['since']}"
        except (ValueError, KeyError, TypeError):
            return "chưa nói là tiến trình nào"
