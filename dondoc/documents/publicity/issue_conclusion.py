"""The conclusion went out under a number: it is frozen, and the duty's month is done with it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col

from dondoc.activities.entry import GivenActivity
from dondoc.activities.record_activity import record_activity
from dondoc.calendar.date_words import short_date
from dondoc.documents.letters.issued_file import keep_issued
from dondoc.documents.paper.paper_templates import CONCLUSION
from dondoc.documents.publicity.conclusion_matter import MonthlyMatter, monthly_matter
from dondoc.documents.publicity.monthly_conclusion import compose_conclusion
from dondoc.documents.register.issue_paper import IssueForm, issue
from dondoc.documents.register.keep_paper import mark_of
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import NOT_WANTED, StandingKind, standing
from dondoc.web.link_check import link_check
from models import Assignment, Document, Round

_SETTLED = NOT_WANTED | {StandingKind.REACHED, StandingKind.COMPLETED, StandingKind.CLOSED}


def issue_conclusion(
    session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
) -> None:
    """Freeze the draft and enter it as the month's conclusion, all in the caller's transaction.

    Where the plan was edited since, so that it would say something else, the draft stands as it is.
    Raises Refused as `issue` and `record_activity` do; nothing is kept then.
    """
    rulebook = context.rulebook
    issued = issue(session, document.id or 0, form, by=by, now=context.now)
    month = monthly_matter(rulebook, matter_of(issued))
    made = compose_conclusion(session, rulebook, month, as_of=issued.as_of)
    if mark_of(made.mark()) == issued.mark:
        signed = made.values.under(form.document_number, form.document_on)
        keep_issued(session, context, issued, CONCLUSION, signed)
    _hand_in(session, context, month, form, by=by)


def _hand_in(
    session: Session, context: Context, month: MonthlyMatter, form: IssueForm, *, by: Actor
) -> None:
    """Enter it where the month still wants its conclusion: entered by hand, or closed, it stands.

    It counts on its own day, and so in the round that this day falls in.
    """
    where = (
        col(Round.plan) == month.matter.plan,
        col(Round.duty) == month.duty.code,
        col(Round.period) == month.period.key,
        col(Assignment.unit_code) == month.body.code,
    )
    wanted = [
        one for one in load_facts(session, *where, as_of=context.now) if _wants(one, context.now)
    ]
    if not wanted:
        return
    given = GivenActivity(
        title=phrases("publication").about(month.period.label()),
        done_on=short_date(form.document_on),
        number=form.document_number,
    )
    record_activity(
        session,
        context.rulebook,
        assignment_id=wanted[0].id,
        given=given,
        by=by,
        now=context.now,
        link_check=link_check(),
    )


def _wants(facts: Facts, now: datetime) -> bool:
    return standing(facts, now).kind not in _SETTLED
