"""One source: its looks over time, the trend, what it must show, its findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sqlmodel import Session

from dondoc.access import Act, Matter, why_not
from dondoc.calendar.periods import Period
from dondoc.messages.environment import phrases
from dondoc.portal.board.board_links import FINDING_PATH, PUBLICATION_PATH, SOURCE_PATH
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.source_tables import source_tables
from dondoc.portal.board.trend_chart import trend_chart
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from dondoc.publication.findings.ask_findings import check_duty
from dondoc.publication.findings.finding_kinds import FINDING_RULES, SEVERITY_NAMES
from dondoc.publication.official.official_list import official_entries
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.place_names import PLACE_NAMES, TROUBLE_NAMES, VERDICT_NAMES
from dondoc.publication.score.check_periods import check_period
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.publication_state import SourceState
from dondoc.publication.score.score_parts import PART_NAMES, WEIGHTS
from dondoc.publication.score.source_words import source_words
from dondoc.publication.sheets.source_sheet import SourceSheet, source_sheet
from models import Account
from models.database import transaction
from models.publication_kinds import ReadingWay

router = APIRouter(route_class=PlainRoute)

_BEGUN = "Đang quét lại; mở lại trang sau một phút để xem kết quả."
_SHOWN = 100
"""Procedures that the page lists; the file has all."""


@dataclass(frozen=True)
class SourceView:
    """A source as of a day: what was seen of it, and what it must show."""

    sheet: SourceSheet
    month: Period
    state: SourceState | None  # in that month; None where it was not on
    entries: list[OfficialEntry]
    today: date

    @property
    def wanted(self) -> list[OfficialEntry]:
        """What must be shown, today or later."""
        return [one for one in self.entries if one.remove_by is None]

    @property
    def readable(self) -> bool:
        """Is it on, and read by the machine?"""
        source = self.sheet.source
        off = source.to_on is not None and source.to_on < self.today
        return source.way in (ReadingWay.PAGE, ReadingWay.FILE) and not off

    @property
    def let_pass(self) -> frozenset[int]:
        """The findings that an officer lets pass."""
        found = self.state.findings if self.state else ()
        return frozenset(one.id for one in found if one.waived)

    @property
    def not_yet(self) -> int:
        return sum(1 for one in self.wanted if one.show_from > self.today)

    @property
    def revoked(self) -> int:
        return len(self.entries) - len(self.wanted)


def why_not_scan(here: PageContext, account: Account) -> str:
    """Why this account may not have a source looked at now; empty where it may."""
    try:
        duty = check_duty(here.rulebook, here.today)
    except Refused as refused:  # the plan of that day knows no check
        return refused.problems[0].wanted
    office = here.rulebook.registry.responsible_unit(duty, here.today)
    return why_not(here.who(account), Act.PUBLICITY, Matter((office,), duty.code))


@router.get(f"{SOURCE_PATH}/{{number:int}}")
def show(
    request: Request,
    number: int,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    xong: str = "",
) -> Response:
    """The source of that number as of any day; 404 where there is none."""
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    with transaction(here.engine, write=False) as session:
        view = _view(session, here, number, as_of=as_of, today=on or here.today)
    if view is None:
        raise HTTPException(404)
    book = phrases("publication")
    return table_page(
        request,
        "board/source.html",
        account,
        ViewFile(
            f"nguon-{number}",
            as_of,
            lambda: source_tables(view.sheet, view.entries, as_of=as_of, on=on),
            tuple(problems),
        ),
        view=view,
        said=source_words(view.state) if view.state else None,
        wanted=view.wanted[:_SHOWN],
        chart=trend_chart("Đăng đủ", view.sheet.trend) if len(view.sheet.trend) > 1 else "",
        on=on,
        warnings=problems,
        done=_BEGUN if xong == "quet-lai" else "",
        scannable=view.readable and not why_not_scan(here, account),
        path=f"{SOURCE_PATH}/{number}",
        finding_path=FINDING_PATH,
        board_path=PUBLICATION_PATH,
        measure=book.measure,
        points=book.points(view.state.score) if view.state else "",
        excluded=book.excluded(view.state.score.excluded) if view.state else "",
        internal=book.internal(),
        weights=WEIGHTS,
        parts=PART_NAMES,
        places=PLACE_NAMES,
        verdicts=VERDICT_NAMES,
        troubles=TROUBLE_NAMES,
        rules=FINDING_RULES,
        severities=SEVERITY_NAMES,
    )


def _view(
    session: Session, here: PageContext, number: int, *, as_of: datetime, today: date
) -> SourceView | None:
    registry = here.rulebook.registry
    sheet = source_sheet(session, registry, number, as_of=as_of)
    if sheet is None:
        return None
    month = check_period(f"{today.year}-M{today.month:02d}")
    found = publication_state(session, registry, month, as_of=as_of, sources=[number])
    entries = official_entries(session, here.rulebook, sheet.source, today)
    return SourceView(sheet, month, next(iter(found.sources), None), entries, today)
