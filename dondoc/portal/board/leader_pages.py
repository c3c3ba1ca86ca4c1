"""The leaders' page: one screen, one sheet of paper, exceptions only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup

from dondoc.access import Act
from dondoc.documents.papers import paper_name
from dondoc.documents.register.paper_matter import matter_of
from dondoc.documents.register.paper_rights import why_not_read
from dondoc.documents.register.waiting_drafts import WaitingDraft, waiting_drafts
from dondoc.plan.duty import Duty
from dondoc.portal.board.board_links import (
    LATE_TWICE_PATH,
    PAPERS_PATH,
    PUBLICATION_PATH,
    round_query,
)
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.groups import GROUPS, PLACE
from dondoc.portal.board.rate_chart import rate_chart
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.reporting.leaders_minute import GroupRates, LeadersMinute, OwnPaper, leaders_minute
from dondoc.rounds.on_time_rate import OnTimeRate
from models import Account
from models.database import transaction
from models.kinds import DocumentKind

router = APIRouter(route_class=PlainRoute)
PATH = "/lanh-dao"


@dataclass(frozen=True)
class RateLine:
    """A group's figure: its chart, and each period's rate with the address of its late units."""

    name: str
    chart: Markup
    periods: tuple[tuple[str, OnTimeRate, str], ...]


@dataclass(frozen=True)
class DraftToSign:
    """A draft that waits: its name, the address of its page or of its round, the date of `owed`."""

    name: str
    address: str
    draft: WaitingDraft
    owed: OwnPaper | None


@router.get(PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """What a leader reads in a minute; whoever may see the board may open it."""
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    with transaction(here.engine, write=False) as session:
        minute = leaders_minute(session, here.rulebook, account.unit_code, as_of=as_of)
        drafts = waiting_drafts(session, here.rulebook, as_of=as_of)
    owed = {(one.row.facts.duty, one.row.facts.period): one for one in minute.papers}
    signed = [_to_sign(here, account, one, owed) for one in drafts]
    drafted = [one.owed for one in signed if one.owed]
    groups = sorted(minute.groups, key=lambda one: PLACE[one.group])
    return form_page(
        request,
        "board/leaders.html",
        account,
        minute=minute,
        drafts=signed,
        papers=[one for one in minute.papers if one not in drafted],
        lines=[_line(minute, minute.duty, one) for one in groups if minute.duty],
        body=here.rulebook.registry.unit(account.unit_code),
        as_of=as_of,
        on=on,
        warnings=problems,
        path=PATH,
        twice=LATE_TWICE_PATH,
        publication=PUBLICATION_PATH,
        round_query=round_query,
    )


def _to_sign(
    here: PageContext,
    account: Account,
    draft: WaitingDraft,
    owed: Mapping[tuple[str, str], OwnPaper],
) -> DraftToSign:
    """Who does not read it is led to the round that it is about."""
    document = draft.document
    address = f"{PAPERS_PATH}/{document.id}"
    if why_not_read(here.rulebook, document, account, now=here.now):
        address = f"/bang{round_query(draft.duty, document.period, only='qua-han')}"
    own = None if document.subject else owed.get((document.duty, document.period))
    report = own if document.kind is DocumentKind.CONSOLIDATED_REPORT else None
    return DraftToSign(paper_name(here.rulebook, matter_of(document)), address, draft, report)


def _line(minute: LeadersMinute, duty: Duty, group: GroupRates) -> RateLine:
    names = [_brief(one.period_short) for one in minute.reports]
    links = [
        round_query(duty, one.period, only="tre-han", group=group.group) for one in minute.reports
    ]
    return RateLine(
        name=GROUPS[group.group],
        chart=rate_chart(GROUPS[group.group], names, group.rates),
        periods=tuple(zip(names, group.rates, links, strict=True)),
    )


def _brief(short: str) -> str:
    """«quý I/26» of «quý I/2026», «năm 26» would say too little: the year stays whole."""
    name, _, year = short.rpartition("/")
    return f"{name}/{year[2:]}" if name else short
