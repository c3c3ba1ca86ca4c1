"""The evidence of a unit's or a duty's year: what would be in the pack, and the pack itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from sqlmodel import Session

from dondoc import access
from dondoc.documents.evidence.choose_rows import Chosen, PackOutline, choose_rows, outline_of
from dondoc.documents.evidence.gather import gather
from dondoc.documents.evidence.make_pack import record_pack
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.ledger.actors import Actor
from dondoc.limits import LARGEST_DOWNLOAD, MOST_DOWNLOADED_ROWS
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.bodies import Unit
from dondoc.plan.schema import Duty
from dondoc.portal.board.board_links import EVIDENCE_PATH, pack_path, unit_path
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.pack_download import attachment, pack_file
from dondoc.portal.board.unit_overview import unit_meant
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_ADDRESS = f"{EVIDENCE_PATH}/{{kind}}/{{name}}/{{year}}"
_FIRST, _LAST = 2000, 2100
_UNWATCHED = "nhiệm vụ này nay chưa có cơ quan theo dõi"


@dataclass(frozen=True)
class _YearAsked:
    """Whose year is asked for, as of when; `warnings` are what was wrong with the day."""

    here: PageContext
    account: Account
    subject: PackSubject
    as_of: datetime
    on: date | None
    warnings: Sequence[str]

    def chosen(self, session: Session) -> Chosen:
        """What this account may read of it. Raises HTTPException where that is nothing."""
        found = choose_rows(
            session, self.here.rulebook, self.subject, self._why_not, as_of=self.as_of
        )
        if not found.rows and found.not_his:
            raise HTTPException(403, " ".join(found.not_his))
        if not found.rows:
            raise HTTPException(404)
        return found

    def _why_not(self, duty: Duty, unit: Unit) -> str:
        return why_not_pack(self.here, self.account, duty, unit)


@router.get(_ADDRESS)
def show(
    request: Request,
    kind: str,
    name: str,
    year: int,
    account: Annotated[Account, Depends(opening(access.Act.READ))],
) -> Response:
    """What would be in the pack; 404 for a year in which nothing was asked."""
    asked = _asked(request, account, kind, name, year)
    with transaction(asked.here.engine, write=False) as session:
        return _page(request, asked, session)


@router.post(_ADDRESS)
def download(
    request: Request,
    kind: str,
    name: str,
    year: int,
    account: Annotated[Account, Depends(posting(access.Act.READ))],
) -> Response:
    """The pack as an attachment; who took it is in the audit."""
    asked = _asked(request, account, kind, name, year)
    here, subject = asked.here, asked.subject
    with transaction(here.engine, write=False) as session:
        chosen = asked.chosen(session)
        if _too_large(outline_of(session, chosen, as_of=asked.as_of)):
            return _page(request, asked, session)
        facts = gather(session, here.rulebook, subject, chosen, as_of=asked.as_of)
    try:
        file, manifest = pack_file(here.settings, facts)
    except Refused as refused:
        with transaction(here.engine, write=False) as session:
            return _page(request, asked, session, refused.problems)
    with transaction(here.engine) as session:
        record_pack(session, subject, manifest, by=Actor.account(account.id), now=here.now)
    return attachment(file, subject.file_name)


def _asked(request: Request, account: Account, kind: str, name: str, year: int) -> _YearAsked:
    """Raises HTTPException for what there is none of, or is another body's altogether."""
    here = context(request)
    as_of, on, warnings = instant(request.query_params, here.now)
    subject: PackSubject | None = None
    if kind == "don-vi" and (unit := unit_meant(here.rulebook.registry, name, on or here.today)):
        subject = PackSubject.of_unit(unit, year)
    elif kind == "nhiem-vu" and (duty := _duty(here, account, name)):
        subject = PackSubject.of_duty(duty, year)
    if subject is None or not _FIRST <= year <= _LAST:
        raise HTTPException(404)
    return _YearAsked(here, account, subject, as_of, on, warnings)


def _duty(here: PageContext, account: Account, slug: str) -> Duty | None:
    registry = here.rulebook.registry
    every = (*registry.plan.duties, *registry.ended.values())
    duty = next((one for one in every if one.slug == slug), None)
    if duty and (wanted := why_not_pack(here, account, duty)):
        raise HTTPException(403, sentence(capital(wanted)))
    return duty


def why_not_pack(here: PageContext, account: Account, duty: Duty, unit: Unit | None = None) -> str:
    """Why the account may not read what is of the duty, of all units or of this one; else empty."""
    registry = here.rulebook.registry
    if registry.unwatched(here.today).keys() & set(duty.codes):
        return _UNWATCHED
    about = access.about_duty(registry, duty, here.today, unit=unit)
    return access.why_not(here.who(account), access.Act.READ, about)


def _too_large(outline: PackOutline) -> bool:
    return outline.size > LARGEST_DOWNLOAD or outline.assignments > MOST_DOWNLOADED_ROWS


def _page(
    request: Request, asked: _YearAsked, session: Session, problems: Sequence[Problem] = ()
) -> Response:
    subject = asked.subject
    chosen = asked.chosen(session)
    outline = outline_of(session, chosen, as_of=asked.as_of)
    of_unit = subject.kind == "unit"
    return form_page(
        request,
        "board/evidence.html",
        asked.account,
        problems=problems,
        subject=subject,
        outline=outline,
        left_out=chosen.left_out,
        too_large=_too_large(outline),
        largest=LARGEST_DOWNLOAD,
        home=pack_path(subject.kind, subject.slug, subject.year),
        back=f"{unit_path(subject.slug)}?nam={subject.year}"
        if of_unit
        else f"/bang?nam={subject.year}&nhiem-vu={subject.slug}",
        as_of=asked.as_of,
        on=asked.on,
        warnings=asked.warnings,
    )
