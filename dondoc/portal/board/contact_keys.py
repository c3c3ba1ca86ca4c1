"""«Thu hồi đường dẫn»: every link that was sent to a contact ends (`/bang/dau-moi`)."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act, about_units, require
from dondoc.contacts.keys import revoke_keys
from dondoc.forms.reason import read_reason
from dondoc.ledger.actors import Actor
from dondoc.portal.board.contacts_page import PATH, contacts_listed
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account, Contact
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_REVOKE = PATH + "/{number:int}/thu-hoi"


@router.post(_REVOKE)
def revoke(
    request: Request,
    number: int,
    account: Annotated[Account, Depends(posting(Act.REVOKE_LINKS))],
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """End them, and show the unit's contacts again."""
    here = context(request)
    registry = here.rulebook.registry
    with transaction(here.engine) as session:
        contact = session.get(Contact, number)
        if contact is None:
            raise HTTPException(404)
        code = contact.unit_code
        about = about_units(registry, here.today, unit=registry.unit(code))
        try:
            require(here.who(account), Act.REVOKE_LINKS, about)
            reason = read_reason(ly_do)
        except Refused as refused:
            return contacts_listed(
                request, account, code, problems=refused.problems, at=(number, ly_do)
            )
        by = Actor.account(account.id)
        count = revoke_keys(session, contact, by=by, reason=reason, now=here.now)
    parts = urlencode({"don-vi": code, "xong": count})
    return RedirectResponse(f"{root(request)}{PATH}?{parts}", status_code=303)


lead_back(router, _REVOKE, to=PATH, guard=opening(Act.REVOKE_LINKS))
