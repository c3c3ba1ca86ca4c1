"""A claim looks only at what is not sent yet, whatever the years have left in the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Engine, event

from dondoc.clock import at
from dondoc.delivery import outbox
from models.database import transaction


def test_a_claim_on_sqlite_goes_by_the_index_of_what_is_unsent(sqlite_engine: Engine) -> None:
    said: list[tuple[str, Any]] = []
    event.listen(
        sqlite_engine, "before_cursor_execute", lambda *given: said.append((given[2], given[3]))
    )
    with transaction(sqlite_engine) as session:
        now = at(date(2027, 3, 1), 8)
        outbox.claim(session, now=now, office=True, owner="a:1", limit=32, tried=[])
    [claim] = [one for one in said if "UPDATE message" in one[0]]

    with sqlite_engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {claim[0]}", claim[1]).all()
    assert any("message USING INDEX ix_message_due" in step[-1] for step in plan)
