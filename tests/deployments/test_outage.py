"""Worker and server killed in the morning's runs: afterwards the day is complete, once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from deployments.catalogue import FOLLOW_UP
from deployments.outages import AGAIN, Patience, put_runs_right
from deployments.processes_here import runs_here
from dondoc import clock
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from models import Assignment, Contact, Round
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.machine import (
    UNITS,
    Machine,
    begun,
    completed,
    machine_in,
    start_runs,
    state_names,
    wait_for,
)

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]
OPENS = date(2026, 3, 2)  # quý I/2026 opens on this Monday
MORNING = ("bao-cao-dinh-ky", "bao-cao-tong-hop", FOLLOW_UP)
AT_ONCE = Patience(timedelta(0), timedelta(0))


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with machine_in(tmp_path, {}) as here:
        yield here


def test_the_day_is_complete_afterwards_and_nothing_is_sent_twice(machine: Machine):
    settings = load_settings()
    rulebook = load_rulebook(settings.plan_folder, demo=True)
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine) as session:
        session.add_all(
            Contact(unit_code=u, address=f"van-thu@{u}.example", verified_at=VERIFIED)
            for u in UNITS
        )
    machine.start("server", "worker")
    ids = start_runs(MORNING, OPENS)
    wait_for(ids, begun)
    machine.kill("worker", "server")
    while runs_here() & set(ids):  # killed with the worker's group, and gone in an instant
        time.sleep(0.05)

    machine.start("server")
    mended = put_runs_right(clock.now(), patience=AT_ONCE)
    assert mended
    assert all(one.again for one in mended)
    machine.start("worker")
    wait_for(ids, completed)
    dispatch_window(engine, settings, rulebook, clock.at(OPENS, 8))
    again = dispatch_window(engine, settings, rulebook, clock.at(OPENS, 14))

    duty = rulebook.registry.plan.duty("bao-cao-dinh-ky")
    with transaction(engine, write=False) as session:
        assert len(rulebook.registry.responsible(duty, OPENS)) == assigned(session, duty.code)
    assert 0 == again.sent
    told = Counter(mail.recipients[0] for mail in machine.mail.received)
    assert {f"van-thu@{unit}.example": 1 for unit in UNITS} == told
    assert len(mended) == sum(state_names(one).count(AGAIN) for one in ids)


def assigned(session: Session, duty: str) -> int:
    query = select(func.count()).select_from(Assignment).join(Round)
    return session.exec(query.where(col(Round.duty) == duty)).one()
