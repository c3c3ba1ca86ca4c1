"""Which drafts of the report an officer has not been told of: the first, and what changed since."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.documents.consolidated.report_of import report_of_matter
from dondoc.documents.register.find_paper import newest_drafts
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.reporting.waiting_work import WaitingPaper
from models.kinds import DocumentKind


def new_drafts(session: Session, context: Context, *, since: datetime) -> tuple[WaitingPaper, ...]:
    """The newest drafts made after `since`; past the report's own date only the first of each.

    Each version is so told of in one morning, and none that comes when the report is late anyway.
    """
    found = []
    for draft in newest_drafts(session, [DocumentKind.CONSOLIDATED_REPORT]):
        if draft.made_at < since:
            continue
        report = report_of_matter(context.rulebook, matter_of(draft))
        due = context.rulebook.deadline(report.duty, report.period.key, report.duty.roles[0])
        if draft.version == 1 or context.today <= due.due_on:
            name = phrases("consolidated").name(report)
            found.append(WaitingPaper(draft, report.summed, name))
    return tuple(found)
