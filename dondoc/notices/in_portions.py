"""A run's planning, portion by portion: memory and locks stay small however many units there are.

A unit is never divided, and who hears of others' work is told last, of everything at once: so what
one contact is to read is committed together, and no letter of it leaves before the rest is there
(decision 0090).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_, func, or_, select
from sqlmodel import Session, col

from dondoc.ledger.rows import NoticeRow
from dondoc.notices.find_due import (
    TOLD_BEFORE_ITS_DATE,
    FoundDue,
    Occasion,
    Said,
    find_due,
    occasion,
)
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import PlannedCount, insert_counted, shortfalls
from dondoc.notices.yearly import counted_now, tell_continuous
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Round
from models.database import transaction

PORTION = 5_000
"""Assignments that are looked at in one transaction, and those of one unit more: some 20 MB."""


def plan_in_portions(
    engine: Engine,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    now: datetime,
    after_due: bool,
    portion: int = PORTION,
) -> PlannedCount:
    """Plan all that is due at `now` for the assignments chosen, the year's word about what is
    counted, and, where it chases (`after_due`), who never had a contact.

    A portion that was committed stays if the run is killed: the next one finds its keys taken, and
    plans the rest.
    """
    with transaction(engine, write=False) as session:
        here = occasion(session, rulebook, *where, now=now, after_due=after_due)
        portions = list(_portions(session, here, portion))
    planning = _Planning(here)
    for units in portions:
        with transaction(engine) as session:
            planning.tell(session, units)
    with transaction(engine) as session:
        planning.tell_above(session)
        if after_due:
            tell_of_contactless(session, rulebook, now=now)
    return planning.count


class _Planning:
    """What the portions did so far, and what is left for the last transaction."""

    def __init__(self, here: Occasion) -> None:
        self.count = PlannedCount()
        self._here = here
        self._later: list[Said] = []
        self._lost: list[NoticeRow] = []
        self._unreachable: set[str] = set()
        self._counted: set[int | None] = set()  # of what is said later, what was counted before

    def tell(self, session: Session, units: Sequence[str]) -> None:
        """What is said to these units themselves; what others are to hear of them is left."""
        found = self._find(session, units)
        own = _contacts(found, units)
        mine = [one for one in found.said if one[0].contact_id in own]
        later = [one for one in found.said if one[0].contact_id not in own]
        about = self._write(session, self._here.rows(mine))
        self._counted |= about.intersection(one.assignment_id for one, _wait in later)
        self._later += later
        self._tell_of_counted(session, units)

    def tell_above(self, session: Session) -> None:
        """The bodies that hear of others' work: all that is left, and what they owe themselves."""
        units = sorted(self._here.above)
        found = self._find(session, units)
        said = sorted([*self._later, *found.said], key=lambda one: one[0].assignment_id)
        short = shortfalls(session, self._here, found.reach)
        for rows in (self._here.rows(said), short.rows, self._lost):
            self._counted |= self._write(session, rows)
        self._tell_of_counted(session, units)
        self.count.unreachable = tuple(sorted(self._unreachable | short.unreachable))

    def _find(self, session: Session, units: Sequence[str]) -> FoundDue:
        found = find_due(session, self._here, units)
        self._lost += found.lost
        self._unreachable.update(found.unheard)
        return found

    def _write(self, session: Session, rows: Iterable[NoticeRow]) -> set[int | None]:
        """Insert and count; an assignment that was counted is not counted again."""
        kinds, about = insert_counted(session, rows)
        first_at = self._here.not_before if kinds else None
        self.count += PlannedCount(kinds.total(), len(about - self._counted), first_at, kinds)
        return about

    def _tell_of_counted(self, session: Session, units: Sequence[str]) -> None:
        here = self._here
        self.count += tell_continuous(
            session, here.rulebook, *here.where, now=here.now, units=units
        )


def _contacts(found: FoundDue, units: Sequence[str]) -> frozenset[int]:
    """The contacts through which these units are reached."""
    reached = [reach for code in units if (reach := found.reach.get(code))]
    return frozenset(one.id for reach in reached for one in (*reach.clerks, *reach.heads))


def _portions(session: Session, here: Occasion, size: int) -> Iterator[list[str]]:
    """The units with something to be told, each once, as many as have `size` assignments.

    The bodies above are not among them.
    """
    wanted = or_(and_(*TOLD_BEFORE_ITS_DATE), and_(*counted_now(here.today)))
    query = select(col(Assignment.unit_code), func.count()).join(Round)
    theirs = query.where(*here.where, wanted, col(Assignment.unit_code).not_in(sorted(here.above)))
    units: list[str] = []
    held = 0
    in_order = col(Assignment.unit_code)
    for unit, count in session.execute(theirs.group_by(in_order).order_by(in_order)):
        units.append(unit)
        held += count
        if held >= size:
            yield units
            units, held = [], 0
    if units:
        yield units
