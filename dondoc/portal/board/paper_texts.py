"""What an officer writes into a paper: typed on its page, or in Word and handed back as docx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act
from dondoc.documents.paper.narratives import FIELD, read_narratives
from dondoc.documents.paper_kind import NarrativePlace
from dondoc.documents.register.issue_paper import require_newest_draft
from dondoc.documents.register.narrative import last_written, texts_of, write, written_since
from dondoc.documents.register.paper_matter import matter_of
from dondoc.forms.values import row_number
from dondoc.ledger.actors import Actor, Actors
from dondoc.limits import LARGEST_FILE, LARGEST_ID, megabytes
from dondoc.messages.environment import phrases
from dondoc.portal.board.board_links import PAPERS_PATH, paper_address
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.paper_acts import kind_of
from dondoc.portal.board.paper_pages import PAPER, paper_page
from dondoc.portal.board.paper_view import own_paper
from dondoc.portal.board.upload_form import upload_form
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.uploads import Upload
from dondoc.problems import Problem, Refused
from models import Account, Document
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@dataclass(frozen=True)
class OtherWords:
    """What a file would write in one place, beside what stands there."""

    place: NarrativePlace
    before: str
    after: str


@router.post(PAPER + "/viet")
def write_typed(
    request: Request,
    *,
    number: int,
    account: Annotated[Account, Depends(posting(Act.PAPERS))],
    phan: Annotated[list[str] | None, Form()] = None,
    loi: Annotated[list[str] | None, Form()] = None,
    da_xem: Annotated[str, Form()] = "",
) -> Response:
    """Keep what was typed, place by place, and compose the draft with it."""
    here = context(request)
    texts = dict(zip(phan or (), loi or (), strict=False))
    seen = row_number(da_xem)
    try:
        with transaction(here.engine) as session:
            document = own_paper(session, here, account, number)
            places = {one.key: one for one in kind_of(document).places()}
            known = {key: text for key, text in texts.items() if key in places}
            changed = _write(session, here, account, document, known, seen=seen)
            address = _after(session, here, account, document, request, changed=changed)
    except Refused as refused:
        problems = tuple(_named(one, places) for one in refused.problems)
        return paper_page(request, account, number, act="viet", typed=texts, problems=problems)
    return RedirectResponse(address, status_code=303)


@router.post(PAPER + "/doc-lai")
async def read_again(
    request: Request, number: int, account: Annotated[Account, Depends(opening(Act.PAPERS))]
) -> Response:
    """What a file that came back would write. Writes nothing."""
    await run_in_threadpool(_let_in, request, account, number)
    _form, uploads = await upload_form(request)
    return await run_in_threadpool(_compared, request, account, number, uploads)


lead_back(
    router,
    f"{PAPER}/viet",
    f"{PAPER}/doc-lai",
    to=PAPER.replace(":int", ""),
    guard=opening(Act.PAPERS),
)


def _let_in(request: Request, account: Account, number: int) -> None:
    """Before the file is read it is known whose paper it is."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        kind_of(own_paper(session, here, account, number))


def _compared(
    request: Request, account: Account, number: int, uploads: tuple[Upload, ...]
) -> Response:
    here = context(request)
    try:
        read = read_narratives(_content(uploads))
        with transaction(here.engine, write=False) as session:
            document = own_paper(session, here, account, number)
            require_newest_draft(session, document)
            other = _other_words(session, document, read)
            seen = last_written(session, matter_of(document))
            version = document.version
        if not other:
            raise Refused(Problem("file", "", phrases("papers").no_other_words(), FIELD))
    except Refused as refused:
        problems = tuple(
            one if one.field == "document" else replace(one, field="file", label=FIELD)
            for one in refused.problems
        )
        return paper_page(request, account, number, act="doc-lai", problems=problems)
    return form_page(
        request,
        "board/paper_words.html",
        account,
        other=other,
        seen=seen,
        version=version,
        home=f"{PAPERS_PATH}/{number}",
    )


def _content(uploads: tuple[Upload, ...]) -> bytes:
    book = phrases("papers")
    if not uploads:
        raise Refused(Problem("file", "", book.no_file(), FIELD))
    if (content := uploads[0].content) is None:
        wanted = book.file_too_large(megabytes(LARGEST_FILE))
        raise Refused(Problem("file", uploads[0].name, wanted, FIELD))
    return content


def _other_words(session: Session, document: Document, read: Mapping[str, str]) -> list[OtherWords]:
    """What differs from what stands, in the order of the paper."""
    stands = texts_of(session, matter_of(document))
    found = [
        OtherWords(place, stands.get(place.key, ""), read[place.key])
        for place in kind_of(document).places()
        if place.key in read
    ]
    return [one for one in found if one.before != one.after]


def _write(
    session: Session,
    here: PageContext,
    account: Account,
    document: Document,
    texts: Mapping[str, str],
    *,
    seen: int | None,
) -> list[str]:
    """Raises Refused where somebody else wrote a place since the page was opened."""
    require_newest_draft(session, document)
    matter, names = matter_of(document), Actors(session, here.rulebook)
    since = written_since(session, matter, LARGEST_ID if seen is None else seen)
    changed = write(session, matter, texts, by=Actor.account(account.id), now=here.now)
    meanwhile = [since[key] for key in changed if key in since]
    if meanwhile:
        book = phrases("papers")
        raise Refused(
            [
                Problem(row.key, "", book.written_meanwhile(names.name(row.written_by), row))
                for row in meanwhile
            ]
        )
    return changed


def _after(
    session: Session,
    here: PageContext,
    account: Account,
    document: Document,
    request: Request,
    *,
    changed: list[str],
) -> str:
    """The draft with these words in it, which is the next version."""
    by = Actor.account(account.id)
    if not changed:
        return paper_address(root(request), document.id or 0, "viet-nhu-cu")
    kept = kind_of(document).renew(session, here, matter_of(document), by=by)
    return paper_address(root(request), kept.document.id or 0, "viet")


def _named(problem: Problem, places: Mapping[str, NarrativePlace]) -> Problem:
    """A problem at a place, called as the page calls it."""
    place = places.get(problem.field)
    return replace(problem, label=place.chapter) if place else problem
