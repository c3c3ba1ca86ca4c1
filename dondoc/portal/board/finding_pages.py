"""A finding's page: page and official entry side by side, when, by which rule, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from markupsafe import Markup
from sqlmodel import Session, col

from dondoc.access import Act
from dondoc.portal.board.assignment_matter import why_not_read
from dondoc.portal.board.board_links import FINDING_PATH, PUBLICATION_PATH, SOURCE_PATH
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.word_marks import marked_words
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.publication.findings.finding_kinds import (
    SEVERITY_NAMES,
    FindingOwner,
    FindingRule,
    finding_rule,
)
from dondoc.publication.place_names import PLACE_NAMES, TROUBLE_NAMES, VERDICT_NAMES
from dondoc.publication.sheets.finding_sheet import FindingSheet, finding_sheet
from dondoc.publication.sheets.finding_standing import finding_standing
from dondoc.reporting.history import history
from dondoc.reporting.history_line import HistoryLine
from dondoc.rounds.progress import UnitProgress, rows_of
from models import Account, Assignment
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@dataclass(frozen=True)
class FindingView:
    """A finding as its page shows it; `row` is its assignment, `life` what happened to it so far.

    The life is of those who may read it (decision 0039); to others it is empty.
    """

    sheet: FindingSheet
    rule: FindingRule
    expected: Markup
    actual: Markup
    row: UnitProgress | None
    life: tuple[HistoryLine, ...]

    @property
    def of_officer(self) -> bool:
        """Is it nobody's to mend but the officer's to look at?"""
        return self.rule.owner is not FindingOwner.UNIT


@router.get(f"{FINDING_PATH}/{{number:int}}")
def show(
    request: Request,
    number: int,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    xong: str = "",
) -> Response:
    """The finding of that number; 404 where there is none."""
    return finding_page(request, account, number, done=xong)


def finding_page(request: Request, account: Account, number: int, *, done: str = "") -> Response:
    """The page, with what was just done."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        sheet = finding_sheet(session, here.rulebook.registry, number, as_of=here.now)
        if sheet is None:
            raise HTTPException(404)
        view = _view(session, here, sheet, account)
    return form_page(
        request,
        "board/finding.html",
        account,
        view=view,
        said=finding_standing(sheet, view.row),
        places=PLACE_NAMES,
        verdicts=VERDICT_NAMES,
        troubles=TROUBLE_NAMES,
        severities=SEVERITY_NAMES,
        source_path=SOURCE_PATH,
        board_path=PUBLICATION_PATH,
        done=done,
    )


def _view(
    session: Session, here: PageContext, sheet: FindingSheet, account: Account
) -> FindingView:
    shown = sheet.shown
    marked = marked_words(shown.sighting.expected, shown.sighting.actual) if shown else None
    expected, actual = marked or (Markup(), Markup())
    row: UnitProgress | None = None
    life: tuple[HistoryLine, ...] = ()
    if number := sheet.finding.assignment_id:
        [row] = rows_of(session, here.rulebook, col(Assignment.id) == number, as_of=here.now)
        duty = here.rulebook.registry.duty_of(row.facts.plan, row.facts.duty)
        if not why_not_read(here, duty, row.unit, account):
            life = tuple(history(session, here.rulebook, number, as_of=here.now))
    return FindingView(sheet, finding_rule(sheet.finding.kind), expected, actual, row, life)
