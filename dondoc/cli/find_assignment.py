"""The assignment that a command is about, by its number or by duty, period and unit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from dondoc import access
from dondoc.ledger.installation import Installation
from dondoc.ledger.lock import lock_assignment
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from models import Account, Assignment, Round


def find_assignment(
    session: Session, rulebook: Rulebook, *, duty: str, period: str, unit: str
) -> Assignment:
    """The one thing that this round asks of this unit. Raises Refused, saying what there is.

    The unit is looked for among those that the round asks: it may have been merged since.
    """
    about = rulebook.registry.plan.duty(duty)
    of_period = rulebook.period(about, period)
    round_ = session.exec(
        select(Round).where(col(Round.duty) == about.code, col(Round.period) == of_period.key)
    ).first()
    if round_ is None:
        raise Refused(Problem("--period", period, _not_open(session, about.code)))
    of_round = select(Assignment).where(col(Assignment.round_id) == round_.id)
    asked = session.exec(of_round.order_by(col(Assignment.id))).all()
    units = [rulebook.registry.unit(code) for code in _codes(asked)]
    body = find_unit(rulebook.registry, unit, round_.opens_on, among=units)
    found = [one for one in asked if one.unit_code == body.code]
    if len(found) > 1:
        ids = ", ".join(str(one.id) for one in found)
        raise Refused(Problem("--unit", body.name, f"có nhiều việc trong đợt này, các mã: {ids}"))
    return found[0]


def which_assignment(
    session: Session, rulebook: Rulebook, number: int | None, *, line: str, **named: str | None
) -> Assignment:
    """By its number, or by duty, period and unit; not by both. Raises Refused, naming the line."""
    if number is not None:
        extra = [f"--{name}" for name, given in named.items() if given]
        if extra:
            wanted = f"đã ghi mã việc thì không ghi {', '.join(extra)}"
            raise Refused(Problem("VIỆC", str(number), wanted))
        return lock_assignment(session, number)
    missing = [f"--{name}" for name, given in named.items() if not given]
    if missing:
        wanted = f"thiếu {', '.join(missing)}; hoặc ghi mã việc"
        raise Refused(Problem(line, "", wanted))
    known = {name: given or "" for name, given in named.items()}
    return find_assignment(session, rulebook, **known)


def _codes(assignments: Iterable[Assignment]) -> list[str]:
    return list(dict.fromkeys(one.unit_code for one in assignments))


def describe(session: Session, rulebook: Rulebook, assignment: Assignment) -> str:
    """«Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính»"""
    round_ = session.get_one(Round, assignment.round_id)
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    unit = rulebook.registry.unit(assignment.unit_code)
    return f"{duty.short} {rulebook.period(duty, round_.period).short()} của {unit.name}"


def check_right(
    installation: Installation, account: Account, assignment: Assignment, *, duty: Duty, today: date
) -> None:
    """Who may enter for a unit. Raises Refused."""
    registry = installation.rulebook.registry
    about = access.about_duty(registry, duty, today, unit=registry.unit(assignment.unit_code))
    access.require(access.who(account, registry, today), access.Act.RECORD, about)


def _not_open(session: Session, duty: str) -> str:
    query = select(Round.period).where(col(Round.duty) == duty)
    opened = session.exec(query.order_by(col(Round.opens_on).desc()).limit(6)).all()
    return f"đợt này chưa mở; đang có: {', '.join(opened) or 'chưa đợt nào'}"
