"""`/quan-tri/mau-van-ban`: the templates of papers, ours or the office's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, RedirectResponse

from dondoc.access import Act
from dondoc.documents.paper.paper_templates import TEMPLATES, PaperTemplate
from dondoc.documents.register.place_template import (
    in_place,
    place_template,
    take_template_back,
    template_named,
)
from dondoc.ledger.actors import Actor
from dondoc.limits import LARGEST_TEMPLATE, megabytes
from dondoc.messages.environment import phrases
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.upload_form import upload_form
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.uploads import Upload
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/mau-van-ban"
ONE = PATH + "/{file}"
Opening = Annotated[Account, Depends(opening(Act.OPERATE))]
Posting = Annotated[Account, Depends(posting(Act.OPERATE))]
_FIELD = "Tệp mẫu"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DONE = {
    "dat": "Đã đặt mẫu của cơ quan; văn bản soạn từ nay theo mẫu ấy.",
    "bo": "Đã trở lại mẫu kèm phần mềm.",
    "nhu-cu": "Đang dùng mẫu kèm phần mềm, không có gì thay đổi.",
}


@dataclass(frozen=True)
class ShownTemplate:
    """A kind's template as the page shows it; `placed_at` where it is the office's own."""

    kind: PaperTemplate
    placed_at: datetime | None

    @property
    def slug(self) -> str:
        """`cong-van`: how the page calls its form."""
        return self.kind.file.removesuffix(".docx")


@router.get(PATH)
def show(request: Request, account: Opening, xong: str = "") -> Response:
    """Which templates papers are made with."""
    return _page(request, account, done=_DONE.get(xong, ""))


@router.get(ONE + "/tep")
def download(request: Request, file: str, _account: Opening) -> FileResponse:
    """The template that is in place, to be edited in Word."""
    path, _own = in_place(context(request).settings.own_templates_dir, _kind(file))
    return FileResponse(path, media_type=_WORD, filename=path.name)


@router.post(ONE + "/dat")
async def place(request: Request, file: str, account: Opening) -> Response:
    """Put a file in place, if papers can be made with it."""
    kind = _kind(file)
    _form, uploads = await upload_form(request)
    return await run_in_threadpool(_place, request, account, kind, uploads)


@router.post(ONE + "/bo")
def take_back(request: Request, file: str, account: Posting) -> Response:
    """Ours again."""
    here, kind = context(request), _kind(file)
    own, by = here.settings.own_templates_dir, Actor.account(account.id)
    with transaction(here.engine) as session:
        taken = take_template_back(session, own, kind, by=by, now=here.now)
    return RedirectResponse(
        f"{root(request)}{PATH}?xong={'bo' if taken else 'nhu-cu'}", status_code=303
    )


for _template in TEMPLATES:
    lead_back(
        router,
        *(f"{PATH}/{_template.file}/{act}" for act in ("dat", "bo")),
        to=PATH,
        guard=opening(Act.OPERATE),
    )


def _place(
    request: Request, account: Account, kind: PaperTemplate, uploads: tuple[Upload, ...]
) -> Response:
    here = context(request)
    own, by = here.settings.own_templates_dir, Actor.account(account.id)
    try:
        content = _content(uploads)
        with transaction(here.engine) as session:
            place_template(session, own, kind, content, by=by, now=here.now)
    except Refused as refused:
        problems = tuple(
            replace(one, field=f"file-{kind.file.removesuffix('.docx')}", label=kind.title)
            for one in refused.problems
        )
        return _page(request, account, problems=problems)
    return RedirectResponse(f"{root(request)}{PATH}?xong=dat", status_code=303)


def _content(uploads: tuple[Upload, ...]) -> bytes:
    book = phrases("papers")
    if not uploads:
        raise Refused(Problem("file", "", book.no_template(), _FIELD))
    content = uploads[0].content
    if content is None or len(content) > LARGEST_TEMPLATE:
        wanted = book.template_too_large(megabytes(LARGEST_TEMPLATE))
        raise Refused(Problem("file", uploads[0].name, wanted, _FIELD))
    return content


def _kind(file: str) -> PaperTemplate:
    kind = template_named(file)
    if kind is None:
        raise HTTPException(404)
    return kind


def _page(
    request: Request, account: Account, *, done: str = "", problems: tuple[Problem, ...] = ()
) -> Response:
    own = context(request).settings.own_templates_dir
    return form_page(
        request,
        "admin/templates.html",
        account,
        problems=problems,
        templates=[ShownTemplate(one, _placed_at(own, one)) for one in TEMPLATES],
        done=done,
        path=PATH,
        largest=megabytes(LARGEST_TEMPLATE),
    )


def _placed_at(own: Path, kind: PaperTemplate) -> datetime | None:
    path, is_own = in_place(own, kind)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if is_own else None
