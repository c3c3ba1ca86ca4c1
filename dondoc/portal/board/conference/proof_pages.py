"""The evidence of a conference on the board: what there is of the set, what is missing, the zip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from dondoc.access import Act
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.conference_rights import organiser
from dondoc.conference.evidence_set import evidence_set, standing_files
from dondoc.documents.evidence.conference_pack import conference_pack
from dondoc.documents.evidence.evidence_case import PackFacts
from dondoc.documents.evidence.make_pack import record_pack
from dondoc.limits import LARGEST_DOWNLOAD
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.conference.conference_address import PROOF, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.pack_download import attachment, pack_file
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@router.get(PROOF)
def show_proof(
    request: Request, code: str, account: Annotated[Account, Depends(opening(Act.CONFERENCE))]
) -> Response:
    """What the pack would hold, and what is missing of the set."""
    return _page(request, account, code)


@router.post(PROOF)
def download_proof(
    request: Request, code: str, account: Annotated[Account, Depends(posting(Act.CONFERENCE))]
) -> Response:
    """The pack as an attachment; who took it is in the audit."""
    here = context(request)
    _require(here, account)
    by = organiser(here.rulebook, account, now=here.now)
    with transaction(here.engine, write=False) as session:
        found = conference_or_404(session, code)
        facts = conference_pack(session, here.rulebook, found, as_of=here.now)
    if _too_large(facts):
        return _page(request, account, code)
    try:
        file, manifest = pack_file(here.settings, facts)
    except Refused as refused:
        return _page(request, account, code, refused.problems)
    with transaction(here.engine) as session:
        record_pack(session, facts.subject, manifest, by=by, now=here.now)
    return attachment(file, facts.subject.file_name)


def _require(here: PageContext, account: Account) -> None:
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))


def _too_large(facts: PackFacts) -> bool:
    return sum(file.size for file in facts.files) > LARGEST_DOWNLOAD


def _page(
    request: Request, account: Account, code: str, problems: Sequence[Problem] = ()
) -> Response:
    here = context(request)
    _require(here, account)
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        files = standing_files(session, conference)
        lines = evidence_set(conference, conference_figures(session, conference), files)
        facts = conference_pack(session, here.rulebook, conference, as_of=here.now)
    return form_page(
        request,
        "board/conference_proof.html",
        account,
        problems=problems,
        conference=conference,
        lines=lines,
        count=len(facts.files),
        size=sum(file.size for file in facts.files),
        too_large=_too_large(facts),
        command=facts.subject.command,
    )
