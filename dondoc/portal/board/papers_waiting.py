"""The drafts that wait for this account to read, have signed, and record as issued."""

from __future__ import annotations

from sqlmodel import Session

from dondoc.documents.papers import paper_name
from dondoc.documents.register.paper_matter import matter_of
from dondoc.documents.register.paper_rights import may_write
from dondoc.documents.register.waiting_drafts import waiting_drafts
from dondoc.ledger.installation import Context
from dondoc.reporting.waiting_work import WaitingPaper
from models import Account


def papers_waiting(
    session: Session, here: Context, account: Account | None
) -> tuple[WaitingPaper, ...]:
    """In the order of the plan; without an account, for who sits at the machine, all of them."""
    drafts = waiting_drafts(session, here.rulebook, as_of=here.now)
    return tuple(
        WaitingPaper(one.document, one.duty, paper_name(here.rulebook, matter_of(one.document)))
        for one in drafts
        if account is None
        or may_write(here.rulebook, matter_of(one.document), account, now=here.now)
    )
