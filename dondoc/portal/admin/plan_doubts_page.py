"""`/quan-tri/ke-hoach`: what in the plan rests on no source yet, where it stands, what to write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.plan.lint.finding import Finding
from dondoc.plan.lint.lint_all import unconfirmed
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/ke-hoach"


@router.get(PATH)
def doubts(
    request: Request, account: Annotated[Account, Depends(opening(Act.OPERATE))]
) -> Response:
    """What `dondoc lint` lists as unconfirmed, by file; first what open work waits for."""
    here = context(request)
    registry = here.rulebook.registry
    with transaction(here.engine, write=False) as session:
        gaps = plan_gaps(session, registry, here.today)
    found = list(unconfirmed(registry, here.rulebook.workdays))
    files = {file: _of(file, found) for file in dict.fromkeys(one.file for one in found)}
    return form_page(
        request, "admin/plan_doubts.html", account, gaps=gaps, files=files, count=len(found)
    )


def _of(file: str, found: Iterable[Finding]) -> list[Finding]:
    return [one for one in found if one.file == file]
