"""Good examples that were told to the press, with the unit that each is about (III.1.2, gạch 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import AS_OF, stands_at
from dondoc.ledger.unit_on_record import body_of
from dondoc.limits import MOST_QUOTED
from dondoc.plan.bodies import Unit
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.reporting.consolidated.report_spans import Stretch
from models import Activity, Assignment, Round
from models.database import table_of


@dataclass(frozen=True)
class GoodExample:
    """One example: about whom, what came of it in numbers, and where it can be read."""

    about: Unit
    told_by: Unit
    title: str
    figure: str | None
    on: date
    link: str | None
    number: str | None


_EXAMPLES = (
    select(table_of(Activity), col(Assignment.unit_code))
    .join(Assignment, col(Activity.assignment_id) == col(Assignment.id))
    .join(Round, col(Assignment.round_id) == col(Round.id))
    .where(
        col(Activity.about_unit).is_not(None),
        col(Activity.recorded_at) <= AS_OF,
        stands_at(col(Activity.withdrawn_at)),
    )
    .order_by(col(Activity.done_on), col(Activity.id))
    .limit(MOST_QUOTED)
)


def good_examples(session: Session, rows: ReportRows) -> tuple[GoodExample, ...]:
    """Those of the period's days, the oldest first, as many as a report can list."""
    first_on, last_on = rows.span.days(Stretch.PERIOD)
    query = _EXAMPLES.where(col(Activity.done_on).between(first_on, last_on))
    found = session.execute(query, {"as_of": rows.as_of})
    return tuple(_example(session, rows, row) for row in found)


def _example(session: Session, rows: ReportRows, row: Any) -> GoodExample:
    registry = rows.rulebook.registry
    return GoodExample(
        about=body_of(session, registry, row.about_unit),
        told_by=body_of(session, registry, row.unit_code),
        title=row.title,
        figure=row.figure,
        on=row.done_on,
        link=row.link,
        number=row.number,
    )
