"""The officers' list of letters in doubt (`/bang/thu-den`): read, record, register, put aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.forms.values import row_number
from dondoc.incoming import handling
from dondoc.incoming.store import raw_path
from dondoc.limits import LONGEST_SEARCH
from dondoc.messages.environment import phrases
from dondoc.portal.board.done_lines import JUST_DONE
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.waiting_letter import letter_view, letters_waiting
from dondoc.portal.context import context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from models import Account, Incoming
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/thu-den"
LETTER = PATH + "/{number:int}"
STRANGERS = "nguoi-la"
"""The folder of strangers' mail, as the address names it."""
_MANY = "bo-qua-"
_DONE = {
    "bo-qua": "Đã bỏ qua; thư gốc vẫn được giữ.",
    "them-dau-moi": "Đã thêm địa chỉ vào đầu mối của đơn vị. Thư này vẫn chờ ghi nhận.",
}


Reader = Annotated[Account, Depends(opening(Act.LETTERS))]
Deciding = Annotated[Account, Depends(posting(Act.LETTERS))]


@router.get(PATH)
def listed(
    request: Request, account: Reader, xong: str = "", ngan: str = "", tim: str = ""
) -> Response:
    """What waits, the oldest first: in front, or strangers' mail; or what of it holds words."""
    return _list(request, account, strangers=ngan == STRANGERS, wanted=tim, done=_done(xong))


@router.post(PATH + "/bo-qua")
def dismiss_many(
    request: Request,
    account: Deciding,
    *,
    thu: Annotated[list[str] | None, Form()] = None,
    ly_do: Annotated[str, Form()] = "",
    ngan: Annotated[str, Form()] = "",
    tim: Annotated[str, Form()] = "",
) -> Response:
    """Put many letters aside for one reason."""
    here = context(request)
    numbers = [number for one in thu or [] if (number := row_number(one)) is not None]
    try:
        with transaction(here.engine) as session:
            count = handling.dismiss_many(handling.Officer(session, here, account), numbers, ly_do)
    except Refused as refused:
        strangers = ngan == STRANGERS
        problems = refused.problems
        return _list(request, account, strangers=strangers, wanted=tim, problems=problems)
    folder, words = (STRANGERS if ngan == STRANGERS else ""), tim[:LONGEST_SEARCH]
    about = urlencode({"ngan": folder, "tim": words, "xong": f"bo-qua-{count}"})
    return RedirectResponse(f"{root(request)}{PATH}?{about}", status_code=303)


def _done(said: str) -> str:
    """What an act ended with, as its address says it."""
    if said.startswith(_MANY) and row_number(said.removeprefix(_MANY)) is not None:
        return str(phrases("incoming").passed_over(said.removeprefix(_MANY)))
    return _DONE.get(said, "")


def _list(
    request: Request,
    account: Account,
    *,
    strangers: bool,
    wanted: str,
    done: str = "",
    problems: tuple[Problem, ...] = (),
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        listed_ = letters_waiting(session, here, strangers=strangers, wanted=wanted)
    facts = {"list": listed_, "done": done, "folder": STRANGERS if strangers else ""}
    return form_page(request, "board/letters.html", account, problems=problems, **facts)


@router.get(LETTER)
def show(
    request: Request,
    number: int,
    account: Reader,
    don_vi: str = "",
    xong: str = "",
) -> Response:
    """One letter, with the forms that end its waiting."""
    return _letter(request, account, number, unit=don_vi, done=_DONE.get(xong, ""))


@router.get(LETTER + "/tep/{place}")
def download(request: Request, number: int, place: int, _account: Reader) -> Response:
    """A file of the letter, never opened in our pages."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        try:
            files = letter_view(session, here, number).files
        except Refused:
            raise HTTPException(404) from None
    if not 0 <= place < len(files):
        raise HTTPException(404)
    return _attachment(files[place].content, files[place].name)


@router.get(LETTER + "/thu-goc")
def original(request: Request, number: int, _account: Reader) -> Response:
    """The letter as it came."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        row = session.get(Incoming, number)
    path = raw_path(here.settings.mail_dir, row.sha256) if row else None
    if path is None or not path.is_file():
        raise HTTPException(404)
    return _attachment(path.read_bytes(), f"thu-{number}.eml")


@router.post(LETTER + "/ghi-nhan")
def record(
    request: Request,
    background: BackgroundTasks,
    *,
    number: int,
    account: Deciding,
    viec: Annotated[str, Form()] = "",
    so_van_ban: Annotated[str, Form()] = "",
    ngay_van_ban: Annotated[str, Form()] = "",
    nguoi_ky: Annotated[str, Form()] = "",
    don_vi: Annotated[str, Form()] = "",
) -> Response:
    """Record the letter as the unit's answer."""
    given = Given(document_number=so_van_ban, document_on=ngay_van_ban, signer=nguoi_ky)
    wanted = row_number(viec)

    def _act(officer: handling.Officer) -> str:
        handling.accept(officer, number, wanted, given)
        row = officer.session.get_one(Incoming, number)
        return f"/bang/viec/{row.assignment_id}?xong=thu-den#{JUST_DONE}"

    return _take(request, background, account, number, _act, typed=(given, viec), unit=don_vi)


@router.post(LETTER + "/them-dau-moi")
def register(
    request: Request,
    background: BackgroundTasks,
    *,
    number: int,
    account: Deciding,
    don_vi: Annotated[str, Form()] = "",
) -> Response:
    """Add the sender as a contact of the unit."""

    def _act(officer: handling.Officer) -> str:
        handling.register(officer, number, don_vi)
        return f"{PATH}/{number}?xong=them-dau-moi&don_vi={quote(don_vi)}"

    return _take(request, background, account, number, _act, unit=don_vi)


@router.post(LETTER + "/bo-qua")
def dismiss(
    request: Request,
    background: BackgroundTasks,
    *,
    number: int,
    account: Deciding,
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """Put the letter aside."""

    def _act(officer: handling.Officer) -> str:
        handling.dismiss(officer, number, ly_do)
        return f"{PATH}?xong=bo-qua"

    return _take(request, background, account, number, _act)


lead_back(router, PATH + "/bo-qua", to=PATH, guard=opening(Act.LETTERS))
lead_back(
    router,
    *(f"{LETTER}/{act}" for act in ("ghi-nhan", "them-dau-moi", "bo-qua")),
    to=PATH + "/{number}",
    guard=opening(Act.LETTERS),
)


def _take(
    request: Request,
    background: BackgroundTasks,
    account: Account,
    number: int,
    act: Callable[[handling.Officer], str],
    *,
    typed: tuple[Given, str] | None = None,
    unit: str = "",
) -> Response:
    """Do it in one transaction and go where `act` says; a refusal shows the letter again."""
    here = context(request)
    try:
        letter = handling.letter_unlocked(here, account, number)
        with transaction(here.engine) as session:
            address = act(handling.Officer(session, here, account, letter))
    except Refused as refused:
        return _letter(request, account, number, unit=unit, typed=typed, problems=refused.problems)
    deliver_later(background, request)
    return RedirectResponse(f"{root(request)}{address}", status_code=303)


def _letter(
    request: Request,
    account: Account,
    number: int,
    *,
    unit: str = "",
    done: str = "",
    typed: tuple[Given, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        try:
            letter = letter_view(session, here, number, unit=unit)
        except Refused:
            raise HTTPException(404) from None
    given, chosen = typed or (letter.given, str(letter.row.assignment_id or ""))
    values: dict[str, Any] = {
        "letter": letter,
        "asked_unit": unit,
        "given": given,
        "chosen": chosen,
        "done": done,
    }
    return form_page(request, "board/letter.html", account, problems=problems, **values)


def _attachment(content: bytes, name: str) -> Response:
    said = f"attachment; filename*=UTF-8''{quote(name)}"
    kind = "application/octet-stream"
    return Response(content, media_type=kind, headers={"Content-Disposition": said})
