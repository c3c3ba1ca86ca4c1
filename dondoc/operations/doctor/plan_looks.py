"""Plan, calendar and people: what would stop a notice long before anybody tries to send it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, select

from dondoc.ledger.installation import Context
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.notices.unreachable import without_contact
from dondoc.operations.doctor import before_start
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from models import Contact
from models.database import transaction

_DECIDED_BY = 11
"""The month from which next year's days off should be known: the notices of 2025 and 2026 came at
the end of November and in December, and the first letters of January are planned then.
"""


def sound_plan(patient: Patient) -> Iterator[Symptom]:
    before_start.plan(patient.settings)
    yield from ()


def open_work(patient: Patient) -> Iterator[Symptom]:
    """Units, duties and roles that left the files while something of theirs is open."""
    here = _here(patient)
    with transaction(here.engine, write=False) as session:
        for gap in plan_gaps(session, here.rulebook.registry, here.today):
            yield symptom("plan_gap", place=gap.place, message=gap.message, remedy=gap.remedy)


def days_off(patient: Patient) -> Iterator[Symptom]:
    here = _here(patient)
    year = here.today.year
    if not here.rulebook.workdays.confirmed(year):
        yield symptom("days_off_unknown", year=year)
    if not here.rulebook.workdays.confirmed(year + 1):
        pressing = here.today.month >= _DECIDED_BY
        yield symptom("days_off_unknown" if pressing else "days_off_to_come", year=year + 1)


def unconfirmed_contacts(patient: Patient) -> Iterator[Symptom]:
    here = _here(patient)
    if not here.settings.verify_contacts:
        return
    query = select(Contact.unit_code).where(
        col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None)
    )
    with transaction(here.engine, write=False) as session:
        codes = list(session.exec(query.order_by(col(Contact.unit_code), col(Contact.id))))
    if codes:
        yield symptom("contacts_unconfirmed", count=len(codes), units=_names(here, codes))


def units_without_contact(patient: Patient) -> Iterator[Symptom]:
    here = _here(patient)
    with transaction(here.engine, write=False) as session:
        codes = without_contact(session, here.rulebook.registry, here.today)
    if codes:
        yield symptom("units_without_contact", units=_names(here, codes))


def _names(here: Context, codes: list[str]) -> list[str]:
    """Each unit once; one that left the files by its code."""
    registry = here.rulebook.registry
    known = {unit.code: unit.name for unit in registry.units}
    return [known.get(code, code) for code in dict.fromkeys(codes)]


def _here(patient: Patient) -> Context:
    assert patient.here is not None
    return patient.here
