"""Whom a decision on a unit's assignment reaches besides: the units under it that still owe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.decisions.act import DecisionAct
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment


def children_that_owe(session: Session, parent: Assignment, now: datetime) -> list[Assignment]:
    """What hangs under an assignment and has no answer yet, held for writing.

    A waiver and an extension are passed on to it: a return is about the unit's own document.
    """
    under = load_facts(session, col(Assignment.parent_id) == parent.id, as_of=now)
    ids = []
    for one in under:
        here = standing(one, now)
        if here.waiting_for_unit or here.kind is StandingKind.UPCOMING:
            ids.append(one.id)
    query = select(Assignment).where(col(Assignment.id).in_(ids)).order_by(col(Assignment.id))
    return list(session.exec(query.with_for_update()))


def with_parent(
    rulebook: Rulebook, act: DecisionAct, says: Callable[..., str], parent: Assignment
) -> DecisionAct:
    """The same act on a child, by the same account; `says` names the parent and its reason."""
    reason = says(rulebook.registry.unit(parent.unit_code), act.reason.strip())
    return replace(act, reason=reason, version=None)
