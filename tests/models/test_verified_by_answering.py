"""On the way up, a contact that has answered before counts as verified from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Contact, Round, Submission
from models.database import make_engine, transaction
from models.kinds import Answer, Way
from models.migrations.run import migrate, migrate_down

THEN = datetime(2027, 3, 2, 2, 0, tzinfo=UTC)
STEP = "0004_add_service_token"


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A ledger one step back."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'before.sqlite3'}")
    else:
        engine = _postgresql(request.getfixturevalue("postgresql_url"))
    migrate(engine)
    yield engine
    engine.dispose()


def test_who_has_answered_is_verified_and_nobody_else(before: Engine, rulebook: Rulebook) -> None:
    with transaction(before) as session:
        sync_units(session, rulebook.registry)
        session.flush()
        _lived(session)
    migrate_down(before, f"{STEP}-1")
    migrate(before)

    with transaction(before, write=False) as session:
        kept = session.exec(select(Contact).order_by(col(Contact.id))).all()
    assert [THEN, None] == [contact.verified_at for contact in kept]


def _lived(session: Session) -> None:
    """Two contacts of one unit; one of them has answered."""
    first, second = (
        Contact(unit_code="so-y-te", address=f"{name}@so-y-te.example") for name in ("a", "b")
    )
    days = dict.fromkeys(("nominal_on", "target_on", "due_on", "first_due_on"), date(2027, 3, 16))
    round_ = Round(plan="x", duty="x", period="x", opens_on=date(2027, 3, 1), opened_at=THEN)
    session.add_all([first, second, round_])
    session.flush()
    said = {
        "role": "x",
        "asked_at": THEN,
        "arithmetic": "x",
        "cycle_from_on": date(2027, 3, 1),
        **days,
    }
    owed = Assignment(round_id=round_.id, unit_code="so-y-te", **said)
    session.add(owed)
    session.flush()
    session.add(
        Submission(
            assignment_id=owed.id,
            version=1,
            answer=Answer.DONE,
            way=Way.LINK,
            recorded_by=f"contact:{first.id}",
            received_at=THEN,
            recorded_at=THEN,
        )
    )


def _postgresql(url: str) -> Engine:
    with make_engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS answering"))
        connection.execute(text("CREATE DATABASE answering"))
    return make_engine(url.replace("/postgres?", "/answering?"))
