"""What waits for an officer, looked up: see `waiting_work`.

What is to be decided is of `as_of`; mail, contacts and messages are as they stand in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from dondoc import access
from dondoc.clock import local_date
from dondoc.ledger.held_mail import waiting as held_mail
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.installation import Context
from dondoc.ledger.unit_on_record import body_of
from dondoc.publication.findings.ask_findings import finding_duty
from dondoc.publication.findings.officer_findings import awaiting_a_look, officer_findings
from dondoc.reporting.stuck_letters import silent_contacts, stuck_letters
from dondoc.reporting.waiting_work import Waiting, WaitingPage, WaitingWork
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import (
    Account,
    Assignment,
    ContactRequest,
    Decision,
    Incoming,
    Submission,
    UnitRow,
)
from models.kinds import Answer, DecisionKind

_LATELY = 500
"""So many of the newest rows are looked at for what came since this morning."""


def waiting_for(session: Session, context: Context, account: Account, as_of: datetime) -> Waiting:
    """What waits for this account. Raises Refused for one out of use."""
    registry, on = context.rulebook.registry, local_date(as_of)
    who = access.who(account, registry, on)
    return all_waiting(session, context, as_of).seen_by(who, registry, on)


def all_waiting(session: Session, context: Context, as_of: datetime) -> Waiting:
    """What waits, whoever may decide it: looked up once where several accounts are told."""
    works = _works(session, context, as_of)
    looks = awaiting_a_look(session)
    to_check = [one for one in works if one.facts.id not in looks]
    return replace(
        _to_rule(works),
        reports=_sorted(to_check, _to_check, _report_above(context)),
        mail=tuple(session.exec(select(Incoming).where(held_mail()).order_by(col(Incoming.id)))),
        strangers=_count_strangers(session),
        stuck=tuple(stuck_letters(session, context, as_of)),
        contacts=tuple(silent_contacts(session, context)),
        wishes=_wishes(session, as_of),
        pages=_pages(session, context),
    )


def lately_said(session: Session, context: Context, *, since: datetime) -> Waiting:
    """What units asked or reported as not done after `since`, among the newest rows alone.

    This is asked with every letter that leaves at once, so it reads no more than those.
    """
    asked = _newest(Decision, col(Decision.kind) == DecisionKind.EXTENSION_ASKED)
    not_done = _newest(Submission, col(Submission.answer) == Answer.NOT_DONE)
    after = (col(Decision.decided_at) > since, col(Submission.recorded_at) > since)
    ids = {
        *session.exec(asked.where(after[0])),
        *session.exec(not_done.where(after[1])),
    }
    if not ids:
        return Waiting()
    works = _works(session, context, context.now, col(Assignment.id).in_(ids))
    return _to_rule(works)


def _newest(table: type[Decision] | type[Submission], said: ColumnElement[bool]) -> Any:
    newest = select(func.max(table.id) - _LATELY).scalar_subquery()
    return select(table.assignment_id).where(col(table.id) > newest, said)


def _to_rule(works: Sequence[WaitingWork]) -> Waiting:
    """What a unit asks, with the date until which the answer is of use."""
    return Waiting(
        requests=_sorted(works, _asks_for_time, lambda facts: facts.due_on),
        not_done=_sorted(works, lambda one: one.standing.to_rule, lambda facts: facts.due_on),
    )


def _asks_for_time(work: WaitingWork) -> bool:
    return work.facts.request is not None and work.standing.waiting_for_unit


def _to_check(work: WaitingWork) -> bool:
    """Is it an answer that no rule accepts by itself, or a day of sending that nobody checked?

    An own slot completes with its report.
    """
    by_itself = work.facts.consolidated and not work.facts.reopened
    if work.standing.unproven:
        return True
    return work.standing.kind is StandingKind.SUBMITTED and not by_itself


def _sorted(
    works: Iterable[WaitingWork],
    waits: Callable[[WaitingWork], bool],
    by_on: Callable[[Facts], date | None],
) -> tuple[WaitingWork, ...]:
    found = [replace(one, by_on=by_on(one.facts)) for one in works if waits(one)]
    return tuple(sorted(found, key=lambda one: (one.by_on or date.max, one.since, one.facts.id)))


def _report_above(context: Context) -> Callable[[Facts], date | None]:
    """By when a report is to be checked: before the level above reports, where it does."""
    rulebook = context.rulebook
    return lambda facts: rulebook.report_above_on(
        rulebook.registry.duty_of(facts.plan, facts.duty), facts.period
    )


def _works(
    session: Session, context: Context, as_of: datetime, *where: ColumnElement[bool]
) -> list[WaitingWork]:
    registry, here = context.rulebook.registry, local_date(as_of)
    said = select(Submission.assignment_id).union(
        select(Decision.assignment_id).where(
            col(Decision.kind) == DecisionKind.EXTENSION_ASKED,
        )
    )
    claimed = select(Submission.assignment_id).where(
        col(Submission.sent_on).is_not(None), col(Submission.sent_checked_at).is_(None)
    )
    open_then = (
        or_(
            col(Assignment.completed_at).is_(None),
            col(Assignment.completed_at) > as_of,
            col(Assignment.id).in_(claimed),
        ),
        or_(col(Assignment.waived_at).is_(None), col(Assignment.waived_at) > as_of),
        col(Assignment.parent_id).is_(None),
        col(Assignment.id).in_(said),
    )
    known = in_plan(session, registry, here)
    found = load_facts(session, *open_then, *known, *where, as_of=as_of)
    return [
        WaitingWork(
            facts=facts,
            duty=registry.duty_of(facts.plan, facts.duty),
            unit=body_of(session, registry, facts.unit_code),
            standing=standing(facts, as_of),
            since=_since(facts),
            by_on=None,
        )
        for facts in found
        if facts.submissions or facts.request
    ]


def _since(facts: Facts) -> datetime:
    """When the unit said it: what it asked, or handed in, last."""
    if facts.request is not None:
        return facts.request.decided_at
    assert facts.last is not None
    return facts.last.recorded_at


def _pages(session: Session, context: Context) -> tuple[WaitingPage, ...]:
    """Public pages that the machine cannot judge, for whoever watches over publication."""
    found = officer_findings(session)
    if not found:
        return ()
    duty = finding_duty(context.rulebook, context.today)
    registry = context.rulebook.registry
    return tuple(
        WaitingPage(one, duty, body_of(session, registry, one.source.unit_code)) for one in found
    )


def _wishes(session: Session, as_of: datetime) -> tuple[tuple[ContactRequest, UnitRow], ...]:
    """What units asked about their contacts and nobody has ruled on, the oldest first."""
    query = (
        select(ContactRequest, UnitRow)
        .join(UnitRow, col(ContactRequest.unit_code) == col(UnitRow.code))
        .where(col(ContactRequest.decided_at).is_(None), col(ContactRequest.asked_at) <= as_of)
    )
    return tuple(session.exec(query.order_by(col(ContactRequest.id))))


def _count_strangers(session: Session) -> int:
    query = select(func.count()).select_from(Incoming).where(held_mail(of_strangers=True))
    return session.exec(query).one()
