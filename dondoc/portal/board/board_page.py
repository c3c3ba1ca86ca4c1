"""The board: the sentence one says on the telephone, and the matrix of units × rounds behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from dondoc.access import Act
from dondoc.decisions.calendar_move import kept_dates
from dondoc.delivery.operating.standstill import standstills
from dondoc.forms.values import row_number
from dondoc.inspections.sample import share
from dondoc.ledger.installation import Context
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board import assignment_acts, receipt_acts
from dondoc.portal.board.board_links import pack_path, round_query
from dondoc.portal.board.board_rows import BoardRows, board_rows
from dondoc.portal.board.board_view import (
    BoardRound,
    View,
    instant,
    opened_rounds,
    read_view,
)
from dondoc.portal.board.contacts_page import to_confirm
from dondoc.portal.board.day_section import DaySection, day_section
from dondoc.portal.board.evidence_pages import why_not_pack
from dondoc.portal.board.filters import BY_SLUG, further, linked_figures
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.matrix import matrix
from dondoc.portal.board.table_page import ASKED, ViewFile, asks_file, attached, file_links
from dondoc.portal.board.tables.day_tables import day_tables
from dondoc.portal.board.tables.matrix_tables import matrix_tables
from dondoc.portal.board.unconfirmed_dates import doubts_of
from dondoc.portal.board.waiting_contacts import requests_waiting
from dondoc.portal.board.waiting_letter import count_waiting
from dondoc.portal.context import PageContext, context, page, root
from dondoc.portal.sign_in.session import form_token_of, opening
from dondoc.portal.text_door import PlainRoute
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.progress import Progress
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import Sense, StandingWords
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
router.include_router(receipt_acts.router)  # before the forms whose address it resembles
router.include_router(assignment_acts.router)  # the board's forms, behind its pages

_ASK_ABOUT = ("chua-gui",)
_TO_DECIDE = ("cho-quyet-dinh", "xin-gia-han")
_ENDED = (StandingKind.COMPLETED, StandingKind.WAIVED)


@router.get("/bang")
def board(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """The board as its address says: duty, year, round, filter, group, unit, day."""
    here = context(request)
    if asks_file(request.query_params):
        return attached(request, _board_file(request, account))
    with transaction(here.engine, write=False) as session:
        looked = look(session, here, request.query_params)
        view, rows, opened, as_of = looked.view, looked.rows, looked.opened, looked.as_of
        on = view.on
        inspected = _inspected(session, view, as_of=as_of)
        added = _added(session, here, view, rows.chosen)
        values: dict[str, Any] = {
            "account": account,
            "form_token": form_token_of(request),
            "as_of": as_of,
            # of now, whatever the day in view
            "stuck": []
            if on
            else [*standstills(session, now=here.now), *lost_words(session, here)],
            "letters": count_waiting(session, here, account),
            "unverified": to_confirm(session, here, account),
            "contact_requests": requests_waiting(session, here, account),
            "files": file_links(request),
            "matrix_files": file_links(request, view.address()),
            "day": None
            if request.query_params
            else day_section(session, here, account, root=root(request)),
            "round_query": round_query,
        }
    if rows.chosen is None:
        return page(request, "board/empty.html", view=view, **values)
    shown = matrix(view, rows.rounds, root=root(request), partial=rows.partial)
    return page(
        request,
        "board/board.html",
        view=view,
        matrix=shown,
        rows=rows,
        doubts=doubts_of(here.rulebook, view),
        legend=_legend(rows.rounds),
        inspected=inspected,
        added=added,
        pack=_pack(here, account, view),
        **_sentences(here.rulebook, view, rows.chosen),
        **_choices(here, view, opened, [rows.chosen, *rows.rounds]),
        **values,
    )


@dataclass(frozen=True)
class Looked:
    """What an address of the board shows."""

    as_of: datetime
    opened: Sequence[BoardRound]
    view: View
    rows: BoardRows


def look(
    session: Session, here: Context, asked: Mapping[str, str], *, whole: bool = False
) -> Looked:
    """The one look behind page and file; a file has the `whole` view, a page its lines in sight."""
    as_of, on, problems = instant(asked, here.now)
    opened = opened_rounds(session, as_of=as_of)
    view = read_view(asked, opened, here.rulebook, on=on, today=here.today, problems=problems)
    rows = board_rows(
        session,
        here.rulebook,
        view,
        _periods(view, opened),
        number=row_number(asked.get("trang", "")) or 1,
        as_of=as_of,
        whole=whole,
    )
    return Looked(as_of, opened, view, rows)


def matrix_file(here: Context, looked: Looked) -> ViewFile:
    """The matrix as tables."""
    view = looked.view
    name = f"{view.duty.slug if view.duty else 'bang'}-{view.year}-{view.only or ''}"
    return ViewFile(
        f"{name}-{view.group or ''}",
        looked.as_of,
        lambda: matrix_tables(here.rulebook, view, looked.rows.rounds, as_of=looked.as_of),
        view.problems,
    )


def day_file(day: DaySection, *, as_of: datetime) -> ViewFile:
    """The day as a table."""
    return ViewFile("trong-ngay", as_of, lambda: day_tables(day, as_of=as_of))


def _board_file(request: Request, account: Account) -> ViewFile:
    """Of the bare address the day, as the page opens on it; of any other its matrix."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        if set(request.query_params) == {ASKED}:
            return day_file(day_section(session, here, account, root=root(request)), as_of=here.now)
        return matrix_file(here, look(session, here, request.query_params, whole=True))


def _stuck(session: Session, here: PageContext) -> list[str]:
    """What stands still or did not arrive now, whatever the day in view."""
    return [*standstills(session, now=here.now), *lost_words(session, here)]


def lost_words(session: Session, here: PageContext) -> list[str]:
    """What an edit of the plan left behind, a sentence each."""
    gaps = plan_gaps(session, here.rulebook.registry, here.today)
    return [phrases("gaps").stands_still(one.sentence()) for one in gaps]


def _periods(view: View, opened: Sequence[BoardRound]) -> list[str]:
    """The columns: the rounds of the duty in view, of its year."""
    return [
        one.period
        for one in opened
        if view.duty and one.duty == view.duty.code and one.year == view.year
    ]


def _inspected(session: Session, view: View, *, as_of: datetime) -> str:
    """«9/27 đơn vị đã kiểm tra, mục tiêu 30 %»; empty where no sample was drawn."""
    if view.duty is None or view.duty.sample is None or view.period is None:
        return ""
    found = share(session, view.duty, view.period, as_of=as_of)
    return found.sentence() if found else ""


def _added(session: Session, here: PageContext, view: View, chosen: Progress | None) -> str:
    """What the reports of the round in view add up to."""
    if view.duty is None or chosen is None:
        return ""
    return sums(session, here.rulebook, view.duty, chosen).words()


def _pack(here: PageContext, account: Account, view: View) -> str:
    """The page of the year's evidence; empty where the account may not read the duty."""
    if view.duty is None or why_not_pack(here, account, view.duty):
        return ""
    return pack_path("duty", view.duty.slug, view.year)


def _sentences(rulebook: Rulebook, view: View, chosen: Progress) -> dict[str, Any]:
    """What is said of the round in view, each figure a link that filters."""
    # The calendar is that of now: of a day past it would say what nobody could know.
    open_rows = [] if view.on else [r.facts for r in chosen.rows if r.standing.kind not in _ENDED]

    def address(slug: str) -> str:
        return view.address(only=None if slug == view.only else slug)

    return {
        "chosen": chosen,
        "sentence": linked_figures(chosen.parts(), address, chosen=view.only),
        "ask_about": further(chosen, _ASK_ABOUT, address, chosen=view.only),
        "to_decide": further(chosen, _TO_DECIDE, address, chosen=view.only),
        "kept": [one.words() for one in kept_dates(rulebook, open_rows)],
        "filter": BY_SLUG.get(view.only or ""),
    }


def _choices(
    here: PageContext, view: View, opened: Sequence[BoardRound], rounds: Sequence[Progress]
) -> dict[str, Any]:
    duties = {one.duty for one in opened}
    groups = {row.unit.group for one in rounds for row in one.rows} | {view.group}
    return {
        "duties": [duty for duty in here.rulebook.registry.plan.duties if duty.code in duties],
        "years": sorted({one.year for one in opened}, reverse=True),
        "groups": {code: name for code, name in GROUPS.items() if code in groups},
        "periods": [
            (key, here.rulebook.period(view.duty, key).short())
            for key in _periods(view, opened)
            if view.duty
        ],
    }


def _legend(rounds: Sequence[Progress]) -> list[StandingWords]:
    """The signs that this table shows: what is settled, then what is not; the good news first."""
    shown = {row.spoken: row.standing.kind for one in rounds for row in one.rows}
    order = list(StandingKind)
    return sorted(
        shown, key=lambda one: (order.index(shown[one]), one.sense is not Sense.DONE, one.word)
    )
