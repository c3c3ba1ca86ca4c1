"""Which runs have a process on this machine: a run's own mark stands in its environment."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

_MARK = b"PREFECT__FLOW_RUN_ID="
_PROC = Path("/proc")


def runs_here() -> set[UUID]:
    """The runs that live here. Empty where the system does not tell (Linux alone does)."""
    found: set[UUID] = set()
    for folder in _PROC.glob("[0-9]*"):
        try:
            variables = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # gone meanwhile, or another user's
        marks = (one.removeprefix(_MARK) for one in variables if one.startswith(_MARK))
        found.update(UUID(mark.decode()) for mark in marks if mark)
    return found
