"""A unit's way in: the signed link of its message, and what that link may touch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from sqlmodel import Session, col

from dondoc.contacts.keys import opens
from dondoc.contacts.verification import verify
from dondoc.ledger.actors import Actor
from dondoc.ledger.links import find_token
from dondoc.portal.context import Here, PageContext, root
from dondoc.portal.unit.unit_list import answers_itself
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment
from models.database import transaction
from models.kinds import TokenPurpose


@dataclass(frozen=True)
class UnitLink:
    """Who holds the link. `home` is the path that every page of it starts with."""

    unit_code: str
    assignment_id: int | None
    contact_id: int | None
    home: str

    @property
    def actor(self) -> Actor:
        """As the audit names the contact that acts by this link."""
        return Actor.contact(self.contact_id) if self.contact_id else Actor.unit(self.unit_code)


def unit_link(request: Request, token: str, here: Here) -> UnitLink:
    """The right behind the token; 404 in the same words for forged, foreign, expired, revoked.

    For one whose holder has no keys any more, too.
    """
    with transaction(here.engine, write=False) as session:
        kept = find_token(session, token, TokenPurpose.UNIT, now=here.now)
        living = kept is not None and opens(session, here.rulebook.registry, kept, here.today)
    if kept is None or kept.unit_code is None or not living:
        raise HTTPException(404)
    if request.method == "POST" and kept.contact_id is not None:
        _prove(here, kept.contact_id)
    home = f"{root(request)}/v/{token.strip().lower()}"
    return UnitLink(kept.unit_code, kept.assignment_id, kept.contact_id, home)


def _prove(here: PageContext, contact_id: int) -> None:
    """Who acts by a link that was sent to a contact has read what was sent there."""
    by = Actor.contact(contact_id)
    with transaction(here.engine) as session:
        verify(session, contact_id, by=by, how="dùng đường dẫn đã gửi", now=here.now)


Link = Annotated[UnitLink, Depends(unit_link)]


def own_facts(session: Session, link: UnitLink, assignment_id: int | None, here: Here) -> Facts:
    """The facts of one of the unit's own assignments; 404 for anybody else's, or for none."""
    if assignment_id is None:
        raise HTTPException(404)
    own = (col(Assignment.id) == assignment_id, col(Assignment.unit_code) == link.unit_code)
    found = load_facts(session, *own, answers_itself(), as_of=here.now)
    if not found:
        raise HTTPException(404)
    return replace(found[0], unreached=False)  # whoever reads it here has been reached
