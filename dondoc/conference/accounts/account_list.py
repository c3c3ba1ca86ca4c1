"""Who has an account for the scoring software, and who has said so: one reading for every view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from dondoc.conference.find_conference import invitees
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from models import Assignment, Conference, ScoringAccount


class AccountStanding(StrEnum):
    """How far an account has come."""

    ENTERED = "entered"  # on the list alone
    HANDED = "handed"  # the unit was told, and has not said that it has it
    EXCUSED = "excused"  # an officer wants no word of it any more
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class AccountLine:
    """One unit's account; `owed` is the assignment that asks for its receipt."""

    account: ScoringAccount
    unit: Unit
    owed: Assignment | None

    @property
    def standing(self) -> AccountStanding:
        if self.account.handed_at is None or self.owed is None:
            return AccountStanding.ENTERED
        if self.owed.completed_at is not None:
            return AccountStanding.CONFIRMED
        waived = self.owed.waived_at is not None
        return AccountStanding.EXCUSED if waived else AccountStanding.HANDED

    @property
    def due_on(self) -> date | None:
        """By when it is to be confirmed; None where nothing is asked."""
        return self.owed.due_on if self.owed and self.standing is AccountStanding.HANDED else None

    @property
    def confirmed_at(self) -> datetime | None:
        done = self.standing is AccountStanding.CONFIRMED
        return self.owed.completed_at if self.owed and done else None

    def says(self) -> str:
        return phrases("accounts").standing(self.standing.value)


@dataclass(frozen=True)
class AccountTally:
    """How many accounts there are, were handed out, are confirmed."""

    listed: int = 0
    handed: int = 0
    confirmed: int = 0


def account_lines(
    session: Session, registry: Registry, conference: Conference
) -> list[AccountLine]:
    """Every account, in the official order of units."""
    query = (
        select(ScoringAccount, Assignment)
        .outerjoin(Assignment, col(Assignment.id) == col(ScoringAccount.assignment_id))
        .where(col(ScoringAccount.conference_id) == conference.id)
        .order_by(col(ScoringAccount.id))
    )
    found = [
        AccountLine(account, registry.unit(account.unit_code), owed)
        for account, owed in session.exec(query)
    ]
    return sorted(found, key=lambda one: (one.unit.order, one.unit.code))


def handed_account(
    session: Session, registry: Registry, conference: Conference, unit_code: str
) -> AccountLine | None:
    """The unit's account once it was handed out: before, the unit hears nothing of it."""
    query = select(ScoringAccount).where(
        col(ScoringAccount.conference_id) == conference.id,
        col(ScoringAccount.unit_code) == unit_code,
        col(ScoringAccount.handed_at).is_not(None),
    )
    account = session.exec(query).first()
    if account is None:
        return None
    owed = session.get(Assignment, account.assignment_id) if account.assignment_id else None
    return AccountLine(account, registry.unit(unit_code), owed)


def units_without_account(
    session: Session, registry: Registry, conference: Conference
) -> list[Unit]:
    """Who is on the list of invitations and not on that of accounts."""
    query = select(ScoringAccount.unit_code).where(
        col(ScoringAccount.conference_id) == conference.id
    )
    known = set(session.exec(query))
    found = [registry.unit(one.unit_code) for one in invitees(session, conference)]
    others = [one for one in found if one.code not in known]
    return sorted(others, key=lambda one: (one.order, one.code))


def account_tally(session: Session, conference: Conference) -> AccountTally:
    """The figures alone."""
    query = (
        select(ScoringAccount.handed_at, Assignment.completed_at)
        .outerjoin(Assignment, col(Assignment.id) == col(ScoringAccount.assignment_id))
        .where(col(ScoringAccount.conference_id) == conference.id)
    )
    rows = list(session.exec(query))
    handed = [done for handed_at, done in rows if handed_at is not None]
    confirmed = sum(done is not None for done in handed)
    return AccountTally(len(rows), len(handed), confirmed)
