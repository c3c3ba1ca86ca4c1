"""A commune that becomes a town on 01/06/2021 goes on under its district, under its new name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.succession import settle_abolished
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from models import Assignment
from models.database import transaction


def test_a_commune_that_becomes_a_town_goes_on_under_its_district(
    engine: Engine, rulebook: Rulebook
) -> None:
    duty = rulebook.registry.plan.duty("III.1.1.b1")
    with transaction(engine) as session:
        open_rounds(session, rulebook, duty, now=at(date(2021, 1, 26), 7, 30))
        settle_abolished(session, rulebook, [duty.code], now=at(date(2021, 6, 1), 7, 55))
    with transaction(engine, write=False) as session:
        codes = ("xa-02266-2021", "xa-02266-2021-06")
        query = select(Assignment).where(col(Assignment.unit_code).in_(codes))
        old, new = session.exec(query.order_by(col(Assignment.id)))
    assert (old.parent_id, False) == (new.parent_id, new.chased)
    assert (True, None) == (old.waived_at is not None, new.waived_at)
