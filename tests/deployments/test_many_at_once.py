"""Many duties due at once: all of them done, none of them twice.

Half as many again as the pool lets run at a time: one worker takes them all from one file, two
share them on PostgreSQL. Each run costs seconds of a processor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, func, select

from deployments.server import RUNS_AT_ONCE
from dondoc import clock
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import load_settings
from models import Audit, Contact, Notice
from models.database import make_engine, transaction
from tests.support.cast import VERIFIED
from tests.support.full_postgresql import full_postgresql, installed
from tests.support.machine import (
    UNITS,
    Machine,
    completed,
    machine_in,
    start_runs,
    state_names,
    wait_for,
)

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]
BUSY = date(2026, 6, 1)  # a Monday on which some twenty duties have something to do
MANY = RUNS_AT_ONCE * 3 // 2


@pytest.fixture(params=["sqlite", "postgresql"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    """One worker on SQLite; two of them on PostgreSQL, with a database for Prefect too.

    Without an installed PostgreSQL the ledger alone is on one, and Prefect stays on SQLite.
    """
    with ExitStack() as stack:
        names, more = ["worker"], {}
        if request.param == "postgresql":
            names = ["worker", "worker-2"]
            if programs := installed():
                more = _databases(stack.enter_context(full_postgresql(programs)))
            else:
                more = _databases(request.getfixturevalue("postgresql_url"))
                del more["PREFECT_API_DATABASE_CONNECTION_URL"]
        here = stack.enter_context(machine_in(tmp_path, more))
        here.start("server", *names)
        yield here


def test_a_busy_morning_is_done_and_nothing_of_it_twice(machine: Machine):
    settings = load_settings()
    rulebook = load_rulebook(settings.plan_folder, demo=True)
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine) as session:
        session.add_all(
            Contact(unit_code=u, address=f"van-thu@{u}.example", verified_at=VERIFIED)
            for u in UNITS
        )

    ids = start_runs(_busy(rulebook), BUSY)
    wait_for(ids, completed, seconds=240)
    dispatch_window(engine, settings, rulebook, clock.at(BUSY, 8))
    engine.dispose()

    assert MANY == len(ids)
    assert [1] * MANY == [state_names(one).count("Running") for one in ids]
    with transaction(engine, write=False) as session:
        opened = session.exec(select(Audit.target).where(col(Audit.act) == "mở đợt")).all()
        notices = session.exec(select(func.count()).select_from(Notice)).one()
    assert opened
    assert len(set(opened)) == len(opened)
    assert notices
    told = Counter(mail.recipients[0] for mail in machine.mail.received)
    assert {f"van-thu@{unit}.example": 1 for unit in UNITS} == told


def _busy(rulebook: Rulebook) -> list[str]:
    """So many deployments with something to do that day, in the plan's order."""
    registry = rulebook.registry
    with_work = (
        duty.slug
        for duty in registry.plan.duties
        if duty.kind == "duty"
        and agenda(duty, registry.plan, registry, rulebook.workdays, start_on=BUSY, end_on=BUSY)
    )
    return list(islice(with_work, MANY))


def _databases(url: str) -> dict[str, str]:
    """A database for Prefect and one for the ledger."""
    names = ("cung_luc_prefect", "cung_luc_so")
    with make_engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
    prefect, ledger = (url.replace("/postgres?", f"/{name}?") for name in names)
    return {
        "PREFECT_API_DATABASE_CONNECTION_URL": prefect.replace("+psycopg:", "+asyncpg:"),
        "DONDOC_DATABASE_URL": ledger,
    }
