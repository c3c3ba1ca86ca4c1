"""Official figures against the ledger: what is new, what another file said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.sync_units import sync_units
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.publication.index_766.index_row import IndexLine
from models import Index766

IMPORTED = "nhập chỉ số 766"


@dataclass(frozen=True)
class IndexComparison:
    """What keeping the lines would do; each that changes with what stands now."""

    added: tuple[IndexLine, ...]
    altered: tuple[tuple[IndexLine, Index766], ...]
    same: int

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.altered


def compare_index(session: Session, lines: Iterable[IndexLine]) -> IndexComparison:
    newest = newest_rows(session)
    added, altered, same = [], [], 0
    for line in lines:
        kept = newest.get((line.period, line.unit.code))
        if kept is None:
            added.append(line)
        elif kept.scores != line.scores:
            altered.append((line, kept))
        else:
            same += 1
    return IndexComparison(tuple(added), tuple(altered), same)


def keep_index(
    session: Session,
    registry: Registry,
    comparison: IndexComparison,
    *,
    source: str,
    by: Actor,
    now: datetime,
) -> None:
    """A version for every line that is new or changes; what stood before stays readable."""
    sync_units(session, registry)
    lines = [(line, 1) for line in comparison.added]
    lines += [(line, kept.version + 1) for line, kept in comparison.altered]
    insert_new(session, Index766, [_row(*one, source, by, now) for one in lines])
    if lines:
        said = phrases("index_766").audited(len(comparison.added), len(comparison.altered), source)
        audit.record(session, actor=by, act=IMPORTED, target="index_766", now=now, detail=said)


def newest_rows(
    session: Session, *, as_of: datetime | None = None
) -> Mapping[tuple[str, str], Index766]:
    """The newest version of every body and period, as it was known at `as_of`."""
    query = select(Index766).order_by(col(Index766.version))
    if as_of is not None:
        query = query.where(col(Index766.imported_at) <= as_of)
    rows: Sequence[Index766] = session.exec(query).all()
    return {(row.period, row.unit_code): row for row in rows}


def _row(line: IndexLine, version: int, source: str, by: Actor, now: datetime) -> dict[str, object]:
    return {
        "period": line.period,
        "unit_code": line.unit.code,
        "version": version,
        "scores": dict(line.scores),
        "source": source,
        "imported_at": now,
        "imported_by": by,
    }
