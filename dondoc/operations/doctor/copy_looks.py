"""Copies: is there one, and how old is it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dondoc.operations.backup.copy_place import backup_place, newest_good_copy
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom

OLD = timedelta(hours=36)
"""A night was missed: copies are taken daily, and a night's run may be late."""


def newest_copy(patient: Patient) -> Iterator[Symptom]:
    place, copy = str(backup_place(patient.settings)), newest_good_copy(patient.settings)
    if copy is None:
        yield symptom("copy_none", place=place)
    elif patient.now - copy.taken_at > OLD:
        days = (patient.now - copy.taken_at).days
        yield symptom("copy_old", place=place, at=copy.taken_at, days=days)
