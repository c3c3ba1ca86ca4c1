"""Who comes without standing on the list: of a body, in place of a delegate or of nobody's list.

The person is put on the list and is in by one act. A name that stands on its unit's list is that
delegate, and a delegate has one substitute: two desks that type the same person make one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import field_validator
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.conference.delegates import DelegateForm, add_delegate
from dondoc.conference.desk.judge_scan import why_shut
from dondoc.conference.desk.keep_scan import (
    DeskAnswer,
    DeskScan,
    answer_to,
    conference_facts,
    record_scan,
)
from dondoc.conference.find_conference import session_rows
from dondoc.forms.typed_form import entry
from dondoc.forms.values import Info
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.problems import Problem, Refused
from dondoc.text import fold
from models import Conference, Delegate, Invitee
from models.conference_kinds import DelegateOrigin

ADDED = "ghi thêm đại biểu tại bàn đón"
_UNIT = "hãy ghi đơn vị của người đến"


class WalkInForm(DelegateForm):
    """The form of the desk, as typed. With `replaces` the unit is that delegate's."""

    replaces: str | None = entry("Thay cho")  # a delegate's code
    unit: str | None = entry("Đơn vị")  # its code, once read

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "unit" and not info.data.get("replaces"):
            return _UNIT
        return super().missing(name, info)

    @field_validator("unit")
    @classmethod
    def _which(cls, text: str | None, info: Info) -> Any:
        here: Context = info.context
        return text and find_unit(here.rulebook.registry, text, here.today).code


def record_walk_in(
    session: Session,
    conference: Conference,
    form: WalkInForm,
    scan: DeskScan,
    *,
    by: Actor,
    now: datetime,
) -> DeskAnswer:
    """Put the person on the list, and in. Raises Refused where the desk is shut, or nobody is there
    to be replaced.

    The same id again is the same person: it is the form that came twice.
    """
    _hold_list(session, conference)
    if known := answer_to(session, scan.scan_id):
        return known
    if refusal := why_shut(conference_facts(session, conference, now)):
        raise Refused(
            Problem("name", form.name, phrases("desk").refusal(refusal.value), "Đại biểu")
        )
    replaced = _replaced(session, conference, form.replaces) if form.replaces else None
    invitee = _invitee(session, conference, form, replaced, by=by, now=now)
    found = _on_list(session, invitee, form, replaced)
    if found is None:
        found = _add(session, invitee, form, replaced, by=by, now=now)
    return record_scan(
        session, conference, replace(scan, code=found.code, pressed=True), by=by, now=now
    )


def _hold_list(session: Session, conference: Conference) -> None:
    """One person is added at a time."""
    this = select(Conference.id).where(col(Conference.id) == conference.id)
    session.exec(this.with_for_update()).one()


def _replaced(session: Session, conference: Conference, code: str) -> Delegate:
    query = select(Delegate).where(
        col(Delegate.conference_id) == conference.id, col(Delegate.code) == code
    )
    found = session.exec(query).first()
    if found is None:
        wanted = phrases("desk").nobody_to_replace()
        raise Refused(Problem("replaces", code, wanted, "Thay cho"))
    return found


def _invitee(
    session: Session,
    conference: Conference,
    form: WalkInForm,
    replaced: Delegate | None,
    *,
    by: Actor,
    now: datetime,
) -> Invitee:
    """Whose list the person joins. A body that is not invited gets a row that invites nobody."""
    if replaced is not None:
        return session.get_one(Invitee, replaced.invitee_id)
    query = select(Invitee).where(
        col(Invitee.conference_id) == conference.id, col(Invitee.unit_code) == form.unit
    )
    if found := session.exec(query).first():
        return found
    guest = Invitee(
        conference_id=conference.id or 0,
        session_id=_nearest_session(session, conference, now),
        unit_code=form.unit or "",
        seats=0,
        added_at=now,
        removed_at=now,  # so that no letter and no reminder is ever planned for it
        removed_by=by,
        removed_why=phrases("desk").uninvited(),
    )
    session.add(guest)
    session.flush()
    return guest


def _nearest_session(session: Session, conference: Conference, now: datetime) -> int:
    """The session of this hour: the last whose day it is and that is not over, else the first."""
    kept = sorted(session_rows(session, conference), key=lambda one: one.starts_at)
    today = [one for one in kept if local_date(one.starts_at) == local_date(now)]
    going = [one for one in today if now <= one.ends_at]
    return [*going, *today[-1:], *kept][0].id or 0


def _on_list(
    session: Session, invitee: Invitee, form: WalkInForm, replaced: Delegate | None
) -> Delegate | None:
    """The delegate whom the form means, where there is one: the substitute, or the same name."""
    query = select(Delegate).where(
        col(Delegate.invitee_id) == invitee.id, col(Delegate.removed_at).is_(None)
    )
    known = session.exec(query.order_by(col(Delegate.id))).all()
    if replaced is not None:
        return next((one for one in known if one.replaces_id == replaced.id), None)
    return next((one for one in known if fold(one.name) == fold(form.name)), None)


def _add(
    session: Session,
    invitee: Invitee,
    form: WalkInForm,
    replaced: Delegate | None,
    *,
    by: Actor,
    now: datetime,
) -> Delegate:
    origin = DelegateOrigin.SUBSTITUTE if replaced else DelegateOrigin.WALK_IN
    row = add_delegate(
        *(session, invitee, form, origin),
        by=by,
        now=now,
        replaces_id=replaced.id if replaced else None,
    )
    target = f"delegate:{row.id}"  # no name: the audit outlives the personal data
    audit.record(session, actor=by, act=ADDED, target=target, now=now, detail=invitee.unit_code)
    return row
