"""A claim takes no more than it is asked to, and looks only at what is not sent yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Engine, event

from dondoc.clock import at
from dondoc.delivery import outbox
from dondoc.delivery.build_messages import gather_messages
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import transaction
from tests.support.cast import Cast
from tests.support.post import Office


def test_a_claim_takes_no_more_than_it_is_asked_to(
    engine: Engine, settings: Settings, rulebook: Rulebook, cast: Cast
) -> None:
    """PostgreSQL runs a bare subquery again for each row, and so passes its limit by."""
    office = Office(engine, settings, rulebook)
    office.morning(date(2027, 3, 1))
    now = at(date(2027, 3, 1), 8)
    with transaction(engine) as session:
        gather_messages(
            session, settings, now=now, office=True, windowed=True, workdays=rulebook.workdays
        )
    taken = []
    for _ in range(3):
        with transaction(engine) as session:
            one = outbox.claim(session, now=now, office=True, owner="a:1", limit=1, tried=[])
        taken.append(one)

    assert [1, 1, 1] == [len(one) for one in taken]
    assert 3 == len({message_id for one in taken for message_id in one})


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
