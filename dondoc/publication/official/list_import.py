"""An official list written whole: decisions, versions of procedures, what each decision does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.publication.official.decision_difference import DecisionChange
from dondoc.publication.official.list_difference import (
    ListChange,
    ListChangeKind,
    ListDifference,
)
from models import DecisionItem, Procedure, ProcedureDecision


@dataclass(frozen=True)
class ListSource:
    """The file that is brought in: how it is called, and its SHA-256."""

    name: str
    sha256: str


def write_list(
    session: Session,
    difference: ListDifference,
    *,
    source: ListSource,
    on: date,
    confirm: bool,
    by: Actor,
    now: datetime,
) -> None:
    """Write what `compare_list` found in the same transaction.

    Raises Refused where so much would end that a person must confirm it.
    """
    if difference.shrinks and not confirm:
        raise Refused(too_short(difference))
    decisions = _decisions(session, difference, source, by=by, now=now)
    for change in difference.changes:
        _write(session, change, decisions.get(change.decision), on=on, now=now)
    session.flush()
    items = [
        {"decision_id": decisions[number].id, "code": code, "act": act}
        for (number, code), act in difference.items.items()
        if number in decisions
    ]
    insert_new(session, DecisionItem, items)
    for (number, code), entered_on in difference.entered.items():
        if number in decisions:
            session.get_one(DecisionItem, (decisions[number].id, code)).entered_on = entered_on
    detail = phrases("procedures").import_audit(source, *counts(difference))
    audit.record(
        session, actor=by, act="nhập danh mục TTHC", target="procedures", now=now, detail=detail
    )
    session.flush()


def too_short(difference: ListDifference) -> Problem:
    """That the file lacks more than may end without a word."""
    wanted = phrases("procedures").shrinks(len(difference.lost), difference.held)
    return Problem("Tệp", "", wanted)


def counts(difference: ListDifference) -> tuple[int, int, int, int]:
    """New, amended, revoked, unchanged."""
    new, amended, revoked = (
        len(difference.of(kind))
        for kind in (ListChangeKind.NEW, ListChangeKind.AMENDED, ListChangeKind.REVOKED)
    )
    linked = len(difference.of(ListChangeKind.LINKED))
    return new, amended, revoked, difference.unchanged + linked


def _decisions(
    session: Session, difference: ListDifference, source: ListSource, *, by: Actor, now: datetime
) -> dict[str, ProcedureDecision]:
    for change in difference.decisions:
        _write_decision(session, change, source, by=by, now=now)
    session.flush()
    wanted = {one.decision for one in difference.changes}
    wanted |= {number for number, _code in difference.items}
    query = select(ProcedureDecision).where(col(ProcedureDecision.number).in_(sorted(wanted)))
    return {row.number: row for row in session.exec(query)}


def _write_decision(
    session: Session, change: DecisionChange, source: ListSource, *, by: Actor, now: datetime
) -> None:
    target = f"decision:{change.number}"
    if change.before is None:
        session.add(
            ProcedureDecision(
                number=change.number,
                file_sha256=source.sha256,
                imported_at=now,
                imported_by=by,
                **change.columns,
            )
        )
        audit.record(session, actor=by, act="thêm quyết định công bố", target=target, now=now)
    elif change.changes:
        was = {name: getattr(change.before, name) for name in change.changes}
        detail = phrases("procedures").decision_audit(was, change.changes)
        change.before.sqlmodel_update(change.changes)
        session.add(change.before)
        act = "sửa quyết định công bố"
        audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)


def _write(
    session: Session,
    change: ListChange,
    decision: ProcedureDecision | None,
    *,
    on: date,
    now: datetime,
) -> None:
    before = change.before
    if change.kind is ListChangeKind.LINKED and before is not None:
        before.decision_id = decision.id if decision else None
        session.add(before)
        return
    starts = decision.effective_on if decision else on
    if before is not None:
        starts = max(starts, before.valid_from)
        before.valid_to = starts
        session.add(before)
    session.add(
        Procedure(
            code=change.code,
            suffix=change.suffix,
            version=before.version + 1 if before else 1,
            decision_id=decision.id if decision else None,
            valid_from=starts,
            digest=change.text.digest,
            imported_at=now,
            **change.text.columns(),
        )
    )
