"""Random acts at random moments, on both databases: every order leaves the ledger true.

`make explore` runs the same machine for longer, with other seeds.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.orders.ledgers import PostgresqlLedgers, SqliteLedgers
from tests.orders.machine import Orders


def _run(ledgers: SqliteLedgers | PostgresqlLedgers, *, examples: int, steps: int) -> None:
    @seed(2027)
    class Here(Orders):
        new_world = ledgers.new_world

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            phases=(Phase.generate,),  # a red run is told at once; `make explore` shortens it
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_on_sqlite(tmp_path: Path) -> None:
    _run(SqliteLedgers(tmp_path), examples=8, steps=35)


def test_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    _run(PostgresqlLedgers(postgresql_url, tmp_path), examples=3, steps=30)
