"""What the rooms of the bench share: seconds, and a line that says what was wanted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def cpu(act: Callable[[], Any]) -> tuple[Any, float]:
    """What it gave, and the processor seconds it took."""
    start = time.process_time()
    found = act()
    return found, time.process_time() - start


def wall(act: Callable[[], Any]) -> tuple[Any, float]:
    """What it gave, and the seconds on the clock."""
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start


def say(what: str, measured: str, wanted: str = "") -> None:
    told = f" (muốn: {wanted})" if wanted else ""
    print(f"{what:24} {measured:45}{told}", flush=True)


def load() -> str:
    """How busy the machine is otherwise: a figure taken under load is to be taken again."""
    return " ".join(f"{one:.1f}" for one in os.getloadavg())


def memory() -> float:
    """MiB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def forget_peak() -> None:
    """From now on `peak` is of what comes: what was loaded before is not in it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak() -> float:
    """The most MiB that this process held at once since `forget_peak`."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    said = next(line for line in lines if line.startswith("VmHWM:"))
    return int(said.split()[1]) / 1024
