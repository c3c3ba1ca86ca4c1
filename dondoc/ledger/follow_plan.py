"""The ledger brought to the codes that the plan's files use now: `renamed_from`, in one place.

From here on nobody else needs to know that a duty, a unit or a role had another code. What is there
under the new code already stays as it is, and `plan_gaps` names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.ledger import audit
from dondoc.ledger.notice_key import about_duty, about_unit
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.registry import Registry
from models import Account, Activity, Assignment, Contact, Notice, Round, Token

RENAMED = "đổi mã theo kế hoạch"


def follow_plan(session: Session, registry: Registry, *, now: datetime) -> int:
    """Units as the files have them, and every old code replaced; returns how many rows changed.

    A second call finds nothing.
    """
    sync_units(session, registry)
    changed = 0
    for duty in registry.plan.duties:
        if duty.renamed_from:
            found = _duty(session, duty.renamed_from, duty.code)
            changed += _kept(session, found, "duty", (duty.renamed_from, duty.code), now=now)
    for unit in registry.units:
        if unit.renamed_from:
            found = _unit(session, unit.renamed_from, unit.code)
            changed += _kept(session, found, "unit", (unit.renamed_from, unit.code), now=now)
    for role in registry.roles:
        if role.renamed_from:
            found = _replaced(session, Assignment, "role", role.renamed_from, role.role)
            changed += _kept(session, found, "role", (role.renamed_from, role.role), now=now)
    session.flush()
    return changed


def _kept(session: Session, found: int, what: str, names: tuple[str, str], *, now: datetime) -> int:
    old, new = names
    if found:
        detail = f"{old} → {new}"
        target = f"{what}:{new}"
        audit.record(
            session, actor=audit.SYSTEM, act=RENAMED, target=target, now=now, detail=detail
        )
    return found


def _duty(session: Session, old: str, new: str) -> int:
    twin = aliased(Round)
    there = select(twin.id).where(
        col(twin.plan) == col(Round.plan),
        col(twin.period) == col(Round.period),
        col(twin.duty) == new,
    )
    found = _replaced(session, Round, "duty", old, new, ~there.exists())
    for account in session.exec(select(Account).where(col(Account.duties).contains(old))):
        codes = [code.strip() for code in account.duties.split(",")]
        if old in codes:
            account.duties = ",".join(dict.fromkeys(new if one == old else one for one in codes))
            found += 1
    _keys(session, about_duty(old, 0)[:-1], about_duty(new, 0)[:-1])
    return found


def _unit(session: Session, old: str, new: str) -> int:
    asked, reached = aliased(Assignment), aliased(Contact)
    twice = select(asked.id).where(
        col(asked.round_id) == col(Assignment.round_id),
        col(asked.subject) == col(Assignment.subject),
        col(asked.unit_code) == new,
    )
    known = select(reached.id).where(
        col(reached.channel) == col(Contact.channel),
        col(reached.address) == col(Contact.address),
        col(reached.purpose) == col(Contact.purpose),
        col(reached.unit_code) == new,
    )
    found = _replaced(session, Assignment, "unit_code", old, new, ~twice.exists())
    found += _replaced(session, Contact, "unit_code", old, new, ~known.exists())
    found += _replaced(session, Account, "unit_code", old, new)
    _replaced(session, Token, "unit_code", old, new)
    _replaced(session, Activity, "about_unit", old, new)
    _keys(session, about_unit(old) + "·", about_unit(new) + "·")
    return found


def _replaced(session: Session, table: Any, field: str, old: str, new: str, *where: Any) -> int:
    """How many rows of a table bore the old code, and bear the new one now."""
    column = getattr(table, field)
    change = update(table).where(col(column) == old, *where).values({field: new})
    return int(session.execute(change).rowcount)  # type: ignore[attr-defined] # of an act


def _keys(session: Session, old: str, new: str) -> None:
    """What was said once under the old code is not said again under the new one."""
    said: Iterable[Notice] = session.exec(select(Notice).where(col(Notice.key).startswith(old)))
    for notice in said:
        notice.key = new + notice.key.removeprefix(old)
