"""The year's inspections: the plan, the sample with how it was drawn, and the draw itself."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.inspections import sample
from dondoc.inspections.draw import Drawn
from dondoc.inspections.visit import inspector
from dondoc.inspections.year_overview import Inspection, inspection_of
from dondoc.ledger.installation import Context
from dondoc.plan.schema import Duty, Unit
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.inspected_tables import inspection_tables
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import (
    opening,
    posting,
)
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/kiem-tra"
_SEEDS = 1_000_000
_LONGEST_SEED = 15  # digits
_DRAWN = "Đã ghi kết quả rút thăm."
Signed = Annotated[Account, Depends(opening(Act.SEE))]
Officer = Annotated[Account, Depends(posting(Act.INSPECT))]


@dataclass(frozen=True)
class RoundLink:
    """A round that the page leads to."""

    period: str
    label: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class TypedDraw:
    """The form of a draw: for which round, and the seed as typed."""

    duty: str
    period: str
    seed: str


def draw_typed(
    nhiem_vu: Annotated[str, Form()] = "",
    ky: Annotated[str, Form()] = "",
    hat_giong: Annotated[str, Form()] = "",
) -> TypedDraw:
    """The form of a request, as typed."""
    return TypedDraw(nhiem_vu, ky, hat_giong.strip())


Given = Annotated[TypedDraw, Depends(draw_typed)]


@router.get(PATH)
def show(
    request: Request,
    account: Signed,
    duty: Annotated[str, Query(alias="nhiem-vu")] = "",
    ky: str = "",
    xong: str = "",
) -> Response:
    """One round of an inspection: the newest that has begun, unless the address says which."""
    here = context(request)
    return _page(request, account, *_which(here, duty, ky), done=_DRAWN if xong else "")


@router.post(f"{PATH}/rut-tham/xem")
def preview(request: Request, account: Officer, given: Given) -> Response:
    """The sample that this seed draws. Changes nothing."""
    here = context(request)
    duty, period = _which(here, given.duty, given.period)
    try:
        inspector(here.rulebook, duty, account, now=here.now)
        seed = _seed(given.seed)
        with transaction(here.engine, write=False) as session:
            drawn = sample.try_draw(session, here.rulebook, duty, period, seed=seed, now=here.now)
    except Refused as refused:
        return _page(request, account, duty, period, typed=given, problems=refused.problems)
    return form_page(
        request,
        "board/draw_preview.html",
        account,
        duty=duty,
        period=period,
        period_label=here.rulebook.period(duty, period).label(),
        drawn=drawn,
        groups=drawn_groups(here, drawn),
    )


@router.post(f"{PATH}/rut-tham")
def keep(request: Request, account: Officer, given: Given) -> Response:
    """Keep the draw: once a round, with its seed and whole result."""
    here = context(request)
    duty, period = _which(here, given.duty, given.period)
    try:
        by = inspector(here.rulebook, duty, account, now=here.now)
        seed = _seed(given.seed)
        with transaction(here.engine) as session:
            sample.keep_draw(session, here.rulebook, duty, period, seed=seed, by=by, now=here.now)
    except Refused as refused:
        return _page(request, account, duty, period, typed=given, problems=refused.problems)
    return RedirectResponse(f"{_address(request, duty, period)}&xong=rut-tham", status_code=303)


lead_back(router, f"{PATH}/rut-tham/xem", f"{PATH}/rut-tham", to=PATH, guard=opening(Act.INSPECT))


def drawn_groups(here: PageContext, drawn: Drawn) -> list[tuple[str, int, int, list[Unit]]]:
    """Each group with how many were drawn of how many, and who."""
    registry = here.rulebook.registry
    population = sample.population(here.rulebook, here.today)
    return [
        (
            registry.role(role).title,
            count,
            total,
            [registry.unit(code) for code in drawn.units if code in population.get(role, ())],
        )
        for role, (count, total) in drawn.by_group.items()
    ]


def why_not(here: PageContext, duty: Duty, account: Account) -> str:
    """Why this account sees no forms here; empty if it does. `inspector` has the last word."""
    try:
        inspector(here.rulebook, duty, account, now=here.now)
    except Refused as refused:
        return refused.problems[0].wanted
    return ""


def _page(
    request: Request,
    account: Account,
    duty: Duty,
    period: str,
    *,
    typed: TypedDraw | None = None,
    problems: Sequence[Problem] = (),
    done: str = "",
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        found = inspection_of(session, here.rulebook, duty, period, now=here.now)
    return table_page(
        request,
        "board/inspection.html",
        account,
        inspection_file(found, as_of=here.now),
        inspection=found,
        groups=drawn_groups(here, found.drawn) if found.drawn else [],
        choices=_choices(request, here, duty, period),
        why_not=why_not(here, duty, account),
        typed=typed or TypedDraw(duty.slug, period, ""),
        problems=problems,
        done=done,
    )


def inspection_file(found: Inspection, *, as_of: datetime) -> ViewFile:
    """The round's visits as a table."""
    name = f"{found.duty.slug}-{found.period}"
    return ViewFile(name, as_of, lambda: inspection_tables(found, as_of=as_of))


def _which(here: PageContext, slug: str, period: str) -> tuple[Duty, str]:
    """The duty and the period that an address or a form names; 404 for what there is not."""
    found = inspection_meant(here, slug, period)
    if found is None:
        raise HTTPException(404)
    return found


def inspection_meant(here: Context, slug: str, period: str) -> tuple[Duty, str] | None:
    """The inspection of that name, the first without one; the newest round that has begun."""
    known = sample.inspection_duties(here.rulebook)
    duty = next((one for one in known if slug in ("", one.slug)), None)
    if duty is None:
        return None
    rounds = [one for year in _years(here) for one in here.rulebook.rounds(duty, year)]
    keys = [one.period.key for one in rounds]
    if period:
        if period not in keys:
            return None
        return duty, period
    begun = [one.period.key for one in rounds if one.period.start_on <= here.today]
    if not keys:
        return None
    return duty, (begun or keys[:1])[-1]


def _years(here: Context) -> list[int]:
    """The years that the plan applies to, up to the next one."""
    years = range(here.today.year - 3, here.today.year + 2)
    return [year for year in years if here.rulebook.registry.plan.application(year)]


def _choices(
    request: Request, here: PageContext, duty: Duty, period: str
) -> list[tuple[Duty, list[RoundLink]]]:
    """Every inspection of the plan, each with its rounds of this year and of the one shown."""
    years = sorted({here.today.year, int(period[:4])} & set(_years(here)) | {int(period[:4])})
    return [
        (
            one,
            [
                RoundLink(
                    due.period.key,
                    due.period.short(),
                    _address(request, one, due.period.key),
                    chosen=(one.code, due.period.key) == (duty.code, period),
                )
                for year in years
                for due in here.rulebook.rounds(one, year)
            ],
        )
        for one in sample.inspection_duties(here.rulebook)
    ]


def _address(request: Request, duty: Duty, period: str) -> str:
    parts: dict[str, Any] = {"nhiem-vu": duty.slug, "ky": period}
    return f"{root(request)}{PATH}?{urlencode(parts)}"


def _seed(text: str) -> int:
    """The seed as typed, any where none is. Raises Refused."""
    if not text:
        return secrets.randbelow(_SEEDS)
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_SEED):
        wanted = f"hãy ghi một số tự nhiên, nhiều nhất {_LONGEST_SEED} chữ số, hoặc để trống"
        raise Refused(Problem("seed", text[:40], wanted, "Hạt giống"))
    return int(text)
