"""The list of accounts kept: what it changes first, all of it or nothing. Nobody is told yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.conference.accounts.login_sheet import LoginEntry
from dondoc.conference.find_conference import require_alive
from dondoc.conference.plan_conference import record_act
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from models import Conference, ScoringAccount


@dataclass(frozen=True)
class LoginDifference:
    """What entering the list does: accounts that are new, that change, that stand as they are."""

    added: tuple[LoginEntry, ...]
    changed: tuple[LoginEntry, ...]
    same: int

    @property
    def nothing(self) -> bool:
        return not self.added and not self.changed

    def words(self) -> str:
        """«12 tài khoản mới, 3 sửa, 9 như cũ»"""
        return phrases("accounts").counted(len(self.added), len(self.changed), self.same)


def compare_logins(
    session: Session, conference: Conference, entries: Sequence[LoginEntry]
) -> LoginDifference:
    """What the list changes. Raises Refused for a login that its unit has been given already, and
    for one that is another unit's.
    """
    known = {one.unit_code: one for one in accounts_of(session, conference)}
    listed = {one.unit.code for one in entries}
    taken = {one.login.casefold(): one for one in known.values() if one.unit_code not in listed}
    book = phrases("accounts")
    problems: list[Problem] = []
    added: list[LoginEntry] = []
    changed: list[LoginEntry] = []
    same = 0
    for one in entries:
        before = known.get(one.unit.code)
        if one.login.casefold() in taken:
            problems.append(Problem(one.place or "login", one.login, book.of_another()))
        elif before is None:
            added.append(one)
        elif before.login != one.login and before.handed_at is not None:
            wanted = book.handed_already(before.login)
            problems.append(Problem(one.place or "login", one.login, wanted))
        elif (before.login, before.holder) != (one.login, one.holder):
            changed.append(one)
        else:
            same += 1
    if problems:
        raise Refused(problems)
    return LoginDifference(tuple(added), tuple(changed), same)


def enter_logins(
    session: Session,
    conference: Conference,
    entries: Sequence[LoginEntry],
    *,
    by: Actor,
    now: datetime,
) -> LoginDifference:
    """Write what the list changes; who is not on it stays. Raises Refused.

    Called with the conference held.
    """
    require_alive(conference)
    done = compare_logins(session, conference, entries)
    known = {one.unit_code: one for one in accounts_of(session, conference)}
    for one in done.added:
        session.add(
            ScoringAccount(
                conference_id=conference.id or 0,
                unit_code=one.unit.code,
                login=one.login,
                holder=one.holder,
                added_at=now,
                added_by=by,
            )
        )
    for one in done.changed:
        row = known[one.unit.code]
        row.login, row.holder = one.login, one.holder
    if not done.nothing:
        said = phrases("accounts").entered(done.words())
        record_act(session, conference, said, by=by, now=now)
    session.flush()
    return done


def accounts_of(session: Session, conference: Conference) -> list[ScoringAccount]:
    """Every account of the conference, in the order entered."""
    query = select(ScoringAccount).where(col(ScoringAccount.conference_id) == conference.id)
    return list(session.exec(query.order_by(col(ScoringAccount.id))))
