"""The board's desk at which quý I/2027 is consolidated: reports come in, drafts are made."""

from __future__ import annotations

import re
from datetime import date, datetime

import httpx

from dondoc.clock import at
from dondoc.documents.consolidated.renew_draft import renew_draft
from dondoc.documents.consolidated.report_of import report_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.rounds.opening import open_rounds
from models import Account, Document
from models.database import transaction
from tests.support.desk import FIGURES, Desk
from tests.support.portal import CONSOLIDATED, Portal

FIRST_DRAFT = at(date(2027, 3, 17), 7, 30)  # the units' date is Tuesday 16/03/2027
OWN_DAY = at(date(2027, 3, 18), 14)
PAPERS = "/bang/tai-lieu"


def keep_report(portal: Portal, now: datetime = FIRST_DRAFT) -> int:
    """The report's draft as the morning's run makes it; returns its number in the ledger."""
    context = Context(portal.settings, portal.rulebook, portal.engine, now)
    with transaction(portal.engine) as session:
        report = report_of(portal.rulebook, "2027-Q1")
        by = Actor.flow("consolidated_report")
        return renew_draft(session, context, report, by=by).document.id or 0


class PaperDesk(Desk):
    """Sở Tài chính and Sở Y tế have handed in; the first morning's draft is made."""

    def __init__(self, portal: Portal, account: Account | None = None) -> None:
        super().__init__(portal, account)
        duty = portal.rulebook.registry.plan.duty(CONSOLIDATED)
        with transaction(portal.engine) as session:
            open_rounds(session, portal.rulebook, duty, now=at(date(2027, 3, 1), 7, 30))
        self.hand_in("so-tai-chinh", at(date(2027, 3, 12), 9), document_on="11/03/2027")
        self.hand_in("so-y-te", at(date(2027, 3, 15), 9), figures={**FIGURES, "tin_bai": "5"})

    def draft(self, now: datetime = FIRST_DRAFT) -> int:
        return keep_report(self.portal, now)

    def issue(self, number: int, **changed: str) -> httpx.Response:
        typed = {"so_van_ban": "45/BC-SNV", "ngay_van_ban": "18/03/2027", "nguoi_ky": "Trần Bình"}
        return self.post(f"{PAPERS}/{number}/phat-hanh", **{**typed, **changed})

    def documents(self) -> list[Document]:
        return self.portal.rows(Document)


def said(html: str) -> str:
    """The words of a page's main part, on one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
