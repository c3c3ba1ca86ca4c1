"""Drafting the consolidated report: what was issued is settled, what moved is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prefect.artifacts import create_markdown_artifact

from dondoc.documents.consolidated.draft_artifact import draft_artifact
from dondoc.documents.consolidated.issue_report import settle_issued
from dondoc.documents.consolidated.renew_draft import RenewedDraft, renew_draft, reports_to_draft
from dondoc.documents.consolidated.report_of import ReportOf, report_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from models.database import transaction
from tasks.dondoc_task import dondoc_task

_BY = Actor.flow("consolidated_report")


@dondoc_task("Ghi nhận báo cáo tổng hợp đã phát hành")
def settle_issued_reports(now: datetime) -> Sequence[ReportOf]:
    """Freeze the drafts whose report was handed in under a number by another way."""
    here = load_installation().at(now)
    with transaction(here.engine) as session:
        return settle_issued(session, here, by=_BY)


@dondoc_task("Tìm báo cáo tổng hợp cần dự thảo")
def find_reports_to_draft(now: datetime) -> Sequence[str]:
    """The periods whose reports are drafted on this day, the oldest first."""
    here = load_installation()
    with transaction(here.engine, write=False) as session:
        found = reports_to_draft(session, here.rulebook, now)
    return [report.period.key for report in found]


@dondoc_task("Soạn dự thảo báo cáo tổng hợp")
def draft_report(period: str, now: datetime) -> RenewedDraft:
    """Keep the draft as it is now and publish `du-thao-bao-cao-tong-hop-<period>` about it."""
    here = load_installation().at(now)
    with transaction(here.engine) as session:
        drafted = renew_draft(session, here, report_of(here.rulebook, period), by=_BY)
        shown = draft_artifact(session, here, drafted)
    create_markdown_artifact(markdown=shown.text, key=shown.key, description=shown.caption)
    return drafted
