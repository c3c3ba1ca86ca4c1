"""Days off that an administrator decided: kept in the ledger, reckoned with by every process.

They stand over calendar.yaml as that stands over the library: whoever opens the ledger asks
`with_decided` for the rulebook as it now is (docs/decisions/0052).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.days_off_file import DaysOffDecision, DecidedDay
from dondoc.calendar.workdays import Workdays
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from models import DecidedDays

RECORDED, WITHDRAWN = "ghi ngày nghỉ, ngày làm bù", "rút quyết định ngày nghỉ"


def decided(session: Session) -> tuple[DaysOffDecision, ...]:
    """What counts now, in the order in which it was recorded."""
    query = select(DecidedDays).where(col(DecidedDays.withdrawn_at).is_(None))
    return tuple(_decision(row) for row in session.exec(query.order_by(col(DecidedDays.id))))


def with_decided(rulebook: Rulebook, found: Sequence[DaysOffDecision]) -> Rulebook:
    """The rulebook on the calendar of its file and of these; the same object while they are."""
    kept = _known.get(id(rulebook))
    if kept is not None and kept[0] is rulebook and kept[1] == found:
        return kept[2]
    of_file = [one for one in rulebook.workdays.decisions if one.recorded is None]
    wanted = (*of_file, *found)
    same = wanted == rulebook.workdays.decisions
    made = rulebook if same else replace(rulebook, workdays=Workdays(wanted))
    _known[id(rulebook)] = (rulebook, tuple(found), made)
    while len(_known) > _MOST_KNOWN:
        _known.pop(next(iter(_known)))
    return made


_MOST_KNOWN = 8
_known: dict[int, tuple[Rulebook, tuple[DaysOffDecision, ...], Rulebook]] = {}


def record_days(
    session: Session, decision: DaysOffDecision, *, by: Actor, now: datetime
) -> DaysOffDecision:
    """Keep it; it counts from now on for everybody who opens the ledger."""
    row = DecidedDays(
        year=decision.year,
        whole_year=decision.scope == "year",
        title=decision.title,
        number=decision.number,
        issued_on=decision.issued_on,
        source=decision.source,
        confirmed=decision.confirmed,
        days_off=_written(decision.days_off),
        worked=_written(decision.worked),
        recorded_at=now,
        recorded_by=by,
    )
    session.add(row)
    session.flush()
    target, detail = f"decided_days:{row.id}", decision.cite()
    audit.record(session, actor=by, act=RECORDED, target=target, now=now, detail=detail)
    return _decision(row)


def withdraw_days(session: Session, row: DecidedDays, *, by: Actor, now: datetime) -> None:
    """It counts no more; that it once did stays in the ledger."""
    row.withdrawn_at, row.withdrawn_by = now, by
    session.add(row)
    session.flush()
    target = f"decided_days:{row.id}"
    audit.record(session, actor=by, act=WITHDRAWN, target=target, now=now, detail=row.title)


def _decision(row: DecidedDays) -> DaysOffDecision:
    return DaysOffDecision(
        year=row.year,
        scope="year" if row.whole_year else "days",
        title=row.title,
        number=row.number,
        issued_on=row.issued_on,
        source=row.source,
        confirmed=row.confirmed,
        days_off=_read(row.days_off),
        worked=_read(row.worked),
        recorded=row.id,
    )


def _written(days: Iterable[DecidedDay]) -> str:
    return json.dumps([[one.on.isoformat(), one.label] for one in days], ensure_ascii=False)


def _read(text: str) -> list[DecidedDay]:
    return [
        DecidedDay.model_validate({"date": date.fromisoformat(on), "label": label})
        for on, label in json.loads(text)
    ]
