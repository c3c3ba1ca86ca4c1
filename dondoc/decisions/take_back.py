"""What every act that takes an earlier one back has in common (decision 0027).

An act taken back is not deleted: it held until then, so a figure as of any day before stays. Each
needs a reason, is told to the unit, and is done by an officer other than the one who decided, or by
an administrator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col

from dondoc import access
from dondoc.calendar.deadlines import Reckoned, reckon
from dondoc.calendar.given_dates import earliest_date
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct, enter_decision, tell_decision
from dondoc.decisions.dates import give_time_again
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import DecisionFact, Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from models import Account, Assignment, DateChange, Decision
from models.kinds import DecisionKind


@dataclass(frozen=True)
class Undoing:
    """Of which assignment something is taken back, and by whom."""

    session: Session
    rulebook: Rulebook
    duty: Duty
    assignment: Assignment
    facts: Facts
    act: DecisionAct

    @property
    def now(self) -> datetime:
        return self.act.now

    @property
    def unit_name(self) -> str:
        return self.rulebook.registry.unit(self.facts.unit_code).name

    def by(self, act: DecisionAct) -> Undoing:
        """The same with another act."""
        return replace(self, act=act)

    def about(self, assignment: Assignment, why: str) -> Undoing:
        """The same act on another assignment, which it reaches besides."""
        facts = facts_of(self.session, assignment, self.now)
        act = DecisionAct(self.act.by, self.now, why)
        return Undoing(self.session, self.rulebook, self.duty, assignment, facts, act)


def facts_of(session: Session, assignment: Assignment, now: datetime) -> Facts:
    """The assignment as it stands in this transaction."""
    session.flush()
    return load_facts(session, col(Assignment.id) == assignment.id, as_of=now)[0]


def require_any(rulebook: Rulebook, account: Account, now: datetime) -> None:
    """Raises Refused for who may take back nothing at all, before it is known what."""
    today = local_date(now)
    who = access.who(account, rulebook.registry, today)
    if wanted := access.why_never(who, access.Act.UNDO, rulebook.registry, today):
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))


def require_other(undoing: Undoing, account: Account, decided_by: Iterable[str]) -> None:
    """Raises Refused for who may not take back, and for who did it himself."""
    registry, today = undoing.rulebook.registry, local_date(undoing.now)
    unit = registry.unit(undoing.facts.unit_code)
    about = access.about_duty(registry, undoing.duty, today, unit=unit)
    who = access.who(account, registry, today)
    access.require(who, access.Act.UNDO, about)
    administers = who.role is access.AccessRole.ADMINISTRATOR
    if Actor.account(account.id) in decided_by and not administers:
        wanted = "chính tài khoản này đã quyết định việc đó; hãy nhờ cán bộ khác hoặc quản trị"
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))


def need_reason(reason: str) -> None:
    """Raises Refused where none is given, or a long one: the unit reads it."""
    read_reason(reason, wanted=UNIT_READS_IT)


def take_back(
    undoing: Undoing,
    kind: DecisionKind,
    undone: Iterable[DecisionFact] = (),
    *,
    since: datetime,
    stood: DateChange | None = None,
    told: bool = True,
    exact: bool = False,
) -> Decision:
    """Let these decisions hold no longer, and give the unit its time where it owes again.

    `since` is when what is taken back was done; `stood` the dates that it had changed. The unit is
    told, unless what was taken back was never told to it. `exact`: who owes nothing then has the
    very dates of before, past or not.
    """
    session, assignment = undoing.session, undoing.assignment
    for one in undone:
        session.get_one(Decision, one.id).undone_at = undoing.now
    after = facts_of(session, assignment, undoing.now)
    owes = after.chased and standing(after, undoing.now).waiting_for_unit
    if owes or stood is not None:  # a date that was given is taken back whoever's turn it is
        decision = give_time_again(
            session,
            assignment,
            kind,
            undoing.act,
            earliest=None if exact and not owes else earliest(undoing.rulebook, undoing.now),
            since=local_date(since),
            stood=stood,
        )
    else:
        decision = enter_decision(session, assignment, kind, undoing.act)
    if told:
        tell_decision(session, undoing.rulebook, assignment, decision, joins=undoing.act.joins)
    return decision


def earliest(rulebook: Rulebook, now: datetime) -> Reckoned:
    """The first day that may still be given, as a date of an assignment."""
    return reckon(earliest_date(now, rulebook.workdays), rulebook.workdays)
