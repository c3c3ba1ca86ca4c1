"""A month in which what is done is counted, and one-line ways to live through it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.activities.entry import GivenActivity
from dondoc.activities.record_activity import RecordedActivity, record_activity, withdraw_activity
from dondoc.clock import at
from dondoc.notices.write import PlannedCount, plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import Progress, progress
from dondoc.rounds.standing import Standing, standing
from dondoc.web.link_check import ALIVE, LinkCheck
from models import Assignment, Round
from models.database import transaction
from tests.support.counted_plan import NEWS

MARCH = "2027-M03"


def alive(_link: str) -> object:
    return ALIVE


class Counting:
    """One unit's counted duty in 2027: March and April are opened on their days."""

    def __init__(self, engine: Engine, rulebook: Rulebook, duty: str = NEWS) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.duty = rulebook.registry.plan.duty(duty)

    def open(self, on: date) -> None:
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, self.duty, now=at(on, 7, 30))

    def id(self, period: str = MARCH, unit: str = "so-tai-chinh") -> int:
        query = select(Assignment.id).join(Round).where(col(Assignment.unit_code) == unit)
        with transaction(self.engine, write=False) as session:
            chosen = query.where(col(Round.duty) == self.duty.code, col(Round.period) == period)
            found = session.exec(chosen).one()
        assert found is not None
        return found

    def add(
        self,
        now: datetime,
        *,
        period: str = MARCH,
        unit: str = "so-tai-chinh",
        by: str = "contact:1",
        link_check: LinkCheck = alive,  # type: ignore[assignment]
        **given: str,
    ) -> RecordedActivity:
        with transaction(self.engine) as session:
            return record_activity(
                session,
                self.rulebook,
                assignment_id=self.id(period, unit),
                given=GivenActivity(**given),
                by=by,
                now=now,
                link_check=link_check,
            )

    def four(self, now: datetime, unit: str, *, count: int = 4) -> None:
        for number in range(1, count + 1):
            self.add(now, unit=unit, title=f"Tin số {number}", done_on="10/03/2027")

    def withdraw(self, activity_id: int, now: datetime) -> None:
        with transaction(self.engine) as session:
            withdraw_activity(session, activity_id=activity_id, by="contact:1", now=now)

    def facts(self, as_of: datetime, period: str = MARCH) -> Facts:
        only = col(Assignment.id) == self.id(period)
        with transaction(self.engine, write=False) as session:
            return load_facts(session, only, as_of=as_of)[0]

    def count(self, as_of: datetime, period: str = MARCH) -> int:
        return self.facts(as_of, period).count

    def standing(self, as_of: datetime) -> Standing:
        return standing(self.facts(as_of), as_of)

    def progress(self, as_of: datetime, period: str = MARCH) -> Progress:
        with transaction(self.engine, write=False) as session:
            return progress(session, self.rulebook, duty=self.duty.code, period=period, as_of=as_of)

    def plan(self, now: datetime, *, after_due: bool = False) -> PlannedCount:
        with transaction(self.engine) as session:
            only = col(Round.duty) == self.duty.code
            return plan_notices(session, self.rulebook, only, now=now, after_due=after_due)
