"""A unit whose last contact fell away: the monitoring body is told, once.

A unit that never had a contact is no news but a list not yet filled in: every planning names it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.messages.facts import NoticeKind
from dondoc.rounds.facts import Facts
from dondoc.rounds.recipients import NOBODY, Reach
from dondoc.rounds.rulebook import Rulebook
from models import Contact


def unreachable_key(unit_code: str, monitor_contact: int, rung: str) -> str:
    """One note for each contact of the monitoring body and each contact that cannot be told."""
    return f"u{unit_code}·c{monitor_contact}·{NoticeKind.UNREACHABLE.value}·{rung}"


def plan_unreachable(
    session: Session,
    rulebook: Rulebook,
    unheard: Mapping[str, Facts],
    *,
    reach: Mapping[str, Reach],
    not_before: datetime,
    now: datetime,
) -> list[dict[str, Any]]:
    """Rows of notices; `unheard` is by unit what it cannot be told of."""
    registry, today = rulebook.registry, local_date(now)
    rows = []
    for unit_code, gone in _last_gone(session, list(unheard)).items():
        about = unheard[unit_code]
        monitor = registry.monitoring_unit(registry.duty_of(about.plan, about.duty), today)
        clerks = reach.get(monitor.code, NOBODY).clerks if monitor.code != unit_code else ()
        rows += [
            {
                "key": unreachable_key(unit_code, clerk.id, f"c{gone}"),
                "assignment_id": about.id,
                "contact_id": clerk.id,
                "kind": NoticeKind.UNREACHABLE.value,
                "rung": f"c{gone}",
                "cycle": about.cycle,
                "not_before": not_before,
                "created_at": now,
                "detail": json.dumps({"unit": unit_code}),
            }
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
