"""The machine: room on its disks, who may read what is kept, its clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from dondoc.limits import CLOCK_DIFFERS, MEGABYTE
from dondoc.operations.backup.copy_place import backup_place
from dondoc.operations.doctor import before_start
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.settings import FILE_VARIABLE, Settings
from models import Audit
from models.database import transaction

_LOW = 4
"""So many times what must stay free, and it is time to look: weeks of evidence."""


def data_folder(patient: Patient) -> Iterator[Symptom]:
    before_start.data_folder(patient.settings)
    yield from ()


def free_space(patient: Patient) -> Iterator[Symptom]:
    """Of the disks of data and copies, each once."""
    disks: dict[int, Path] = {}
    for place in (patient.settings.data_dir, backup_place(patient.settings)):
        if place.exists():
            disks.setdefault(place.stat().st_dev, place)
    for place in disks.values():
        free = shutil.disk_usage(place).free
        facts = {
            "place": str(place),
            "free": free // MEGABYTE,
            "least": patient.least_free // MEGABYTE,
        }
        if free < patient.least_free:
            yield symptom("disk_full", **facts)
        elif free < _LOW * patient.least_free:
            yield symptom("disk_low", **facts)


def readable_by_others(patient: Patient) -> Iterator[Symptom]:
    for path in open_to_others(patient.settings):
        yield symptom("readable", path=str(path), mode=right_mode(path))


def open_to_others(settings: Settings) -> list[Path]:
    """What other users of this machine may read: the data, the settings with their passwords."""
    data = settings.data_dir
    paths = [data, data / "secret.key", settings.files_dir, settings.mail_dir]
    if file := os.environ.get(FILE_VARIABLE):
        paths.append(Path(file))
    if settings.database.startswith("sqlite:///"):
        paths.append(Path(settings.database.removeprefix("sqlite:///")))
    return [path for path in paths if path.exists() and path.stat().st_mode & 0o077]


def right_mode(path: Path) -> str:
    """What `chmod` is to be told."""
    return "700" if path.is_dir() else "600"


def own_clock(patient: Patient) -> Iterator[Symptom]:
    """Against what was written before now, and against the database's own clock."""
    assert patient.here is not None
    with transaction(patient.here.engine, write=False) as session:
        newest = session.execute(select(func.max(Audit.at))).scalar()
        if newest is not None and newest > patient.now + CLOCK_DIFFERS:
            yield symptom("clock_behind", at=newest)
        if patient.here.engine.dialect.name == "postgresql":
            theirs = session.execute(text("SELECT clock_timestamp()")).scalar_one()
            if abs(theirs - patient.now) > CLOCK_DIFFERS + timedelta(minutes=1):
                seconds = round(abs(theirs - patient.now).total_seconds())
                yield symptom("clock_differs", server="PostgreSQL", seconds=seconds)
