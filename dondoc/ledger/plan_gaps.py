"""Where an edit of the plan's files left open work behind: named, with what to write instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from models import Account, Assignment, Contact, Round, UnitRow
from models.kinds import INSPECTED


@dataclass(frozen=True)
class PlanGap:
    """An entry that the ledger needs: where it belongs, what hangs on it, what to write."""

    file: str
    entry: str
    message: str
    remedy: str

    def sentence(self) -> str:
        """«plan.yaml, duties (III.1.1.c): 139 việc đang mở của kỳ 2027-Q1 …; ghi …»"""
        return f"{self.place}: {self.wanted}"

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.file, self.entry)))

    @property
    def wanted(self) -> str:
        return "; ".join(filter(None, (self.message, self.remedy)))

    def short(self) -> str:
        """«duties (III.1.1.c): 139 việc đang mở của kỳ 2027-Q1»"""
        return f"{self.entry}: {self.message}"


_NAMED = 3


def stopped_words(gaps: Sequence[PlanGap]) -> list[str]:
    """What a run says of them: how many, the first few by name; nothing where there are none."""
    named = [one.short() for one in gaps[:_NAMED]]
    return [phrases("gaps").stopped(len(gaps), named)] if gaps else []


def plan_gaps(session: Session, registry: Registry, on: date) -> list[PlanGap]:
    """Everything open in the ledger that the files lead nowhere with, as of that day.

    First what is wrong in the files themselves, where they run with the part that is sound.
    """
    return [
        *(PlanGap("", one.field, _said(one), "") for one in registry.faults),
        *_duties(session, registry, on),
        *_renamed_twice(session, registry),
        *_plans(session, registry, on),
        *_units(session, registry, on),
        *_roles(session, registry, on),
        *_charges(session, registry),
    ]


def _said(fault: Problem) -> str:
    return f"«{fault.given}» {fault.wanted}" if fault.given else fault.wanted


def refuse_gaps(session: Session, registry: Registry, on: date) -> None:
    """Raises Refused, naming every gap."""
    if found := plan_gaps(session, registry, on):
        raise Refused(Problem(one.place, "", one.wanted) for one in found)


def still_open(on: date) -> ColumnElement[bool]:
    """Assignments from which something is still to come; what is only counted, until its day."""
    return (
        col(Assignment.completed_at).is_(None)
        & col(Assignment.waived_at).is_(None)
        & col(Round.closed_at).is_(None)
        & or_(col(Assignment.chased).is_(True), col(Assignment.due_on) >= on)
    )


def _open_by(
    session: Session, field: Any, on: date, among: Collection[str]
) -> dict[str, tuple[int, list[str]]]:
    """By these values of a column: how many assignments are open, of which periods.

    Usually there are none to look for, and the board, which asks at every visit, need not wait.
    """
    if not among:
        return {}
    query = (
        select(field, Round.period, func.count())
        .select_from(Assignment)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(still_open(on), field.in_(sorted(among)))
        .group_by(field, col(Round.period))
        .order_by(field, col(Round.period))
    )
    found: dict[str, tuple[int, list[str]]] = defaultdict(lambda: (0, []))
    for value, period, count in session.exec(query):
        before, periods = found[value]
        found[value] = before + count, [*periods, period]
    return found


def _values(session: Session, field: Any) -> set[str]:
    return set(session.exec(select(field).distinct()))


def _duties(session: Session, registry: Registry, on: date) -> Iterator[PlanGap]:
    lost = _values(session, col(Round.duty)) - registry.duty_codes
    for code, (count, periods) in _open_by(session, col(Round.duty), on, lost).items():
        message = phrases("gaps").open_work(count, periods)
        yield PlanGap("plan.yaml", f"duties ({code})", message, phrases("gaps").duty(code))


def _renamed_twice(session: Session, registry: Registry) -> Iterator[PlanGap]:
    """A round that opened a second time under the new code before the old one was named."""
    twin = aliased(Round)
    for duty in registry.plan.duties:
        if duty.renamed_from is None:
            continue
        same = (col(twin.plan) == col(Round.plan)) & (col(twin.period) == col(Round.period))
        query = select(Round.period).join(twin, same)
        query = query.where(col(Round.duty) == duty.renamed_from, col(twin.duty) == duty.code)
        if periods := sorted(session.exec(query)):
            message = phrases("gaps").both(duty.renamed_from, duty.code, periods)
            remedy = phrases("gaps").waive_one()
            yield PlanGap("plan.yaml", f"duties ({duty.code})", message, remedy)


def _plans(session: Session, registry: Registry, on: date) -> Iterator[PlanGap]:
    lost = _values(session, col(Round.plan)) - registry.plan_codes
    for code, (count, periods) in _open_by(session, col(Round.plan), on, lost).items():
        message = phrases("gaps").open_work(count, periods)
        yield PlanGap("plan.yaml", f"code ({code})", message, phrases("gaps").plan(code))


def _units(session: Session, registry: Registry, on: date) -> Iterator[PlanGap]:
    lost = _values(session, col(UnitRow.code)) - registry.unit_codes
    work = _open_by(session, col(Assignment.unit_code), on, lost)
    people = {table: dict(session.exec(_in_use(table)).all()) for table in (Contact, Account)}
    for code in sorted({*work, *people[Contact], *people[Account]} - registry.unit_codes):
        count, periods = work.get(code, (0, []))
        row = session.get(UnitRow, code)
        message = phrases("gaps").unit(
            row.name if row else code,
            phrases("gaps").open_work(count, periods),
            people[Contact].get(code, 0),
            people[Account].get(code, 0),
        )
        yield PlanGap("units.yaml", f"units ({code})", message, phrases("gaps").keep_unit(code))


def _in_use(table: Any) -> Any:
    query = select(table.unit_code, func.count()).where(col(table.disabled_at).is_(None))
    return query.group_by(table.unit_code)


def _roles(session: Session, registry: Registry, on: date) -> Iterator[PlanGap]:
    """Roles that nobody holds today and that watch over open work; roles that rows name."""
    unwatched = registry.unwatched(on)
    waits: dict[str, int] = defaultdict(int)
    there = _values(session, col(Round.duty)).intersection(unwatched)
    for code, (count, _periods) in _open_by(session, col(Round.duty), on, there).items():
        waits[unwatched[code]] += count
    for role, count in waits.items():
        message = phrases("gaps").unwatched(count)
        yield PlanGap("roles.yaml", f"roles ({role})", message, phrases("gaps").watch())
    known = {name for role in registry.roles for name in role.names} | {"", INSPECTED}
    lost = _values(session, col(Assignment.role)) - known
    for name, (count, periods) in _open_by(session, col(Assignment.role), on, lost).items():
        message = phrases("gaps").open_work(count, periods)
        yield PlanGap("roles.yaml", f"roles ({name})", message, phrases("gaps").role(name))


def _charges(session: Session, registry: Registry) -> Iterator[PlanGap]:
    """Officers in charge of a duty that is none."""
    kept = select(Account).where(col(Account.disabled_at).is_(None), col(Account.duties) != "")
    charged: dict[str, list[str]] = defaultdict(list)
    for account in session.exec(kept.order_by(col(Account.id))):
        for code in filter(None, map(str.strip, account.duties.split(","))):
            if code not in registry.duty_codes:
                charged[code].append(account.name)
    for code, names in sorted(charged.items()):
        message = phrases("gaps").charged(names)
        yield PlanGap("plan.yaml", f"duties ({code})", message, phrases("gaps").recharge(code))
