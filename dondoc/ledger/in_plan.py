"""What the ledger names and the plan's files no longer know, set aside in one place.

A code edited under open work must stop its own rows and no others: who acts on many rows at once
asks for those `in_plan`; what is left out is named by `plan_gaps` (docs/decisions/0030).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from dondoc.plan.registry import Registry
from models import Assignment, Contact, Notice, Round, UnitRow


@dataclass(frozen=True)
class Strangers:
    """Codes that rows bear and that lead nowhere: to no duty, no unit, nobody who watches over.

    Usually there are none; then nothing is asked of the rows.
    """

    duties: frozenset[str]
    units: frozenset[str]

    def rows(self) -> ColumnElement[bool] | None:
        """Their assignments, in a query that joins the rounds; None where there are none."""
        found = []
        if self.duties:
            found.append(col(Round.duty).in_(sorted(self.duties)))
        if self.units:
            found.append(col(Assignment.unit_code).in_(sorted(self.units)))
        return or_(*found) if found else None

    def notices_left(self) -> list[ColumnElement[bool]]:
        """What to ask of Notice and Contact to leave out what is said of such a row or unit."""
        rows = self.rows()
        if rows is None:
            return []
        about = select(Assignment.id).join(Round).where(rows)
        of = col(Notice.assignment_id)
        kept = [or_(of.is_(None), of.not_in(about))]
        if self.units:
            kept.append(col(Contact.unit_code).not_in(sorted(self.units)))
        return kept


NO_STRANGERS = Strangers(frozenset(), frozenset())


_UNITS = select(func.aggregate_strings(col(UnitRow.code), ","))


def strangers(session: Session, registry: Registry, on: date) -> Strangers:
    """The codes in the ledger that the plan's files lead nowhere with on that day."""
    duties = set(session.exec(select(Round.duty).distinct()))
    # One row with all of them: this is asked many times a day, of hundreds of units.
    units = set((session.exec(_UNITS).one() or "").split(",")) - {""}
    unwatched = registry.unwatched(on)
    return Strangers(
        duties=frozenset(duties - registry.duty_codes | duties.intersection(unwatched)),
        units=frozenset(units - registry.unit_codes),
    )


def in_plan(session: Session, registry: Registry, on: date) -> list[ColumnElement[bool]]:
    """What to ask of Assignment and Round so that only rows come that the plan knows."""
    rows = strangers(session, registry, on).rows()
    return [] if rows is None else [~rows]
