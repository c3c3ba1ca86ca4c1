"""A round of a continuous duty that somebody opens by hand is never late and never chased."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import give_clerks

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 15), 9)


@pytest.mark.parametrize(
    ("duty", "threshold", "kind"),
    [("III.1.2.a2", 0, StandingKind.BELOW), ("III.1.3.b3", None, StandingKind.OVERDUE)],
)
def test_only_what_is_not_continuous_turns_overdue(
    engine: Engine, rulebook: Rulebook, duty: str, threshold: int | None, kind: StandingKind
) -> None:
    plan_duty = rulebook.registry.plan.duty(duty)
    unit = rulebook.registry.unit("so-tai-chinh")
    asked = Asked("Việc đã nêu", date(2027, 3, 18), "do văn bản ấn định", NoticeKind.DEMAND)
    give_clerks(engine, [unit.code])
    with transaction(engine) as session:
        ask_units(session, rulebook, plan_duty, [unit], asked=asked, by="account:1", now=NOW)
        as_of = at(date(2028, 1, 10), 9)
        facts = load_facts(session, col(Assignment.unit_code) == unit.code, as_of=as_of)[0]

        assert threshold == session.exec(select(Round.threshold)).one()
        assert (threshold is None) == facts.chased
        assert kind is standing(facts, as_of).kind
