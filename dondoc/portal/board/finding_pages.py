"""A finding's page: page and official entry side by side, when, by which rule, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from markupsafe import Markup
from sqlmodel import Session, col

from dondoc.access import Act
from dondoc.decisions.meanwhile import seen_mark
from dondoc.portal.board.assignment_matter import why_no_ruling, why_not_read
from dondoc.portal.board.board_links import FINDING_PATH, PUBLICATION_PATH, SOURCE_PATH
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.word_marks import marked_words
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem
from dondoc.publication.findings.finding_kinds import (
    SEVERITY_NAMES,
    FindingOwner,
    FindingRule,
    finding_rule,
)
from dondoc.publication.matching.nearest import NearestNames
from dondoc.publication.official.official_list import official_entries
from dondoc.publication.place_names import PLACE_NAMES, TROUBLE_NAMES, VERDICT_NAMES
from dondoc.publication.sheets.finding_sheet import FindingSheet, finding_sheet
from dondoc.publication.sheets.finding_standing import finding_standing
from dondoc.reporting.history import history
from dondoc.reporting.history_line import HistoryLine
from dondoc.rounds.progress import rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Account, Assignment, Submission
from models.database import transaction
from models.publication_kinds import FindingKind

router = APIRouter(route_class=PlainRoute)

_NAMES = (FindingKind.UNKNOWN_PROCEDURE, FindingKind.AMBIGUOUS_NAME)
"""Of these a person looks at the name."""

_DONE = {
    "de-qua": "Đã để qua; thư cho đơn vị đã được xếp gửi.",
    "thoi-de-qua": "Đã thôi để qua; thư cho đơn vị đã được xếp gửi.",
}


@dataclass(frozen=True)
class TypedWaiver:
    """«Để qua» as typed; `seen` is what the page showed (`meanwhile.seen_mark`)."""

    until_on: str = ""
    reason: str = ""
    seen: str = ""

    @property
    def words(self) -> str:
        return self.reason


@dataclass(frozen=True)
class NearName:
    """An official procedure whose name is like what the page shows; a person decides."""

    code: str
    name: str
    percent: int


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
    near: tuple[NearName, ...]  # of a name that no procedure has, the nearest
    seen: str
    why_not: str  # why this account sees no forms here; empty if it does
    dispute: str  # why the unit says that the page is right, while nobody has answered

    @property
    def let_pass(self) -> bool:
        """May this account end what lets it pass?"""
        return self.sheet.waiver is not None and self.row is not None and not self.why_not

    @property
    def waivable(self) -> bool:
        """Is it still somebody's to mend?"""
        open_now = self.sheet.finding.closed_at is None and self.sheet.waiver is None
        return open_now and self.row is not None and not self.why_not

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


def finding_page(
    request: Request,
    account: Account,
    number: int,
    *,
    done: str = "",
    typed: TypedWaiver | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    """The page, with what was just done or what was wrong with its form."""
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
        done=_DONE.get(done, ""),
        typed=typed or TypedWaiver(),
        problems=problems,
    )


def _view(
    session: Session, here: PageContext, sheet: FindingSheet, account: Account
) -> FindingView:
    shown = sheet.shown
    marked = marked_words(shown.sighting.expected, shown.sighting.actual) if shown else None
    expected, actual = marked or (Markup(), Markup())
    why_not = ""
    row: UnitProgress | None = None
    life: tuple[HistoryLine, ...] = ()
    if number := sheet.finding.assignment_id:
        [row] = rows_of(session, here.rulebook, col(Assignment.id) == number, as_of=here.now)
        duty = here.rulebook.registry.duty_of(row.facts.plan, row.facts.duty)
        why_not = why_no_ruling(here, duty, row.facts, account)
        if not why_not_read(here, duty, row.unit, account):
            life = tuple(history(session, here.rulebook, number, as_of=here.now))
    return FindingView(
        sheet=sheet,
        rule=finding_rule(sheet.finding.kind),
        expected=expected,
        actual=actual,
        row=row,
        life=life,
        near=_nearest(session, here, sheet),
        seen=seen_mark(session, row.facts.id) if row else "",
        why_not=why_not,
        dispute=_dispute(session, row) if row else "",
    )


def _dispute(session: Session, row: UnitProgress) -> str:
    last = row.facts.last
    if last is None or not row.standing.unruled:
        return ""
    return session.get_one(Submission, last.id).reason or ""


def _nearest(session: Session, here: PageContext, sheet: FindingSheet) -> tuple[NearName, ...]:
    """The official names most like what the page shows; deciding nothing."""
    shown = sheet.shown
    if sheet.finding.kind not in _NAMES or shown is None:
        return ()
    entries = official_entries(session, here.rulebook, sheet.source, here.today)
    names = {one.code: one.name for one in entries}
    found = NearestNames(entries).nearest(shown.sighting.actual or shown.sighting.excerpt)
    return tuple(NearName(code, names[code], int(100 * likeness)) for code, likeness in found)
