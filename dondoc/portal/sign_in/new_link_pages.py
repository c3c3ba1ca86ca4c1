"""«Xin đường dẫn mới»: one field on the page of a dead link. A GET changes nothing.

Who asks learns nothing: the same page whether the address is a contact's or not, and as fast,
since it is looked for only when the page is out.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response

from dondoc.delivery.new_link_mail import send_new_link
from dondoc.limits import MOST_NEW_LINKS
from dondoc.portal.context import PageContext, context, deliver_now, page
from dondoc.portal.sign_in.sign_in_pages import from_here
from dondoc.portal.text_door import PlainRoute
from dondoc.text import in_words, is_mail_address, typed_address
from models.database import transaction

router = APIRouter(route_class=PlainRoute, dependencies=[Depends(from_here)])

PATH = "/duong-dan-moi"
_WRONG = "Hãy ghi địa chỉ thư điện tử đã nhận thông báo, ví dụ van-thu@so-tai-chinh.example."


@router.get(PATH)
def ask_new_link(request: Request) -> Response:
    """The field alone, for who has no link at hand."""
    return _ask(request)


@router.post(PATH)
def send(
    request: Request,
    background: BackgroundTasks,
    address: Annotated[str, Form(alias="dia_chi")] = "",
    dead: Annotated[str, Form(alias="duong_dan")] = "",
) -> Response:
    """Say what will happen if the address is known; then see whether it is."""
    given = typed_address(address)
    if not is_mail_address(given):
        return _ask(request, 422, given=given, dead=dead, problem=_WRONG)
    background.add_task(_look_and_send, context(request), given, dead)
    return page(request, "sign_in/new_link_asked.html", given=given, most=in_words(MOST_NEW_LINKS))


def _look_and_send(here: PageContext, address: str, dead: str) -> None:
    with transaction(here.engine) as session:
        found = send_new_link(session, here, dead=dead, address=address)
    if found:
        deliver_now(here)


def _ask(
    request: Request, status: int = 200, *, given: str = "", dead: str = "", problem: str = ""
) -> Response:
    return page(request, "sign_in/new_link.html", status, given=given, dead=dead, problem=problem)
