"""Delegates: who a unit sends. Personal data: as little as is needed, and erased in time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.conference.find_conference import invitees
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import OneLine
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.problems import Problem, Refused
from dondoc.text import fold
from models import Conference, Delegate, Invitee
from models.conference_kinds import DelegateOrigin

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for another, read or said aloud."""
_CODE_LENGTH = 5
_TRIES = 20
LONGEST_NAME, LONGEST_TELEPHONE = 80, 20


class DelegateForm(TypedForm):
    """One person, as a unit types them."""

    name: Annotated[str, OneLine(LONGEST_NAME), Needed("hãy ghi họ và tên")] = entry("Họ và tên")
    post: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Chức vụ")
    telephone: Annotated[str | None, OneLine(LONGEST_TELEPHONE)] = entry("Điện thoại")


@dataclass(frozen=True)
class DelegateLine:
    """A person as exported: the list of delegates."""

    unit_code: str
    session_id: int
    code: str
    name: str
    post: str
    telephone: str
    origin: DelegateOrigin


def delegates_of(session: Session, ids: Iterable[int]) -> dict[int, list[Delegate]]:
    """Who stands on the list of each of these invitees, in the order in which they came."""
    found: dict[int, list[Delegate]] = {number: [] for number in ids}
    query = select(Delegate).where(
        col(Delegate.invitee_id).in_(list(found)), col(Delegate.removed_at).is_(None)
    )
    for one in session.exec(query.order_by(col(Delegate.id))):
        found[one.invitee_id].append(one)
    return found


def check_delegates(
    given: Sequence[dict[str, str]], seats: int, *, sends: bool
) -> tuple[DelegateForm, ...]:
    """The people of a list, understood; lines that are empty are left out.

    Raises Refused with every problem: none where somebody is sent, more than there are seats, one
    person twice.
    """
    problems: list[Problem] = []
    found: list[DelegateForm] = []
    for number, line in enumerate(given, start=1):
        if not any(value.strip() for value in line.values()):
            continue
        try:
            found.append(DelegateForm.read(line))
        except Refused as refused:
            problems += [
                Problem(f"{one.field}_{number}", one.given, one.wanted, f"{one.label} ({number})")
                for one in refused.problems
            ]
    if not problems:
        problems += _wrong_together(found, seats, sends=sends)
    if problems:
        raise Refused(problems)
    return tuple(found) if sends else ()


def write_delegates(
    session: Session,
    invitee: Invitee,
    people: Sequence[DelegateForm],
    *,
    by: Actor,
    now: datetime,
) -> list[Delegate]:
    """Make this the unit's list: who stands on it already keeps the code."""
    assert invitee.id is not None
    known = {fold(one.name): one for one in delegates_of(session, [invitee.id])[invitee.id]}
    wanted = {fold(one.name) for one in people}
    for name, row in known.items():
        if name not in wanted and row.origin is DelegateOrigin.REGISTERED:
            row.removed_at = now
    for person in people:
        kept = known.get(fold(person.name))
        if kept is None:
            add_delegate(session, invitee, person, DelegateOrigin.REGISTERED, by=by, now=now)
        else:
            kept.post, kept.telephone = person.post or "", person.telephone or ""
    session.flush()
    return delegates_of(session, [invitee.id])[invitee.id]


def add_delegate(
    session: Session,
    invitee: Invitee,
    person: DelegateForm,
    origin: DelegateOrigin,
    *,
    by: Actor,
    now: datetime,
    replaces_id: int | None = None,
) -> Delegate:
    """One person more, with a code of their own in this conference."""
    for _ in range(_TRIES):
        row = {
            "conference_id": invitee.conference_id,
            "invitee_id": invitee.id,
            "code": "".join(secrets.choice(_SIGNS) for _sign in range(_CODE_LENGTH)),
            "name": person.name,
            "post": person.post or "",
            "telephone": person.telephone or "",
            "origin": origin,
            "replaces_id": replaces_id,
            "added_at": now,
            "added_by": by,
        }
        new = insert_new(session, Delegate, [row])
        if new:
            return session.get_one(Delegate, new[0])
    raise RuntimeError(f"no free code in {_TRIES} tries: {len(_SIGNS)}^{_CODE_LENGTH} are taken")


def delegate_lines(session: Session, conference: Conference) -> list[DelegateLine]:
    """Everybody on the list, for the export, by unit in the order of invitations."""
    rows = invitees(session, conference)
    found = delegates_of(session, (one.id or 0 for one in rows))
    return [
        DelegateLine(
            unit_code=invitee.unit_code,
            session_id=invitee.session_id,
            code=one.code,
            name=one.name,
            post=one.post,
            telephone=one.telephone,
            origin=one.origin,
        )
        for invitee in rows
        for one in found[invitee.id or 0]
    ]


def _wrong_together(found: Sequence[DelegateForm], seats: int, *, sends: bool) -> list[Problem]:
    problems = []
    if sends and not found:
        wanted = "hãy ghi ít nhất một người dự họp"
        problems.append(Problem("name_1", "", wanted, "Họ và tên (1)"))
    if sends and len(found) > seats:
        wanted = f"mỗi đơn vị có {seats} chỗ; hãy ghi không quá {seats} người"
        problems.append(Problem("delegates", f"{len(found)} người", wanted, "Đại biểu"))
    names = [fold(one.name) for one in found]
    for one in found:
        if names.count(fold(one.name)) > 1:
            problems.append(Problem("delegates", one.name, "ghi hai lần", "Đại biểu"))
            break
    return problems
