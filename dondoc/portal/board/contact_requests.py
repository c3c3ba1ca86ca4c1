"""What units ask about their contacts, confirmed or refused by an officer (`/bang/dau-moi`)."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act, about_units, require
from dondoc.delivery.contact_requests.rule_contact_change import confirm_request, refuse_request
from dondoc.ledger.actors import Actor
from dondoc.portal.board.contacts_page import PATH, contacts_listed
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.context import context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, ContactRequest
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_RULE = PATH + "/de-nghi/{number:int}"


@router.post(_RULE)
def rule(
    request: Request,
    background: BackgroundTasks,
    number: int,
    account: Annotated[Account, Depends(posting(Act.RULE_CONTACTS))],
    *,
    quyet_dinh: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """Confirm («dong-y») or refuse it, and tell who asked."""
    here = context(request)
    registry, by = here.rulebook.registry, Actor.account(account.id)
    try:
        with transaction(here.engine) as session:
            row = session.get(ContactRequest, number)
            if row is None:
                raise HTTPException(404)
            about = about_units(registry, here.today, unit=registry.unit(row.unit_code))
            require(here.who(account), Act.RULE_CONTACTS, about)
            if quyet_dinh == "dong-y":
                confirm_request(session, here, number, by=by, note=ly_do)
            else:
                refuse_request(session, here, number, by=by, reason=ly_do)
    except Refused as refused:
        problems = [_at_its_form(one, number) for one in refused.problems]
        return contacts_listed(request, account, "", problems=problems, asked_at=(number, ly_do))
    deliver_later(background, request)
    done = urlencode({"quyet-dinh": "dong-y" if quyet_dinh == "dong-y" else "khong"})
    return RedirectResponse(f"{root(request)}{PATH}?{done}", status_code=303)


lead_back(router, _RULE, to=PATH, guard=opening(Act.RULE_CONTACTS))


def _at_its_form(problem: Problem, number: int) -> Problem:
    if problem.field != "reason":
        return problem
    return Problem(f"dn-{number}-reason", problem.given, problem.wanted, problem.label)
