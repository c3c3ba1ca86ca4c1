"""The files of a conference on the board: a version is put up here, and told to who comes.

Who was absent is sent them from here, and asked to confirm that they were read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.conference.conclusions import absent_invitees, ask_reading
from dondoc.conference.conference_files import publish_file, withdraw_file
from dondoc.conference.conference_rights import organiser
from dondoc.conference.find_conference import announced, takes_place
from dondoc.conference.unit_files import NOT_FOR_UNITS, documents_for_units
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.conference.conference_acts import Typed
from dondoc.portal.board.conference.conference_address import DOCUMENTS, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.upload_form import field_text, upload_form
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.send_file import attachment
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.uploads import Keeper, Upload
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import StoredFile, suffix_for
from models import Account, Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]
Asking = Annotated[Account, Depends(posting(Act.CONFERENCE))]
FIELDS = ("kind", "name", "number", "dated_on", "link")


@dataclass(frozen=True)
class TypedDocument:
    """The form as it came."""

    values: Mapping[str, str]
    uploads: tuple[Upload, ...]


@router.get(DOCUMENTS)
def show_documents(
    request: Request,
    code: str,
    account: Organising,
    *,
    bao: str = "",
    vang: str = "",
    rut: str = "",
) -> Response:
    """What is up, with its versions, and the form of another."""
    book = phrases("conference")
    done = ""
    if bao.isdigit():
        done = book.file_told(int(bao[:5]))
    elif vang.isdigit():
        done = book.absent_told(int(vang[:5]))
    elif rut.isdigit():
        done = book.withdrawn_told(int(rut[:5]))
    return _page(request, account, code, done=done)


@router.get(DOCUMENTS + "/{file_id:int}")
def document(request: Request, code: str, file_id: int, account: Organising) -> Response:
    """One version, as an attachment."""
    here = context(request)
    _require(here, account)
    with transaction(here.engine, write=False) as session:
        rows = _versions(session, conference_or_404(session, code))
    file = next((one for one in rows if one.id == file_id), None)
    ending = suffix_for(file.media_type) if file else ""
    return attachment(here.settings.files_dir, file, ending=ending)


@router.post(DOCUMENTS + "/dang")
async def publish(
    request: Request, code: str, account: Organising, background: BackgroundTasks
) -> Response:
    """Put a version up; whoever said that it comes is told of guidance and programme."""
    await run_in_threadpool(_require, context(request), account)
    form, uploads = await upload_form(request)
    typed = TypedDocument({name: field_text(form, name) for name in FIELDS}, uploads)
    answer = await run_in_threadpool(_publish, request, account, code, typed)
    if answer.status_code == 303:
        deliver_later(background, request)
    return answer


@router.post(DOCUMENTS + "/vang")
def send_to_absent(
    request: Request, code: str, account: Asking, background: BackgroundTasks
) -> Response:
    """Ask units that were not there to read the documents; each once."""
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            _refuse_if_not_over(session, here, found)
            count = len(ask_reading(session, here.rulebook, found, by=by, now=here.now))
    except Refused as refused:
        return _page(request, account, code, problems=refused.problems)
    deliver_later(background, request)
    return _back(request, code, f"vang={count}")


@router.post(DOCUMENTS + "/{number:int}/rut")
def take_off(
    request: Request,
    code: str,
    number: int,
    account: Asking,
    *,
    background: BackgroundTasks,
    typed: Typed,
) -> Response:
    """A version is withdrawn, with a reason; who was told of it hears so."""
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            rows = _versions(session, found)
            file = next((one for one in rows if one.id == number), None)
            if file is None:
                raise HTTPException(404)
            why = typed.get("reason", "")
            told = withdraw_file(
                session, here.rulebook, found, file, reason=why, by=by, now=here.now
            )
    except Refused as refused:
        return _page(request, account, code, at=number, problems=refused.problems)
    deliver_later(background, request)
    return _back(request, code, f"rut={told}")


lead_back(router, DOCUMENTS + "/{number:int}/rut", to=DOCUMENTS, guard=opening(Act.SEE))
lead_back(router, DOCUMENTS + "/dang", DOCUMENTS + "/vang", to=DOCUMENTS, guard=opening(Act.SEE))


def _publish(request: Request, account: Account, code: str, typed: TypedDocument) -> Response:
    here = context(request)
    keeper = _keeper(here, account)
    stored: StoredFile | None = None
    try:
        by = organiser(here.rulebook, account, now=here.now)
        files, problems = keeper.keep(typed.uploads)
        if problems:
            raise Refused(problems)
        stored = files[0] if files else None
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            done = publish_file(
                *(session, here.rulebook, found, dict(typed.values), stored), by=by, now=here.now
            )
    except Refused as refused:
        return _page(request, account, code, typed=typed.values, problems=refused.problems)
    keeper.unclaimed.taken([file.sha256 for file in files])
    return _back(request, code, f"bao={done.told}")


def _refuse_if_not_over(session: Session, here: PageContext, found: Conference) -> None:
    book = phrases("conference")
    if not takes_place(found) or announced(session, found).ends_at > here.now:
        raise Refused(Problem("conference", "", book.not_over(), "Hội nghị"))
    if not documents_for_units(session, found):
        raise Refused(Problem("file", "", book.no_document(), "Tài liệu"))


def _require(here: PageContext, account: Account) -> None:
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))


def _keeper(here: PageContext, account: Account) -> Keeper:
    whose = f"account-{account.id}"
    key = here.settings.signing_key()
    return Keeper(here.settings.files_dir, key, f"conference of {whose}", here.now, whose)


def _versions(session: Session, conference: Conference) -> list[ConferenceFile]:
    """Every version, the newest first."""
    query = select(ConferenceFile).where(col(ConferenceFile.conference_id) == conference.id)
    return list(session.exec(query.order_by(col(ConferenceFile.id).desc())))


def _back(request: Request, code: str, said: str) -> Response:
    where = f"{root(request)}{DOCUMENTS.format(code=code)}?{said}"
    return RedirectResponse(where, status_code=303)


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str = "",
    at: int = 0,
) -> Response:
    here = context(request)
    _require(here, account)
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        rows = _versions(session, conference)
        over = takes_place(conference) and announced(session, conference).ends_at <= here.now
        absent = absent_invitees(session, here.rulebook, conference, on=here.today) if over else []
    return form_page(
        request,
        "board/conference_documents.html",
        account,
        conference=conference,
        rows=rows,
        kinds=list(ConferenceFileKind),
        hidden=NOT_FOR_UNITS,
        words=phrases("conference"),
        absent=len(absent),
        unasked=sum(one.reading_id is None for one in absent),
        typed={**dict.fromkeys(FIELDS, ""), "kind": "guidance", **(typed or {})},
        problems=problems,
        done=done,
        at=at,
    )
