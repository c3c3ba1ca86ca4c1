"""The drafts of the day: which reports are to be drafted, and each made anew where facts moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.consolidated.compose_report import compose_report
from dondoc.documents.consolidated.report_of import ReportOf, consolidation, report_of
from dondoc.documents.register.find_paper import issued_of, newest_of
from dondoc.documents.register.keep_paper import keep
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import NOT_WANTED, StandingKind
from models import Document, Round

_RECENT = timedelta(days=200)
_OVER = NOT_WANTED | {StandingKind.COMPLETED, StandingKind.CLOSED}


@dataclass(frozen=True)
class RenewedDraft:
    """The version that stands now; `before` is the one before it, where this one is new."""

    report: ReportOf
    document: Document
    new: bool
    before: Document | None = None


def reports_to_draft(session: Session, rulebook: Rulebook, now: datetime) -> list[ReportOf]:
    """The reports that are drafted on the day of `now`, the oldest period first.

    From the working day after the units' last date until it is issued or over.
    """
    plan, today = rulebook.registry.plan, local_date(now)
    try:
        duty, _summed = consolidation(plan)
    except Refused:
        return []
    opened = select(Round.period).where(
        col(Round.plan) == plan.code,
        col(Round.duty) == duty.code,
        col(Round.opened_at) <= now,
        col(Round.opens_on) >= today - _RECENT,
    )
    found = []
    for period in session.exec(opened.order_by(col(Round.opens_on))):
        first_on = rulebook.drafted_from(duty, period)
        if first_on is None or first_on > today:
            continue
        report = report_of(rulebook, period)
        if _waits(session, rulebook, report, now):
            found.append(report)
    return found


def renew_draft(
    session: Session,
    context: Context,
    report: ReportOf,
    *,
    by: Actor,
) -> RenewedDraft:
    """Compose the report as known now and keep it; no version where nothing moved.

    Nor where a version says what was known later: a day that is lived again takes nothing back.
    """
    before = newest_of(session, report.matter)
    if before is not None and before.as_of > context.now:
        return RenewedDraft(report, before, new=False)
    own = context.settings.own_templates_dir
    made = compose_report(session, context.rulebook, report, as_of=context.now, own=own)
    kept = keep(session, context.settings.files_dir, made, by=by, now=context.now)
    return RenewedDraft(report, kept.document, kept.new, before if kept.new else None)


def _waits(session: Session, rulebook: Rulebook, report: ReportOf, now: datetime) -> bool:
    """Is it still to be issued?"""
    if issued_of(session, report.matter) is not None:
        return False
    own = progress(session, rulebook, duty=report.duty.code, period=report.period.key, as_of=now)
    return any(row.standing.kind not in _OVER for row in own.rows)
