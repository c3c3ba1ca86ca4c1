"""What the pages about one assignment ask of it: how it stands, who may do what of it."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import HTTPException
from sqlmodel import Session, col

from dondoc import access
from dondoc.decisions.ruling import check_right
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.schema import Duty, Unit
from dondoc.portal.context import PageContext
from dondoc.portal.unit.unit_view import AssignmentView
from dondoc.problems import Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.progress import progress
from models import Account, Assignment
from models.kinds import INSPECTED, Answer


def require_readable(
    session: Session, here: PageContext, assignment_id: int, account: Account
) -> None:
    """404 for no assignment, 403 with the reason where the account may not read what it holds."""
    facts, registry = facts_or_404(session, here, assignment_id), here.rulebook.registry
    duty, unit = registry.duty_of(facts.plan, facts.duty), registry.unit(facts.unit_code)
    if wanted := why_not_read(here, duty, unit, account):
        raise HTTPException(403, sentence(capital(wanted)))


def why_not_read(here: PageContext, duty: Duty, unit: Unit, account: Account) -> str:
    """Why this account reads only where the unit stands; empty where it reads all there is."""
    about = access.about_duty(here.rulebook.registry, duty, here.today, unit=unit)
    return access.why_not(here.who(account), access.Act.READ, about)


def enterable(view: AssignmentView) -> bool:
    """Is anything to be handed in here? What is counted or visited has pages of its own."""
    return not (view.facts.threshold or view.facts.role == INSPECTED or view.closed)


def allowed_acts(here: PageContext, view: AssignmentView, account: Account) -> frozenset[str]:
    """The acts of the policy that this account may do of this assignment."""
    who, registry = here.who(account), here.rulebook.registry
    about = access.about_duty(registry, view.duty, here.today, unit=view.unit)
    return frozenset(act for act in access.Act if not access.why_not(who, act, about))


def facts_or_404(session: Session, here: PageContext, assignment_id: int) -> Facts:
    """The assignment as it stands; 404 where there is none."""
    found = load_facts(session, col(Assignment.id) == assignment_id, as_of=here.now)
    if not found:
        raise HTTPException(404)
    return found[0]


def next_waiting(session: Session, here: PageContext, facts: Facts) -> int | None:
    """The next report of the round that waits for an officer, in the order of the board."""
    rows = progress(
        session, here.rulebook, duty=facts.duty, period=facts.period, as_of=here.now
    ).rows
    waits = (row.facts.id for row in rows if row.standing.waits_for_officer)
    return next(waits, None)


def board_query(view: AssignmentView) -> str:
    """Of the round on the board, as an address asks for it."""
    facts = view.facts
    return "?" + urlencode(
        {"nam": facts.period[:4], "nhiem-vu": view.duty.slug, "ky": facts.period}
    )


def why_not_decide(here: PageContext, view: AssignmentView, account: Account) -> str:
    """Why this account sees no forms here; empty if it does. `decide` has the last word."""
    return why_no_ruling(here, view.duty, view.facts, account)


def why_no_ruling(here: PageContext, duty: Duty, facts: Facts, account: Account) -> str:
    """The same of an assignment that is no page of its own."""
    try:
        check_right(here.rulebook, duty, facts, account, now=here.now)
    except Refused as refused:
        return refused.problems[0].wanted
    return ""


def figures_of(view: AssignmentView) -> list[tuple[str, str, int | None, int | None]]:
    """Each figure of the newest report, with that of the same period a year before beside it."""
    if view.last is None or view.last.row.answer is not Answer.DONE:
        return []
    before = view.compared
    return [
        (
            one.title,
            one.unit,
            view.last.figures.get(one.code),
            before.figures.get(one.code) if before else None,
        )
        for one in view.duty.indicators
    ]
