"""The report went out under a number: it is frozen, the duty is done, what it sums up closes.

All in the caller's transaction. The same the other way round: where the duty was answered with a
number and a day (by link, by mail, on paper), the newest draft is what went out under them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session, col

from dondoc.calendar.periods import PeriodKind
from dondoc.clock import at
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.own_slot import settle_completions
from dondoc.documents.consolidated.compose_report import compose, compose_report
from dondoc.documents.consolidated.report_of import ReportOf, UnderNumber, report_of_matter
from dondoc.documents.register.find_paper import issued_of, newest_drafts
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame, issue
from dondoc.documents.register.keep_paper import add_file
from dondoc.documents.register.paper_matter import matter_of
from dondoc.forms.typed_form import Needed, entry
from dondoc.forms.values import SomeLines
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.example_number import example_number
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.facts import Facts, SubmissionFact
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import NOT_WANTED, StandingKind, standing
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import StoredFile
from dondoc.submissions.record_submission import NOON, SubmissionSource, record_submission
from models import Assignment, Document, Round
from models.kinds import DocumentKind, Way

_log = logging.getLogger(__name__)
_SIGNER = "hãy ghi họ tên người ký báo cáo"
_SETTLED = NOT_WANTED | {StandingKind.COMPLETED}


class ReportIssueForm(IssueForm):
    """Number, day, and who signed: what the duty's evidence asks (III.1.2.a4)."""

    signer: Annotated[str, SomeLines, Needed(_SIGNER)] = entry("Người ký")


@dataclass(frozen=True)
class IssuedReport:
    """`receipt` is the number of what was handed in with it; empty where that was in already."""

    document: Document
    receipt: str = ""


def issue_frame(rulebook: Rulebook, report: ReportOf, now: datetime) -> IssueFrame:
    """What the form is read against, with an example of the body's own numbers."""
    return IssueFrame(now, example_number(report.body(rulebook), report.duty.title, number="45"))


def issue_report(
    session: Session, context: Context, document_id: int, form: ReportIssueForm, *, by: Actor
) -> IssuedReport:
    """Freeze the draft under its number and hand the report in with it.

    It counts as handed in on its own day: the records office numbers what it sends. Raises Refused
    as `issue` and `record_submission` do; nothing is kept then.
    """
    rulebook, now = context.rulebook, context.now
    document = issue(session, document_id, form, by=by, now=now)
    report = report_of_matter(rulebook, matter_of(document))
    signed = _keep_signed(session, context, report, document)
    owed = _owed(session, report, now)
    receipt = ""
    if owed is not None:
        given = Given(
            document_number=form.document_number,
            document_on=form.document_on.isoformat(),
            signer=form.signer,
        )
        received_at = min(at(form.document_on, NOON.hour), now)
        source = SubmissionSource(by, Way.STAFF, received_at, key=f"document:{document.id}")
        receipt = record_submission(
            session,
            rulebook,
            assignment_id=owed,
            given=given,
            source=source,
            now=now,
            files=[signed] if signed else [],
        ).receipt
    session.flush()
    settle_completions(session, rulebook, report.duty, now)
    settle_closed(session, rulebook, [report.summed.code], now)
    return IssuedReport(document, receipt)


def settle_issued(session: Session, context: Context, *, by: Actor) -> list[ReportOf]:
    """Freeze the drafts whose report was handed in under a number by another way; which reports.

    Of what was issued already, and of an answer without number or day, nothing is frozen; a number
    that another paper bears is left to a person.
    """
    rulebook, now = context.rulebook, context.now
    settled: list[ReportOf] = []
    for draft in newest_drafts(session, [DocumentKind.CONSOLIDATED_REPORT]):
        report = report_of_matter(rulebook, matter_of(draft))
        if issued_of(session, report.matter) is not None:
            continue  # what came after it is a supplement, issued by hand
        answered = _answered(session, report, now)
        if answered is None or draft.id is None:
            continue
        typed = {"document_number": answered.document_number, "document_on": answered.document_on}
        try:
            form = IssueForm.read(typed, issue_frame(rulebook, report, now))
            document = issue(session, draft.id, form, by=by, now=now)
        except Refused as refused:
            _log.warning("%s", phrases("consolidated").not_settled(report, str(refused)))
            continue
        _keep_signed(session, context, report, document)
        settled.append(report)
    return settled


def _keep_signed(
    session: Session, context: Context, report: ReportOf, document: Document
) -> StoredFile | None:
    """The same paper under its number and without «DỰ THẢO», beside the draft that it was.

    None where the plan was changed since, so that it would say something else.
    """
    rulebook, as_of = context.rulebook, document.as_of
    if compose_report(session, rulebook, report, as_of=as_of).mark != document.mark:
        return None
    assert document.issued_number is not None
    assert document.issued_on is not None
    number = UnderNumber(document.issued_number, document.issued_on)
    made = compose(session, rulebook, report, as_of=as_of, issued=number)
    folder, own = context.settings.files_dir, context.settings.own_templates_dir
    return add_file(session, folder, document, f"{report.slug}-phat-hanh.docx", made.docx(own))


def _own_slot(session: Session, report: ReportOf, now: datetime) -> Facts | None:
    """What the report's own duty asks of its body in this period; None where it was not opened."""
    where = (
        col(Round.plan) == report.plan.code,
        col(Round.duty) == report.duty.code,
        col(Round.period) == report.period.key,
        col(Assignment.parent_id).is_(None),
    )
    found = load_facts(session, *where, as_of=now)
    ours = [one for one in found if report.period.kind is PeriodKind.EVENT or not one.subject]
    return ours[0] if ours else None


def _owed(session: Session, report: ReportOf, now: datetime) -> int | None:
    slot = _own_slot(session, report, now)
    if slot is None or standing(slot, now).kind in _SETTLED:
        return None
    return slot.id


def _answered(session: Session, report: ReportOf, now: datetime) -> SubmissionFact | None:
    """The document that the duty was completed with, by whatever way it came."""
    slot = _own_slot(session, report, now)
    if slot is None or standing(slot, now).kind is not StandingKind.COMPLETED:
        return None
    last = slot.last
    return last if last is not None and last.document_number and last.document_on else None
