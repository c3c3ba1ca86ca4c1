"""Na Hang's page and its table of communes, filled in by a clerk."""

from __future__ import annotations

from typing import Any

import httpx

from models import Submission
from tests.support.districts import MIDDLE, NA_HANG, Districts
from tests.support.portal import Portal
from tests.support.reading import Page


class Table:
    """Na Hang's page, with its twelve communes."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        portal.now = MIDDLE
        self.districts = Districts(portal.engine, portal.rulebook)
        self.ids = [one.id for one in self.districts.communes()]
        self.home = portal.link(NA_HANG, assignment_id=self.districts.id())

    def page(self) -> Page:
        return self.portal.page(self.home)

    def save(self, *rows: dict[str, str], only: int | None = None, **more: Any) -> httpx.Response:
        """Fill in the first rows of the form as it stands, and send it."""
        form = {**self.page().values("xa"), **more}
        form = {name: value for name, value in form.items() if name != "None"}
        for commune, row in zip(self.ids, rows, strict=False):
            form |= {f"xa_{commune}_{name}": value for name, value in row.items()}
        if only is not None:
            form["only"] = str(only)
        self.sent = form
        return self.portal.client.post(f"{self.home}/xa", data=form)

    def kept(self) -> list[tuple[int, str, str | None]]:
        rows = self.portal.rows(Submission)
        return [
            (row.assignment_id, row.answer.value, row.document_number or row.reason) for row in rows
        ]


DONE = {"answer": "done", "document_number": "số 5 /kh-ubnd", "document_on": "3/2/2021"}
NOT = {"answer": "not_done", "reason": "Chưa bố trí được cán bộ"}
