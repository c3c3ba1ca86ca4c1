"""Conferences on the board: all of them, one with its figures and units, whom to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sqlmodel import Session

from dondoc import access
from dondoc.access import Act
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.conference_rights import organiser
from dondoc.conference.desk.desk_rights import about_delegates, why_no_desk
from dondoc.conference.find_conference import all_conferences, announced
from dondoc.conference.read_change import session_typed
from dondoc.conference.stage_rules import example_day
from dondoc.ledger.installation import Context
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.conference.act_notes import done_words
from dondoc.portal.board.conference.call_list import call_list
from dondoc.portal.board.conference.conference_address import CALLS, ONE, PATH, conference_or_404
from dondoc.portal.board.conference.conference_state import (
    FILTERS,
    ConferenceView,
    conference_view,
)
from dondoc.portal.board.conference.conference_tables import call_tables, conference_tables
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.conference_list import Listed, conference_list
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Looking = Annotated[Account, Depends(opening(Act.SEE))]
Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]

NEW: Mapping[str, str] = dict.fromkeys(
    (
        *("index_year", "title", "chair", "on", "starts", "ends", "place", "link"),
        *("units", "seats", "rsvp_by", "partners", "contact"),
    ),
    "",
)
"""The form of a conference, empty."""


@router.get(PATH)
def show_conferences(request: Request, account: Looking) -> Response:
    """Every conference, the newest index year first, and the form of another; also as a file."""
    return conferences_page(request, account)


@router.get(ONE)
def show_conference(
    request: Request, code: str, account: Looking, loc: str = "", xong: str = ""
) -> Response:
    """One conference: how it stands, every unit, what may be done; as a file with `?tai=`."""
    return conference_page(request, account, code, wanted=loc, done=done_words(xong))


@router.get(CALLS)
def show_calls(request: Request, code: str, account: Organising) -> Response:
    """Whom to call: units without an answer, with people and telephones."""
    here = context(request)
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        lines = call_list(session, conference_view(session, here, conference).rows)
    name = f"can-goi-{conference.code}"
    file = ViewFile(name, here.now, lambda: call_tables(conference, lines, as_of=here.now))
    return table_page(
        request, "board/conference_calls.html", account, file, conference=conference, lines=lines
    )


def why_not(here: PageContext, account: Account) -> str:
    """Why this account organises nothing; empty where it does. The acts have the last word."""
    try:
        organiser(here.rulebook, account, now=here.now)
    except Refused as refused:
        return refused.problems[0].wanted
    return ""


def conferences_page(
    request: Request,
    account: Account,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        found = listed_conferences(session)
    return table_page(
        request,
        "board/conferences.html",
        account,
        conferences_file(here, found),
        found=found,
        why_not=why_not(here, account),
        values={**NEW, **(typed or {})},
        example=example_day(here.today, here.rulebook.workdays),
        problems=problems,
    )


def listed_conferences(session: Session, year: int | None = None) -> list[Listed]:
    """Every conference, or those held in a calendar year, the newest index year first."""
    known = [(one, announced(session, one)) for one in all_conferences(session)]
    return [
        (one, said, conference_figures(session, one))
        for one, said in known
        if year is None or said.day.year == year
    ]


def conferences_file(here: Context, found: Sequence[Listed]) -> ViewFile:
    """The list with its figures."""
    return ViewFile("hoi-nghi", here.now, lambda: conference_list(found, as_of=here.now))


def conference_page(
    request: Request,
    account: Account,
    code: str,
    *,
    wanted: str = "",
    done: str = "",
    act: str = "",
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    """The page; `act` is the form that `problems` are about, with what was typed."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        view = conference_view(session, here, conference_or_404(session, code))
    rows, reads = view.shown(wanted), _reads(here, account)
    return table_page(
        request,
        "board/conference.html",
        account,
        conference_file(here, view, wanted, reasons=reads),
        view=view,
        groups=[
            (GROUPS[name], list(found)) for name, found in groupby(rows, key=lambda x: x.unit.group)
        ],
        filters=_filters(view),
        wanted=wanted if wanted in FILTERS else "",
        why_not=why_not(here, account),
        no_desk=why_no_desk(here.rulebook, account, now=here.now),
        reads=reads,
        values=_values(view, act, typed or {}),
        act=act,
        problems=problems,
        done=done,
    )


def _reads(here: PageContext, account: Account) -> bool:
    """May this account read what units wrote? (docs/decisions/0039)"""
    about = about_delegates(here.rulebook, here.today)
    return not access.why_not(here.who(account), Act.READ, about)


def conference_file(here: Context, view: ConferenceView, wanted: str, *, reasons: bool) -> ViewFile:
    """Attendance by unit and the stages."""
    name = f"don-vi-{view.conference.code}"
    rows = view.shown(wanted)
    return ViewFile(
        name, here.now, lambda: conference_tables(view, rows, as_of=here.now, reasons=reasons)
    )


def _filters(view: ConferenceView) -> list[tuple[str, int]]:
    counted = [(name, len(view.shown(name))) for name in FILTERS]
    return [(name, count) for name, count in counted if count]


def _values(view: ConferenceView, act: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """What stands in each form: what was typed there, else what is known."""
    first = session_typed(view.said.sessions[0])
    known: dict[str, dict[str, str]] = {
        "doi": {"session": "1", **first, "chair": view.said.chair, "units": "", "reason": ""},
        "moi": {"reason": ""},
        "hoan": {"reason": ""},
        "huy": {"reason": ""},
        "bo": {"unit": "", "reason": ""},
        "them": {"units": "", "seats": "", "session": "1"},
        "cho": {"unit": "", "seats": ""},
        "ke-hoach": {"number": "", "signed_on": "", "signer": ""},
    }
    if act in known:
        known[act] |= typed
    return known
