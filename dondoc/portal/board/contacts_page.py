"""A contact confirms its address by one button; officers see who has not. A GET changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.contacts.keys import why_no_keys
from dondoc.contacts.verification import count_unverified, unverified, verify
from dondoc.forms.values import row_number
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.ledger.links import find_token
from dondoc.notices.unreachable import without_contact
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Unit
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.contacts_tables import contacts_tables
from dondoc.portal.board.waiting_contacts import shown_requests
from dondoc.portal.context import BRAND, Here, PageContext, context, deliver_later, page, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Contact, UnitRow
from models.database import transaction
from models.kinds import TokenPurpose

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/dau-moi"
Confirming = Annotated[Account, Depends(opening(Act.CONFIRM_ADDRESS))]


@router.get("/xac-nhan/{token}")
def ask_confirmation(request: Request, token: str, here: Here) -> Response:
    """One button: mail gateways fetch every link they see, and must not confirm by it."""
    with transaction(here.engine, write=False) as session:
        contact = _holder(session, token, here)
    unit = here.rulebook.registry.unit(contact.unit_code)
    asked = unit.tone(here.today) == "request"  # the system's own name (urging) is not said there
    return page(
        request,
        "verify.html",
        contact=contact,
        unit=unit.name,
        asked=asked,
        brand="Xác nhận đầu mối" if asked else BRAND,
        action=f"{root(request)}/xac-nhan/{token}",
    )


@router.post("/xac-nhan/{token}")
def confirm(request: Request, token: str, here: Here, background: BackgroundTasks) -> Response:
    """The address is the unit's; what waited for it leaves at once, inside office hours."""
    with transaction(here.engine) as session:
        contact = _holder(session, token, here)
        assert contact.id is not None
        by = Actor.contact(contact.id)
        verify(session, contact.id, by=by, how="bấm xác nhận trong thư", now=here.now)
    deliver_later(background, request)
    return RedirectResponse(f"{root(request)}/xac-nhan/{token}", status_code=303)


@router.get(PATH)
def listed(
    request: Request,
    account: Confirming,
    unit: Annotated[str, Query(alias="don-vi")] = "",
    xong: str = "",
    ruled: Annotated[str, Query(alias="quyet-dinh", max_length=20)] = "",
) -> Response:
    """Every contact in use whose address nobody has confirmed, and the units without any.

    `unit`, as somebody types it: the contacts of that one too, whose links may be revoked.
    """
    return contacts_listed(request, account, unit, done=xong, ruled=ruled)


def contacts_listed(
    request: Request,
    account: Account,
    unit: str,
    *,
    done: str = "",
    ruled: str = "",
    problems: Sequence[Problem] = (),
    at: tuple[int, str] = (0, ""),
    asked_at: tuple[int, str] = (0, ""),
) -> Response:
    """The page, with what was wrong with a form: `at` is whose it was, and the reason as typed.

    `asked_at` is the same of a request that was ruled on.
    """
    here = context(request)
    asked, wrong = _asked(here, unit)
    with transaction(here.engine, write=False) as session:
        rows = unverified(session)
        requests = shown_requests(session, here, account)
        contacts = contacts_of(session, asked.code) if asked else []
        without = units_without(session, here)
    return table_page(
        request,
        "board/unverified.html",
        account,
        contacts_file(rows, without, as_of=here.now),
        rows=rows,
        requests=requests,
        ruled=ruled,
        asked_at=asked_at[0],
        asked_reason=asked_at[1],
        without=without,
        asked=asked,
        typed=unit,
        contacts=contacts,
        revoked=row_number(done) if asked else None,
        at=at[0],
        typed_reason=at[1],
        problems=[*wrong, *problems],
    )


def units_without(session: Session, here: Context) -> list[Unit]:
    """Who has work and nobody to be told, in official order."""
    registry = here.rulebook.registry
    codes = without_contact(session, registry, here.today)
    return sorted(map(registry.unit, codes), key=lambda unit: unit.order)


def contacts_file(
    rows: Sequence[tuple[Contact, UnitRow]], without: Sequence[Unit], *, as_of: datetime
) -> ViewFile:
    """Both lists as tables."""
    return ViewFile("dau-moi", as_of, lambda: contacts_tables(rows, without, as_of=as_of))


def _asked(here: PageContext, typed: str) -> tuple[Unit | None, list[Problem]]:
    """The unit that is meant, or what to write instead."""
    if not typed.strip():
        return None, []
    try:
        return find_unit(here.rulebook.registry, typed, here.today), []
    except Refused as refused:
        return None, [replace(one, field="don-vi", label="Đơn vị") for one in refused.problems]


def contacts_of(session: Session, unit_code: str) -> list[Contact]:
    """Every contact of a unit in their order, those out of use too."""
    query = select(Contact).where(col(Contact.unit_code) == unit_code)
    return list(session.exec(query.order_by(col(Contact.position), col(Contact.id))))


def to_confirm(session: Session, here: PageContext, account: Account) -> int:
    """How many an officer is told of on the board; none where addresses need no confirming."""
    if here.why_never(account, Act.CONFIRM_ADDRESS) or not here.settings.verify_contacts:
        return 0
    return count_unverified(session)


def _holder(session: Session, token: str, here: PageContext) -> Contact:
    """Whose link it is; 404 in the same words for forged, expired, revoked, without keys."""
    kept = find_token(session, token, TokenPurpose.VERIFY, now=here.now)
    contact = session.get(Contact, kept.contact_id) if kept and kept.contact_id else None
    if contact is None or why_no_keys(here.rulebook.registry, contact, here.today):
        raise HTTPException(404)
    return contact
