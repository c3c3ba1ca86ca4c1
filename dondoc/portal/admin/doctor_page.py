"""`/quan-tri/kham`: what the doctor finds; at a button, with everything that runs asked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.messages.environment import phrases
from dondoc.operations.doctor.answers import in_order, left_out_by_reason, right_by_group, tally
from dondoc.operations.doctor.examine import LookAnswer, examine
from dondoc.operations.doctor.examine_apart import examine_apart
from dondoc.operations.doctor.looks import OFFLINE
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Gravity
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/kham"


@router.get(PATH)
def cheap_looks(
    request: Request, account: Annotated[Account, Depends(opening(Act.OPERATE))]
) -> Response:
    """Settings, disk and ledger: no other machine is waited for."""
    here = context(request)
    return _page(request, account, examine(Patient(here.settings, here.now, here), OFFLINE))


@router.post(PATH)
def all_looks(
    request: Request, account: Annotated[Account, Depends(posting(Act.OPERATE))]
) -> Response:
    """Everything, by a process of its own; nothing is changed, so the answer is the page itself."""
    try:
        return _page(request, account, examine_apart(), whole=True)
    except Refused as refused:
        return form_page(request, "admin/doctor.html", account, problems=refused.problems)


def _page(
    request: Request, account: Account, answers: list[LookAnswer], *, whole: bool = False
) -> Response:
    found, book = in_order(answers), phrases("doctor")
    return form_page(
        request,
        "admin/doctor.html",
        account,
        found=[(book.gravity(one.gravity.value), one) for one in found],
        tally=book.tally(*tally(found)),
        right=right_by_group(answers),
        left_out={
            book.left_out(why.value): names for why, names in left_out_by_reason(answers).items()
        },
        right_through=all(one.gravity is Gravity.NOTE for one in found),
        whole=whole,
    )
