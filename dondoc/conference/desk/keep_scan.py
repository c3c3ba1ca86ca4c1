"""One scan or tap at a desk, kept in one transaction: the same id again is the same row.

`scan_id` is the way's, never the person's: who is in is unique by conference and delegate. A
refused scan is kept under its id; where that id is sent again and counts by then, the success is a
row of its own beside it, so that nothing of either is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.conference.desk.judge_scan import ScanFacts, ScanVerdict, arrived_at, judge
from dondoc.conference.find_conference import announced, takes_place
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from models import (
    Attendance,
    CheckIn,
    Conference,
    ConferenceFile,
    Delegate,
    Invitee,
)
from models.conference_kinds import (
    CheckInAct,
    CheckInOutcome,
    CheckInRefusal,
    ConferenceFileKind,
)

AFTER_REFUSAL = ".2"  # no id of a device has a stop in it
UNDONE = "bỏ ghi có mặt"


@dataclass(frozen=True, kw_only=True)
class DeskScan:
    """What a device sends. `code` is the delegate's, as it stands in the ledger."""

    scan_id: str
    code: str
    device: str
    device_at: datetime
    act: CheckInAct = CheckInAct.ARRIVE
    sent_at: datetime | None = None  # by the device's clock too
    offline: bool = False
    pressed: bool = False


@dataclass(frozen=True)
class DeskAnswer:
    """What the desk is told. `at`, `device` and `by` are of the scan by which somebody is in."""

    outcome: CheckInOutcome
    refusal: CheckInRefusal | None
    delegate: Delegate | None
    unit_code: str  # of the delegate; empty without one
    is_in: bool  # now, whatever became of this scan
    at: datetime
    device: str
    by: Actor


def record_scan(
    session: Session, conference: Conference, scan: DeskScan, *, by: Actor, now: datetime
) -> DeskAnswer:
    """Judge the scan and keep it; the same id again changes nothing and is answered as before."""
    delegate = _hold(session, scan.code, conference)
    if known := answer_to(session, scan.scan_id):
        return known
    facts = _facts(session, conference, delegate, now)
    verdict = judge(scan.act, facts, offline=scan.offline, pressed=scan.pressed)
    here = delegate if facts.known else None
    row = _keep(session, conference, here, scan, verdict, by=by, now=now)
    if row is None:  # the id is known: refused again, for whatever reason there is by now
        before = _answer(session, _kept(session, scan.scan_id, refused=True))
        return replace(before, refusal=before.refusal and verdict.refusal)
    came = arrived_at(scan.device_at, scan.sent_at, now) if scan.offline else now
    _settle(session, row, verdict, came)
    return _answer(session, row)


def answer_to(session: Session, scan_id: str) -> DeskAnswer | None:
    """What a scan of this id came to, unless it was refused so far."""
    kept = _kept(session, scan_id)
    return _answer(session, kept) if kept else None


def last_answer(session: Session, scan_id: str) -> DeskAnswer | None:
    """The same, or that it was refused; None for an id that nobody has sent."""
    kept = _kept(session, scan_id, refused=True)
    return _answer(session, kept) if kept else None


def inside(session: Session, conference_id: int, delegate_id: int) -> Attendance | None:
    """That the delegate is in; None for who is not, or was taken back."""
    query = select(Attendance).where(
        col(Attendance.conference_id) == conference_id,
        col(Attendance.delegate_id) == delegate_id,
        col(Attendance.undone_at).is_(None),
    )
    return session.exec(query.execution_options(populate_existing=True)).first()


def _hold(session: Session, code: str, conference: Conference) -> Delegate | None:
    """The delegate, held until the transaction ends: desks that mean the same one queue up.

    Of another conference only where none of this one has the code.
    """
    theirs = col(Delegate.conference_id) != conference.id
    query = select(Delegate).where(col(Delegate.code) == code).order_by(theirs, col(Delegate.id))
    held = query.limit(1).with_for_update().execution_options(populate_existing=True)
    return session.exec(held).first()


def _kept(session: Session, scan_id: str, *, refused: bool = False) -> CheckIn | None:
    """The row of this id that settled it; a refusal settles nothing, unless it is asked for."""
    query = select(CheckIn).where(col(CheckIn.scan_id).in_([scan_id, scan_id + AFTER_REFUSAL]))
    rows = session.exec(query.order_by(col(CheckIn.id).desc())).all()
    settled = [row for row in rows if row.outcome is not CheckInOutcome.REFUSED]
    return next(iter([*settled, *(rows if refused else ())]), None)


def _facts(
    session: Session, conference: Conference, delegate: Delegate | None, now: datetime
) -> ScanFacts:
    if delegate is None or delegate.conference_id != conference.id:
        return ScanFacts(known=False, elsewhere=delegate is not None)
    invitee = session.get_one(Invitee, delegate.invitee_id)
    return replace(
        conference_facts(session, conference, now),
        delegate_removed=delegate.removed_at is not None,
        unit_removed=invitee.removed_at is not None,
        inside=inside(session, conference.id or 0, delegate.id or 0) is not None,
    )


def conference_facts(session: Session, conference: Conference, now: datetime) -> ScanFacts:
    """What holds of everybody who comes now."""
    return ScanFacts(
        known=True,
        takes_place=takes_place(conference),
        too_early=local_date(now) < announced(session, conference).day,
        closed=is_closed(session, conference),
    )


def is_closed(session: Session, conference: Conference) -> bool:
    """Are its minutes signed? A paper with a number is; then the list is what they say it is."""
    query = select(ConferenceFile.id).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.kind) == ConferenceFileKind.MINUTES,
        col(ConferenceFile.number).is_not(None),
        col(ConferenceFile.withdrawn_at).is_(None),
    )
    return session.exec(query.limit(1)).first() is not None


def _keep(
    session: Session,
    conference: Conference,
    delegate: Delegate | None,
    scan: DeskScan,
    verdict: ScanVerdict,
    *,
    by: Actor,
    now: datetime,
) -> CheckIn | None:
    values = {
        "conference_id": conference.id,
        "delegate_id": delegate.id if delegate else None,
        "code": "" if delegate else scan.code,
        "act": scan.act,
        "outcome": verdict.outcome,
        "refusal": verdict.refusal,
        "device": scan.device,
        "offline": scan.offline,
        "device_at": scan.device_at,
        "server_at": now,
        "recorded_by": by,
    }
    names = [scan.scan_id]
    if verdict.outcome is not CheckInOutcome.REFUSED:
        names.append(scan.scan_id + AFTER_REFUSAL)
    for name in names:
        if new := insert_new(session, CheckIn, [{"scan_id": name, **values}]):
            return session.get_one(CheckIn, new[0])
    return None


def _settle(session: Session, row: CheckIn, verdict: ScanVerdict, at: datetime) -> None:
    """What the scan changes of who is in."""
    if row.delegate_id is None:
        return
    if verdict.lets_in:
        _let_in(session, row, at)
    elif verdict.outcome is CheckInOutcome.UNDONE:
        attendance = session.get_one(Attendance, (row.conference_id, row.delegate_id))
        attendance.undone_at = row.server_at
        target, by = f"delegate:{row.delegate_id}", Actor(row.recorded_by)
        audit.record(session, actor=by, act=UNDONE, target=target, now=row.server_at)


def _let_in(session: Session, row: CheckIn, at: datetime) -> None:
    values = {
        "conference_id": row.conference_id,
        "delegate_id": row.delegate_id,
        "check_in_id": row.id,
        "arrived_at": at,
    }
    if insert_new(session, Attendance, [{**values, "undone_at": None}]):
        return
    attendance = session.get_one(
        Attendance, (row.conference_id, row.delegate_id), populate_existing=True
    )
    if attendance.undone_at is not None:
        attendance.check_in_id, attendance.arrived_at = row.id or 0, at
        attendance.undone_at = None


def _answer(session: Session, row: CheckIn | None) -> DeskAnswer:
    assert row is not None  # a unique id that was taken is there to be read
    delegate = session.get(Delegate, row.delegate_id) if row.delegate_id else None
    attendance = inside(session, row.conference_id, delegate.id or 0) if delegate else None
    first = session.get(CheckIn, attendance.check_in_id) if attendance else None
    told = first or row
    at = attendance.arrived_at if attendance else row.server_at
    invitee = session.get_one(Invitee, delegate.invitee_id) if delegate else None
    return DeskAnswer(
        *(row.outcome, row.refusal, delegate, invitee.unit_code if invitee else ""),
        attendance is not None,
        *(at, told.device, Actor(told.recorded_by)),
    )
