"""One form that a unit sent, while it is being answered."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from dondoc.portal.context import PageContext
from dondoc.portal.unit.link import UnitLink, own_facts
from dondoc.portal.unit.unit_form import TypedAnswer, refilled_form
from dondoc.portal.unit.unit_pages import file_keeper, page_with_form
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.problems import Problem
from dondoc.submissions.files import StoredFile
from models.database import transaction

SEE_OTHER = 303


@dataclass(frozen=True)
class UnitAct:
    """One form of one unit, being answered."""

    request: Request
    link: UnitLink
    here: PageContext
    typed: TypedAnswer

    @property
    def assignment_id(self) -> int:
        assert self.typed.assignment_id is not None  # `view` has answered 404 before
        return self.typed.assignment_id

    def view(self) -> AssignmentView:
        """The assignment as it stands; 404 unless it is the unit's own."""
        with transaction(self.here.engine, write=False) as session:
            facts = own_facts(session, self.link, self.typed.assignment_id, self.here)
            return view_of(session, self.here, facts)

    def refuse(self, files: list[StoredFile], problems: list[Problem], which: str) -> Response:
        """The page again, with what was typed and what is wrong with it."""
        view = self.view()
        keeps = file_keeper(self.here, self.link, self.assignment_id)
        form = refilled_form(view, keeps, self.typed, files, problems, which=which)
        return page_with_form(self.request, self.link, view, form, editing=True)

    def back(self, anchor: str) -> Response:
        address = f"{self.link.home}/viec/{self.assignment_id}#{anchor}"
        return RedirectResponse(address, status_code=SEE_OTHER)
