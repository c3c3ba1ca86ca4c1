"""Looks into the ledger, on each database: it can be written to, it is whole, its clock is ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from dondoc.clock import at
from dondoc.ledger import audit
from dondoc.ledger.installation import Context
from dondoc.ledger.own_mark import know_installation
from dondoc.operations.doctor import ledger_looks, machine_looks
from dondoc.operations.doctor.patient import Patient
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Audit, InstallationRow
from models.database import make_engine, transaction

NOW = at(date(2027, 3, 1), 9)
Admit = Callable[[Engine], Patient]


@pytest.fixture
def admit(settings: Settings, rulebook: Rulebook) -> Admit:
    return lambda engine: Patient(settings, NOW, Context(settings, rulebook, engine, NOW))


@pytest.fixture
def read_only(engine: Engine, settings: Settings, tmp_path: Path) -> Iterator[Engine]:
    """The same ledger, by a door through which nothing can be written."""
    with transaction(engine) as session:
        know_installation(session, settings.signing_key())
    if engine.dialect.name == "sqlite":
        url = f"sqlite:///file:{engine.url.database}?mode=ro&uri=true"
    else:
        address = engine.url.render_as_string(hide_password=False)
        joined = "&" if "?" in address else "?"
        url = f"{address}{joined}options=-c%20default_transaction_read_only%3Don"
    door = make_engine(url)
    yield door
    door.dispose()


def test_a_ledger_that_takes_writing_is_not_changed_by_the_look(
    engine: Engine, settings: Settings, admit: Admit
) -> None:
    with transaction(engine) as session:
        know_installation(session, settings.signing_key())
        mark = session.exec(select(InstallationRow.mark)).one()

    assert [] == list(ledger_looks.takes_writing(admit(engine)))
    assert [] == list(ledger_looks.own_key(admit(engine)))
    with transaction(engine, write=False) as session:
        assert mark == session.exec(select(InstallationRow.mark)).one()


def test_a_ledger_that_takes_no_writing(read_only: Engine, admit: Admit) -> None:
    [found] = ledger_looks.takes_writing(admit(read_only))

    assert found.sentence.startswith("không ghi được vào sổ theo dõi: ")
    assert "quyền ghi" in found.remedy


def test_a_clock_behind_what_was_written(engine: Engine, admit: Admit) -> None:
    with transaction(engine) as session:
        row = Audit(at=NOW + timedelta(hours=2), actor="system", act=audit.PAUSED, target="x:1")
        session.add(row)

    found = [one.code for one in machine_looks.own_clock(admit(engine))]
    assert "clock_behind" == found[0]


@pytest.mark.one_database
def test_a_damaged_file(sqlite_engine: Engine, admit: Admit) -> None:
    assert [] == list(ledger_looks.integrity(admit(sqlite_engine)))
    path = Path(str(sqlite_engine.url.database))
    sqlite_engine.dispose()
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + b"\xff" * 20_000 + whole[middle + 20_000 :])

    [found] = ledger_looks.integrity(admit(sqlite_engine))
    assert found.sentence.startswith("sổ theo dõi bị hỏng: ")
    assert "khôi phục bản sao lưu" in found.remedy


@pytest.mark.one_database
def test_a_key_that_is_lost_is_not_made_anew(
    sqlite_engine: Engine, rulebook: Rulebook, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    here = Context(settings, rulebook, sqlite_engine, NOW)

    [found] = ledger_looks.own_key(Patient(settings, NOW, here))
    assert "lấy lại secret.key từ bản sao lưu" in found.remedy
    assert not (tmp_path / "data").exists()
