"""«Sửa lúc nhận» and «Xác nhận ngày gửi» on the page of an assignment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from sqlmodel import Session

from dondoc.access import Act
from dondoc.portal.board.assignment_page import TypedArrival, TypedReceipt, assignment_page
from dondoc.portal.board.done_lines import back_when_done
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from dondoc.submissions.confirm_sending import Arrival, SendingForm, confirm_sending
from dondoc.submissions.correct_receipt import ReceiptForm, correct_receipt
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/viec/{assignment_id:int}/luc-nhan"
SENDING = "/bang/viec/{assignment_id:int}/ngay-gui"
Posting = Annotated[Account, Depends(posting(Act.RECEIPT))]
Step: TypeAlias = Callable[[Session], object]


def _typed(
    lan: Annotated[str, Form()] = "",
    ngay_nhan: Annotated[str, Form()] = "",
    gio_nhan: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
) -> TypedReceipt:
    """The form of a request, as typed."""
    return TypedReceipt(lan, ngay_nhan, gio_nhan, ly_do)


def _typed_arrival(
    ngay_den: Annotated[str, Form()] = "", so_den: Annotated[str, Form()] = ""
) -> TypedArrival:
    return TypedArrival(ngay_den, so_den)


@router.post(PATH)
def correct(
    request: Request,
    background: BackgroundTasks,
    *,
    assignment_id: int,
    account: Posting,
    given: Annotated[TypedReceipt, Depends(_typed)],
) -> Response:
    """Correct when the office got what the form names."""
    here = context(request)

    def understood() -> Step:
        correction = ReceiptForm.read(asdict(given), here).correction()
        return lambda session: correct_receipt(
            session,
            here.rulebook,
            assignment_id=assignment_id,
            account=account,
            correction=correction,
            now=here.now,
        )

    return _do(
        request,
        background,
        account,
        assignment_id,
        act="luc-nhan",
        understood=understood,
        receipt=given,
    )


@router.post(SENDING)
def confirm(
    request: Request,
    background: BackgroundTasks,
    *,
    assignment_id: int,
    account: Posting,
    given: Annotated[TypedArrival, Depends(_typed_arrival)],
) -> Response:
    """Say on which day, by the register, what a unit says that it sent has come."""
    here = context(request)

    def understood() -> Step:
        form = SendingForm.read(asdict(given), here)
        arrival = Arrival(form.arrived_on, form.incoming_number)
        return lambda session: confirm_sending(
            session,
            here.rulebook,
            assignment_id=assignment_id,
            account=account,
            arrival=arrival,
            now=here.now,
        )

    return _do(
        request,
        background,
        account,
        assignment_id,
        act="ngay-gui",
        understood=understood,
        arrival=given,
    )


def _do(
    request: Request,
    background: BackgroundTasks,
    account: Account,
    assignment_id: int,
    *,
    act: str,
    understood: Callable[[], Step],
    **typed: Any,
) -> Response:
    """Read the form, then do it and tell the unit; refused, the page with what was `typed`."""
    try:
        step = understood()
        with transaction(context(request).engine) as session:
            step(session)
    except Refused as refused:
        problems = refused.problems
        return assignment_page(request, account, assignment_id, problems=problems, act=act, **typed)
    return back_when_done(request, background, assignment_id, act)


lead_back(router, PATH, SENDING, to="/bang/viec/{assignment_id}", guard=opening(Act.SEE))
