"""Which assignments a pack tells of, for whom: what is kept back from him is said, never lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids
from dondoc.ledger.in_plan import in_plan, strangers
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.progress import rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, File, Round, Submission

MayRead = Callable[[Duty, Unit], str]
"""Why the reader may not have what is of that duty and unit; empty where he may."""


@dataclass(frozen=True)
class Chosen:
    """The rows that a reader gets, in the plan's order.

    `not_his` says whose the others are, `lost` what the plan's files lead nowhere with.
    """

    rows: tuple[UnitProgress, ...]
    not_his: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def ids(self) -> list[int]:
        return [row.facts.id for row in self.rows]

    @property
    def left_out(self) -> tuple[str, ...]:
        return self.not_his + self.lost


@dataclass(frozen=True)
class PackOutline:
    """How much a pack would hold: `size` is that of its files, in bytes."""

    assignments: int
    submissions: int
    files: int
    size: int


def choose_rows(
    session: Session,
    rulebook: Rulebook,
    subject: PackSubject,
    may_read: MayRead,
    *,
    as_of: datetime,
) -> Chosen:
    """What was asked by then of the subject's year."""
    known = in_plan(session, rulebook.registry, local_date(as_of))
    found = rows_of(session, rulebook, *subject.where(), *known, as_of=as_of)
    rows: list[UnitProgress] = []
    kept_back: dict[tuple[str, str], int] = defaultdict(int)
    for row in found:
        duty = rulebook.registry.duty_of(row.facts.plan, row.facts.duty)
        if why := may_read(duty, row.unit):
            kept_back[duty.short, why] += 1
        else:
            rows.append(row)
    book = phrases("evidence")
    not_his = [book.not_his(short, count, why) for (short, why), count in kept_back.items()]
    rows.sort(key=_PlanOrder(rulebook))
    lost = _lost(session, rulebook, subject, as_of)
    return Chosen(tuple(rows), tuple(sorted(not_his)), tuple(lost))


def outline_of(session: Session, chosen: Chosen, *, as_of: datetime) -> PackOutline:
    """What was handed in to the chosen rows by then, counted."""
    of_rows = col(Submission.assignment_id).in_(IDS) & (col(Submission.recorded_at) <= AS_OF)
    papers = select(func.count()).select_from(Submission).where(of_rows)
    size = func.coalesce(func.sum(col(File.size)), 0)
    files = select(func.count(), size).select_from(File).join(Submission).where(of_rows)
    submissions = sum(one[0] for one in ask_by_ids(session, papers, chosen.ids, as_of=as_of))
    found = list(ask_by_ids(session, files, chosen.ids, as_of=as_of))
    return PackOutline(
        len(chosen.rows), submissions, sum(one[0] for one in found), sum(one[1] for one in found)
    )


class _PlanOrder:
    """Duties as the plan has them, then periods, then units in official order."""

    def __init__(self, rulebook: Rulebook) -> None:
        every = [*rulebook.registry.plan.duties, *rulebook.registry.ended.values()]
        self._places = {code: place for place, one in enumerate(every) for code in one.codes}

    def __call__(self, row: UnitProgress) -> tuple[int, str, int, str, str, int]:
        facts = row.facts
        place = self._places.get(facts.duty, len(self._places))
        return place, facts.period, row.unit.order, row.unit.code, facts.subject, facts.id


def _lost(
    session: Session, rulebook: Rulebook, subject: PackSubject, as_of: datetime
) -> Iterator[str]:
    """Rows of the year whose codes the plan's files no longer have: how many, of which."""
    theirs = strangers(session, rulebook.registry, local_date(as_of)).rows()
    if theirs is None:
        return
    names = col(Round.duty), col(Assignment.unit_code)
    query = (
        select(*names, func.count())
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(*subject.where(), theirs, col(Assignment.asked_at) <= as_of)
        .group_by(*names)
        .order_by(*names)
    )
    for duty, unit, count in session.execute(query):
        yield phrases("evidence").lost(duty, unit, count)
