"""`make explore`: the machine that looks, for as long as one likes, with seeds of its own.

    python -m tests.orders [minutes] [seed] [steps]

Stops at the first fault and shows the shortest life that leads to it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.orders.ledgers import SqliteLedgers
from tests.orders.machine import Orders

LIVES = 50
"""Examples that share a seed: after each such lot the clock is asked."""


def explore(minutes: float, first_seed: int, steps: int) -> int:
    print(f"Hạt giống {first_seed}, {minutes:g} phút.", flush=True)
    until = time.monotonic() + 60 * minutes
    lots = 0
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        ledgers = SqliteLedgers(Path(folder))
        try:
            while lots == 0 or time.monotonic() < until:
                _lot(ledgers, first_seed + lots, steps)
                lots += 1
        finally:
            print(f"Hạt giống {first_seed}: {Orders.acts} việc, {lots * LIVES} đời.", flush=True)
    return 0


def _lot(ledgers: SqliteLedgers, number: int, steps: int) -> None:
    @seed(number)
    class Here(Orders):
        new_world = ledgers.new_world

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        explore(
            float(given[0]) if given else 10,
            int(given[1]) if len(given) > 1 else random.SystemRandom().randrange(10**6),
            int(given[2]) if len(given) > 2 else 50,
        )
    )
