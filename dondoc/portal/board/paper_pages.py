"""One version of a paper: its page, its files, and what it says as a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import FileResponse

from dondoc.access import Act
from dondoc.documents.papers import PAPER_KINDS
from dondoc.documents.register.find_paper import files_of
from dondoc.forms.instead import meant
from dondoc.portal.board.board_links import PAPERS_PATH
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.paper_preview import preview_of
from dondoc.portal.board.paper_view import paper_view, readable_paper
from dondoc.portal.context import context
from dondoc.portal.send_file import attachment
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PAPER = PAPERS_PATH + "/{number:int}"
Reader = Annotated[Account, Depends(opening(Act.READ))]
DONE = {
    "soan": "Đã soạn dự thảo.",
    "soan-lai": "Đã soạn lại theo số liệu mới nhất.",
    "nhu-cu": "Số liệu không đổi từ bản này, không có bản mới.",
    "viet": "Đã ghi lời; bản này có lời mới.",
    "viet-nhu-cu": "Lời không đổi, không có gì để ghi.",
    "phat-hanh": "Đã ghi số, ngày phát hành; bản này không đổi nữa.",
    "rut": "Đã rút dự thảo; bản đã rút vẫn xem được.",
}
"""What an act ended with, by the word that the address carries."""


@router.get(PAPER)
def show(request: Request, number: int, account: Reader, xong: str = "") -> Response:
    """What it is, what moved since the version before, and what may be done with it."""
    return paper_page(request, account, number, done=DONE.get(xong, ""))


@router.get(PAPER + "/xem")
def preview(request: Request, number: int, account: Reader) -> Response:
    """What it says, as a page."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        document = readable_paper(session, here, account, number)
        kind = PAPER_KINDS.get(document.kind)
        if kind is None:
            raise HTTPException(404)
        shown = kind.shown(session, here.rulebook, document)
    return form_page(
        request,
        "board/paper_preview.html",
        account,
        paper=preview_of(shown),
        document=document,
        edited=shown.mark != document.mark,
        home=_home(number),
    )


@router.get(PAPER + "/tep/{file_id}")
def download(request: Request, number: int, file_id: int, account: Reader) -> FileResponse:
    """One of its files, as an attachment."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        document = readable_paper(session, here, account, number)
        file = next((one for one in files_of(session, document) if one.id == file_id), None)
    return attachment(here.settings.files_dir, file)


def paper_page(
    request: Request,
    account: Account,
    number: int,
    *,
    done: str = "",
    act: str = "",
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    """The page of a version; `act` is whose form was refused, with what was typed there."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        view = paper_view(session, here, account, number)
    return form_page(
        request,
        "board/paper.html",
        account,
        problems=problems,
        paper=view,
        done=done,
        act=act,
        typed={**(typed or {}), **meant(problems)},
        home=_home(number),
        path=PAPERS_PATH,
    )


def _home(number: int) -> str:
    return f"{PAPERS_PATH}/{number}"
