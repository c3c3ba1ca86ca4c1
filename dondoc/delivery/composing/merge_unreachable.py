"""The units that never had a contact: their notices become one row of the message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from dondoc.messages.message_facts import Item
from dondoc.messages.phrasing import several
from dondoc.notices.unreachable import NEVER
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from models import Contact, Notice


def reached_since(session: Session, notices: Iterable[Notice], facts: dict[int, Facts]) -> set[int]:
    """The notices of units that have a contact by now."""
    about = {
        notice.id or 0: facts[notice.assignment_id].unit_code
        for notice in notices
        if notice.rung == NEVER and notice.assignment_id in facts
    }
    if not about:
        return set()
    units = col(Contact.unit_code).in_(set(about.values()))
    known = set(session.exec(select(Contact.unit_code).where(units).distinct()))
    return {number for number, unit in about.items() if unit in known}


def in_one_row(
    rulebook: Rulebook, base_url: str, said: Sequence[tuple[Notice, Facts, Item]]
) -> list[Item]:
    """The items, all of the units that never had a contact in one, the nearest date speaking."""
    unit = rulebook.registry.unit
    together = [(facts, item) for notice, facts, item in said if notice.rung == NEVER]
    others = [item for notice, _facts, item in said if notice.rung != NEVER]
    if not together:
        return others
    together.sort(key=lambda one: unit(one[0].unit_code).order)
    names = tuple(item.unit_name for _facts, item in together)
    first = min((item for _facts, item in together), key=lambda item: item.due_on)
    row = replace(
        first, unit_name=several(names), contactless=names, link=f"{base_url}/bang/dau-moi"
    )
    return [*others, row]
