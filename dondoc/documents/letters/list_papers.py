"""Danh sách đúng hạn, chậm, chưa gửi as a kind of paper: drafted by hand, for a round."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.letters.issued_file import keep_issued
from dondoc.documents.letters.punctuality_list import punctuality_list
from dondoc.documents.paper.paper_templates import LIST
from dondoc.documents.paper.paper_values import ListValues
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Table
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame, issue
from dondoc.documents.register.keep_paper import KeptPaper, MadePaper, keep, mark_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.across_duties import report_duty
from dondoc.rounds.progress import Progress, open_periods, progress
from models import Document, Round
from models.kinds import DocumentKind

_NUMBER = "07"


class ListPapers:
    """See `PaperKind`."""

    issue_form: type[IssueForm] = IssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        period = rulebook.period(duty, matter.period).short()
        said: str = phrases("papers").name(matter.kind, duty, period)
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        """None: it is figures."""
        return ()

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        """Of the units' periodic report, each round that the plan opened."""
        plan = context.rulebook.registry.plan
        duty = report_duty(plan)
        if duty is None:
            return []
        kind = DocumentKind.PUNCTUALITY_LIST
        opened = select(Round.period).where(
            col(Round.duty) == duty.code,
            col(Round.plan) == plan.code,
            col(Round.opened_at) <= context.now,
        )
        ours = set(session.exec(opened))
        periods = [one for one in open_periods(session, duty=duty.code) if one in ours]
        return [PaperMatter(kind, plan.code, duty.code, one) for one in periods]

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        found = _progress(session, context.rulebook, matter, context.now)
        values = punctuality_list(context.rulebook, found)
        own = context.settings.own_templates_dir
        duty = context.rulebook.registry.duty_of(matter.plan, matter.duty)
        name = f"danh-sach-{duty.slug}-{matter.period.lower()}.docx"
        made = MadePaper(
            matter=matter,
            as_of=context.now,
            basis=phrases("letters").list_basis(duty, found.period_short),
            said=found.figure(),
            facts=_mark_facts(values),
            files={name: paper(LIST, values, as_of=context.now, own=own)},
        )
        return keep(session, context.settings.files_dir, made, by=by, now=context.now)

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        """The round's own sentence then and now, where it differs."""
        before, after = (
            _progress(session, rulebook, matter, at).sentence() for at in (since, until)
        )
        return [] if before == after else [phrases("letters").moved(before, after)]

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        found = _progress(session, rulebook, matter_of(document), document.as_of)
        values = punctuality_list(rulebook, found)
        chapters = chapters_of(values, {})
        return ShownPaper(values.about, chapters, _tables(values), mark_of(_mark_facts(values)))

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        symbol = rulebook.registry.monitoring_unit(duty, local_date(now)).symbol
        return IssueFrame(now, f"{_NUMBER}/DS-{symbol}" if symbol else f"{_NUMBER}/DS")

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        """Frozen, and kept as it went out; where the plan was edited since, the draft stands."""
        document = issue(session, document.id or 0, form, by=by, now=context.now)
        found = _progress(session, context.rulebook, matter_of(document), document.as_of)
        values = punctuality_list(context.rulebook, found)
        if mark_of(_mark_facts(values)) == document.mark:
            signed = values.under(form.document_number, form.document_on)
            keep_issued(session, context, document, LIST, signed)


def _progress(
    session: Session, rulebook: Rulebook, matter: PaperMatter, as_of: datetime
) -> Progress:
    return progress(session, rulebook, duty=matter.duty, period=matter.period, as_of=as_of)


def _tables(values: ListValues) -> tuple[Table, ...]:
    return tuple(one for one in values.content if isinstance(one, Table))


def _mark_facts(values: ListValues) -> dict[str, object]:
    """Its rows; not until when they were counted."""
    return {"about": values.about, "parts": [[one.title, one.rows] for one in _tables(values)]}
