"""Which rows the board shows: all of them where one page holds them, else group totals or a page.

A round of thousands of units is counted whole, for the sentence and the totals; of its neighbours
only the lines in sight are looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.messages.phrasing import brief_name
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.board_view import View
from dondoc.portal.board.filters import narrow
from dondoc.portal.board.groups import GROUPS, PLACE
from dondoc.rounds.progress import OWN, Progress, progress, progress_from, progress_of_duty, rows_of
from dondoc.rounds.tally import Alike, Tally, tally_of
from dondoc.rounds.unit_progress import UnitProgress
from dondoc.text import fold
from models import Assignment, Round

MOST_LINES = 200


@dataclass(frozen=True)
class GroupTotal:
    """How a group stands in the round in view."""

    group: str
    tally: Tally

    @property
    def name(self) -> str:
        return GROUPS[self.group]


@dataclass(frozen=True)
class BoardRows:
    """The columns of the matrix; of the `partial` ones only the lines in sight are known.

    `chosen` is whole. `groups` stand instead of lines where nothing is narrowed and there are more
    than a page holds. `found` counts the lines that the address asks for, `of` all of them.
    """

    rounds: tuple[Progress, ...]
    chosen: Progress | None
    partial: frozenset[str] = frozenset()
    groups: tuple[GroupTotal, ...] = ()
    found: int | None = None
    of: int | None = None
    number: int = 1
    last: int = 1


def board_rows(
    session: Session,
    rulebook: Rulebook,
    view: View,
    periods: Sequence[str],
    *,
    number: int,
    as_of: datetime,
    whole: bool = False,
) -> BoardRows:
    """The rows of a view; `periods` are the columns, `number` the page that is asked for.

    The `whole` view is every line in every column, however many there are: for a file.
    """
    if view.duty is None or view.period is None:
        return BoardRows((), None)
    duty = view.duty.code
    if whole or _lines_of(session, duty, view.period, as_of) <= MOST_LINES:
        found = progress_of_duty(session, rulebook, duty=duty, periods=periods, as_of=as_of)
        return BoardRows(tuple(found), next(o for o in found if o.period == view.period))
    chosen = progress(session, rulebook, duty=duty, period=view.period, as_of=as_of)
    lines = narrowed(view, chosen)
    every = len({row.unit.code for row in chosen.rows})
    if not (view.group or view.search or view.only):
        totals = _totals(chosen)
        head = replace(chosen, rows=())  # no line of it is written
        return BoardRows((head,), chosen, groups=totals, found=every, of=every)
    last = max(1, -(-len(lines) // MOST_LINES))
    page = min(max(1, number), last)
    units = lines[(page - 1) * MOST_LINES : page * MOST_LINES]
    others = [key for key in periods if key != view.period]
    beside = _beside(session, rulebook, duty, periods=others, units=units, as_of=as_of)
    kept = set(units)
    here = replace(chosen, rows=tuple(row for row in chosen.rows if row.unit.code in kept))
    columns = tuple(here if key == view.period else beside[key] for key in periods)
    return BoardRows(columns, chosen, frozenset(others), (), len(lines), every, page, last)


def narrowed(view: View, chosen: Progress) -> list[str]:
    """The codes of the units that the address asks for, by their rows in the round in view."""
    rows: Sequence[UnitProgress] = narrow(chosen, view.only)
    wanted = fold(view.search)
    kept = {
        row.unit.code: row.unit
        for row in rows
        if (not view.group or row.unit.group == view.group)
        and (not wanted or wanted in fold(f"{row.unit.name} {brief_name(row.unit.name)}"))
    }
    order = sorted(kept.values(), key=lambda unit: (PLACE[unit.group], unit.order, unit.code))
    return [unit.code for unit in order]


def _lines_of(session: Session, duty: str, period: str, as_of: datetime) -> int:
    query = select(func.count()).select_from(Assignment).join(Round)
    mine = (col(Round.duty) == duty, col(Round.period) == period)
    return session.exec(query.where(OWN, *mine, col(Assignment.asked_at) <= as_of)).one()


def _totals(chosen: Progress) -> tuple[GroupTotal, ...]:
    groups = sorted({row.unit.group for row in chosen.rows}, key=PLACE.__getitem__)
    return tuple(
        GroupTotal(group, tally_of(Alike(row) for row in chosen.rows if row.unit.group == group))
        for group in groups
    )


def _beside(
    session: Session,
    rulebook: Rulebook,
    duty: str,
    *,
    periods: Sequence[str],
    units: Sequence[str],
    as_of: datetime,
) -> dict[str, Progress]:
    rows = rows_of(
        session,
        rulebook,
        OWN,
        col(Round.duty) == duty,
        col(Round.period).in_(periods),
        col(Assignment.unit_code).in_(units),
        as_of=as_of,
    )
    return {
        key: progress_from(
            rulebook, duty, key, [row for row in rows if row.facts.period == key], as_of=as_of
        )
        for key in periods
    }
