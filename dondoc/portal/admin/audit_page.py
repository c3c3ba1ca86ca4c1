"""`/quan-tri/nhat-ky`: the last acts of the audit, by person, by what they were done to, paged."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from dondoc.reporting.audit_objects import KINDS, AuditObjects
from dondoc.reporting.audit_trail import AuditFilter, AuditLines, audit_trail
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/nhat-ky"


@router.get(PATH)
def audit(
    request: Request,
    account: Annotated[Account, Depends(opening(Act.OPERATE))],
    *,
    ai: str = "",
    loai: str = "",
    so: str = "",
    truoc: str = "",
) -> Response:
    """A page of the audit, narrowed as the address says."""
    here = context(request)
    typed = {"person": ai, "kind": loai, "key": so, "before": truoc}
    problems: tuple[Problem, ...] = ()
    found = AuditLines((), None)
    try:
        asked = AuditFilter.read(typed)
        with transaction(here.engine, write=False) as session:
            found = audit_trail(session, AuditObjects(session, here.rulebook), asked)
    except Refused as refused:
        problems = refused.problems
    narrowed = {"ai": ai, "loai": loai, "so": so}
    parts = {name: text for name, text in narrowed.items() if text}
    older = f"{PATH}?{urlencode({**parts, 'truoc': found.older})}" if found.older else ""
    return form_page(
        request,
        "admin/audit.html",
        account,
        problems=problems,
        lines=found.lines,
        older=older,
        typed=typed,
        kinds=KINDS.values(),
        narrowed=bool(parts),
        later=bool(truoc),
    )
