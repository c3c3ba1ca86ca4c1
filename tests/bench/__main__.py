"""`make bench`: seconds, counts and ratios of one run. Not a test: nothing fails for being slow.

Each line says what was wanted (the issue's figure) beside what was measured. A room alone:
`python -m tests.bench sending`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from tests.bench.ledger import board, planning
from tests.bench.measure import say
from tests.bench.report import report
from tests.bench.sending import holding, sending


def importing() -> None:
    """`import dondoc` in a fresh interpreter, and what it drags in."""
    code = "import sys, dondoc, dondoc.cli; print('prefect' in sys.modules)"
    bare = min(_wall("pass") for _ in range(5))
    ours = min(_wall(code) for _ in range(5))
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    say(
        "import dondoc",
        f"{ours - bare:.3f} s, prefect nạp: {said.stdout.strip()}",
        "≤ 0,3 s, False",
    )


def ledger() -> None:
    """Planning, then the board over what was planned."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_dir=Path(folder), demo=True)
        rulebook = load_rulebook(demo=True)
        engine = prepare_ledger(settings, rulebook)
        planning(engine, rulebook)
        board(engine, settings, rulebook)


def _wall(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


ROOMS: dict[str, Callable[[], None]] = {
    "importing": importing,
    "ledger": ledger,
    "report": report,
    "sending": sending,
    "holding": holding,
}


def main(wanted: list[str]) -> None:
    """Measure and print: everything, or the rooms named."""
    for name, room in ROOMS.items():
        if not wanted or name in wanted:
            room()


if __name__ == "__main__":
    main(sys.argv[1:])
