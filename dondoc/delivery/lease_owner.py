"""Whose a lease is, and whether that process is gone: then nobody waits for the lease to end.

A process is known by its number only on its own machine, since its last start, and in its own
container. What stands in a lease names all three; anybody else's is left to lapse.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PROCESSES = Path("/proc")
_STATE, _STARTED = 0, 19
"""Of /proc/N/stat, after the name: one letter, and when it was started, in ticks (proc(5))."""


def this_process() -> str:
    """The owner of the leases that this process takes."""
    return _named(os.getpid())


def is_gone(owner: str | None) -> bool:
    """Is it certain that this process has ended?"""
    parts = (owner or "").split(":")
    mine = this_process().split(":")
    if len(parts) < len(mine) or len(mine) < 4 or parts[0] != mine[0] or parts[3] != mine[3]:
        return False
    return _started(parts[1]) != parts[2]


@cache
def _named(pid: int) -> str:
    """«machine:number:start:where»; on a system without /proc the first two."""
    where = f"{os.uname().nodename.replace(':', '-')}:{pid}"
    started, place = _started(str(pid)), _place()
    return f"{where}:{started}:{place}" if started and place else where


def _started(pid: str) -> str:
    """When the process was started; empty where there is none, or only its remains."""
    try:
        words = (_PROCESSES / pid / "stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[_STATE] in "ZX" else words[_STARTED]


@cache
def _place() -> str:
    """The machine's present run, and the numbering of processes that we see."""
    try:
        boot = (_PROCESSES / "sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot[:13]}.{(_PROCESSES / 'self/ns/pid').stat().st_ino}"
    except OSError:
        return ""
