"""The data folder of `make run`: is it ours, and has its demo year been filled."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from deployments.one_stack import NAME as HELD
from deployments.one_stack import HeldFolder
from dondoc.problems import Problem, Refused

_NAME = "don-doc.json"
_LAYOUT = 1
"""Grows when a data folder of before can no longer be gone on with."""


def open_folder(folder: Path) -> HeldFolder:
    """Make the folder, or go on with ours, and hold it.

    Raises Refused for one that is not ours, of before, or held by another stack. A demo year whose
    filling was broken off is begun anew: it holds nothing that a person did.
    """
    path = folder / _NAME
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    others = [entry for entry in folder.iterdir() if entry not in (path, folder / HELD)]
    if others and (not path.is_file() or _read(path).get("layout") != _LAYOUT):
        wanted = "có dữ liệu không phải của bản này; hãy chạy lại với DATA=… là thư mục mới"
        raise Refused(Problem("DATA", str(folder), wanted))
    held = HeldFolder(folder)
    if not is_filled(folder):
        for entry in others:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        _write(path, filled=False)
    return held


def is_filled(folder: Path) -> bool:
    """Has the demo year been filled to its end?"""
    return _read(folder / _NAME).get("filled") is True


def mark_filled(folder: Path) -> None:
    """The demo year is filled."""
    _write(folder / _NAME, filled=True)


def _read(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(path: Path, *, filled: bool) -> None:
    path.write_text(json.dumps({"layout": _LAYOUT, "filled": filled}) + "\n", encoding="utf-8")
