"""Districts that direct their communes (III.1.1.b, 2021), lived through in one-line steps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import Progress, progress
from dondoc.rounds.standing import Standing, standing
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import Recorded, SubmissionSource, record_submission
from models import Account, Assignment, Round
from models.database import transaction
from models.kinds import DecisionKind, Way

DIRECTS, FOLLOWS = "III.1.1.b1", "III.1.1.b2"
PERIOD = "2021"
OPENED, MIDDLE = at(date(2021, 1, 26), 8), at(date(2021, 2, 8), 9)
LATE = at(date(2021, 3, 16), 9)  # the date wanted is Monday 15/03/2021
NA_HANG = "huyen-na-hang"  # twelve communes


def with_duty(rulebook: Rulebook, code: str, **changes: Any) -> Rulebook:
    """The same plan with something of a duty changed."""
    old = rulebook.registry
    duties = tuple(
        duty.model_copy(update=changes) if duty.code == code else duty for duty in old.plan.duties
    )
    plan = old.plan.model_copy(update={"duties": duties})
    return Rulebook(Registry(plan, old.roles, old.units), rulebook.workdays)


class Districts:
    """One round of a duty with communes; `unit` is the district most is about."""

    def __init__(
        self, engine: Engine, rulebook: Rulebook, *, duty: str = DIRECTS, now: datetime = OPENED
    ) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.duty = rulebook.registry.plan.duty(duty)
        with transaction(engine) as session:
            self.opened = open_rounds(session, rulebook, self.duty, now=now)

    def id(self, unit: str = NA_HANG, period: str = PERIOD) -> int:
        query = select(Assignment.id).join(Round).where(col(Assignment.unit_code) == unit)
        chosen = query.where(col(Round.duty) == self.duty.code, col(Round.period) == period)
        with transaction(self.engine, write=False) as session:
            found = session.exec(chosen).one()
        assert found is not None
        return found

    def communes(self, unit: str = NA_HANG, period: str = PERIOD) -> list[Assignment]:
        """What hangs under a district's assignment, in the order of its rows."""
        under = select(Assignment).where(col(Assignment.parent_id) == self.id(unit, period))
        with transaction(self.engine, write=False) as session:
            return list(session.exec(under.order_by(col(Assignment.id))).all())

    def record(self, assignment_id: int, now: datetime = MIDDLE, **given: Any) -> Recorded:
        source = SubmissionSource(by="contact:1", way=Way.LINK, received_at=now)
        with transaction(self.engine) as session:
            return record_submission(
                session,
                self.rulebook,
                assignment_id=assignment_id,
                given=Given(**given),
                source=source,
                now=now,
            )

    def paper(self, now: datetime = MIDDLE) -> Recorded:
        """The district's own document."""
        given = {"document_number": "15/UBND-NV", "document_on": "05/02/2021"}
        return self.record(self.id(), now, signer="Tô Viết Hiệp", **given)

    def all_answer(self, now: datetime = MIDDLE, *, but: int = 0) -> None:
        """Every commune but the last few has done it."""
        communes = self.communes()
        for one in communes[: len(communes) - but]:
            assert one.id is not None
            self.record(one.id, now, document_number="05/KH-UBND")

    def decide(self, account: Account, kind: DecisionKind, now: datetime, **changes: Any) -> None:
        assignment_id = changes.pop("assignment_id", None) or self.id()
        with transaction(self.engine) as session:
            decide(
                session,
                self.rulebook,
                assignment_id=assignment_id,
                account=account,
                ruling=Ruling(kind, **changes),
                now=now,
            )

    def facts(self, now: datetime, assignment_id: int | None = None) -> Facts:
        wanted = col(Assignment.id) == (assignment_id or self.id())
        with transaction(self.engine, write=False) as session:
            return load_facts(session, wanted, as_of=now)[0]

    def standing(self, now: datetime, assignment_id: int | None = None) -> Standing:
        return standing(self.facts(now, assignment_id), now)

    def progress(self, now: datetime) -> Progress:
        with transaction(self.engine, write=False) as session:
            return progress(session, self.rulebook, duty=self.duty.code, period=PERIOD, as_of=now)
