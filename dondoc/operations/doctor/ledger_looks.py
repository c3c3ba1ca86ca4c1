"""The ledger: of this program's revision, of this key, whole, and it takes what is written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from dondoc.ledger.open_engine import connect
from dondoc.ledger.own_mark import refuse_other_key
from dondoc.ledger.revision import require_newest
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from models.database import transaction


def revision(patient: Patient) -> Iterator[Symptom]:
    require_newest(connect(patient.settings))
    yield from ()


def own_key(patient: Patient) -> Iterator[Symptom]:
    """Raises Refused for another key than the ledger's. A key that is lost is not made anew."""
    settings, engine = patient.settings, _there(patient)
    file = settings.data_dir / "secret.key"
    if not settings.secret_key.get_secret_value() and not file.exists():
        yield symptom("key_missing", path=str(file))
        return
    with transaction(engine, write=False) as session:
        refuse_other_key(session, settings.signing_key())


def integrity(patient: Patient) -> Iterator[Symptom]:
    """SQLite's own quick check; PostgreSQL looks after its pages by itself."""
    engine = _there(patient)
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as ledger:
            said = ledger.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    except DBAPIError as fault:
        said = str(fault.orig)
    if said != "ok":
        yield symptom("ledger_damaged", words=" ".join(str(said).split()))


def takes_writing(patient: Patient) -> Iterator[Symptom]:
    """A change that is taken back: of the installation's own row, into itself."""
    try:
        with _there(patient).connect() as ledger:
            ledger.execute(text("UPDATE installation SET mark = mark"))
            ledger.rollback()
    except DBAPIError as fault:
        yield symptom("ledger_read_only", words=" ".join(str(fault.orig).split())[:200])


def _there(patient: Patient) -> Engine:
    assert patient.here is not None
    return patient.here.engine
