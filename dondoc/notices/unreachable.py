"""A unit without any usable contact: the monitoring body is told, once.

Of a unit whose last contact fell away in a row of its own, with the reason. The units that never
had one are a list not yet filled in: one row names all that are new (delivery/contactless.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_window
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.notice_key import NoticeKey, about_unit
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from models import Assignment, Contact, Notice, Round
from models.kinds import NoticeKind

NEVER = "chua-co"
"""The rung of a notice about a unit that never had a contact: once ever."""


def unreachable_key(unit_code: str, monitor_contact: int, rung: str) -> NoticeKey:
    """One note for each contact of the monitoring body and each contact that cannot be told."""
    return NoticeKey(about_unit(unit_code), monitor_contact, NoticeKind.UNREACHABLE, rung)


def plan_unreachable(
    session: Session,
    rulebook: Rulebook,
    unheard: Mapping[str, Facts],
    *,
    reach: Mapping[str, Reach],
    not_before: datetime,
    now: datetime,
) -> list[NoticeRow]:
    """Rows of notices; `unheard` is by unit what it cannot be told of."""
    registry, today = rulebook.registry, local_date(now)
    rows: list[NoticeRow] = []
    for unit_code, gone in _last_gone(session, list(unheard)).items():
        about = unheard[unit_code]
        monitor = registry.monitoring_unit(registry.duty_of(about.plan, about.duty), today)
        clerks = reach.get(monitor.code, NOBODY).clerks if monitor.code != unit_code else ()
        rows += [
            NoticeRow(
                unreachable_key(unit_code, clerk.id, f"c{gone}"),
                assignment_id=about.id,
                not_before=not_before,
                created_at=now,
                detail={"unit": unit_code},
            )
            for clerk in clerks
        ]
    return rows


def _last_gone(session: Session, unit_codes: list[str]) -> dict[str, int]:
    """The contact of each unit that was disabled last."""
    query = select(Contact.unit_code, Contact.id).where(
        col(Contact.unit_code).in_(unit_codes), col(Contact.disabled_at).is_not(None)
    )
    in_order = query.order_by(col(Contact.disabled_at), col(Contact.id))
    return {unit: gone or 0 for unit, gone in session.exec(in_order)}


def tell_of_contactless(session: Session, rulebook: Rulebook, *, now: datetime) -> int:
    """A notice for each unit that owes something and never had a contact; returns how many are new.

    The monitoring body is told once of each unit, whatever becomes of its own contacts.
    """
    by_monitor: dict[str, dict[str, Assignment]] = {}
    registry, today = rulebook.registry, local_date(now)
    known = in_plan(session, registry, today)
    for about, duty in session.exec(_OWED_BY_CONTACTLESS.where(*known)):
        monitor = registry.monitoring_unit(registry.plan.duty(duty), today).code
        if monitor != about.unit_code:
            by_monitor.setdefault(monitor, {}).setdefault(about.unit_code, about)
    reach = load_reach(session, by_monitor)
    not_before = next_window(now, rulebook.workdays)
    rows = [
        NoticeRow(
            unreachable_key(unit_code, clerk.id, NEVER),
            assignment_id=about.id,
            not_before=not_before,
            created_at=now,
            detail={"unit": unit_code},
        )
        for monitor, untold in by_monitor.items()
        for unit_code, about in _without_told(session, monitor, untold).items()
        for clerk in reach.get(monitor, NOBODY).clerks
    ]
    return len(insert_notices(session, rows))


def without_contact(session: Session, registry: Registry, on: date) -> list[str]:
    """The codes of the units that owe something and have no contact in use."""
    usable = select(Contact.unit_code).where(col(Contact.disabled_at).is_(None))
    known = in_plan(session, registry, on)
    query = select(Assignment.unit_code).join(Round)
    query = query.where(*_OWED, *known, col(Assignment.unit_code).not_in(usable))
    return sorted(session.exec(query.distinct()))


def _without_told(
    session: Session, monitor: str, units: Mapping[str, Assignment]
) -> dict[str, Assignment]:
    contacts = session.exec(select(Contact.id).where(col(Contact.unit_code) == monitor)).all()
    keys = {str(unreachable_key(unit, one or 0, NEVER)): unit for unit in units for one in contacts}
    told = session.exec(select(Notice.key).where(col(Notice.key).in_(list(keys))))
    known = {keys[key] for key in told}
    return {unit: about for unit, about in units.items() if unit not in known}


_OWED: tuple[ColumnElement[bool], ...] = (
    col(Assignment.completed_at).is_(None),
    col(Assignment.waived_at).is_(None),
    col(Assignment.chased).is_(True),
)

_OWED_BY_CONTACTLESS = (
    select(Assignment, Round.duty)
    .join(Round)
    .where(*_OWED, col(Assignment.unit_code).not_in(select(Contact.unit_code)))
    .order_by(col(Assignment.due_on), col(Assignment.id))
)
