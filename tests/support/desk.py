"""The board as those meet it who sit in front of it: signed in, clicking, deciding."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import httpx

from dondoc.portal.sign_in.session import COOKIE, open_session
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Assignment, Notice
from models.database import transaction
from models.kinds import Way
from tests.support.portal import Portal

FIGURES = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}


class Desk:
    """A portal with somebody signed in to its board."""

    def __init__(self, portal: Portal, account: Account | None = None) -> None:
        self.portal = portal
        self.client = portal.client
        self.account = account
        if account is not None:
            self.sign_in(account)

    def at(self, moment: datetime) -> None:
        """It is that instant now, and the same person has just signed in."""
        self.portal.now = moment
        if self.account is not None:
            self.sign_in(self.account)

    def sign_in(self, account: Account) -> None:
        with transaction(self.portal.engine) as session:
            token = open_session(session, account, now=self.portal.now)
        self.client.cookies.set(COOKIE, token)

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert 200 == answer.status_code, path
        return answer.text

    def post(self, path: str, **form: Any) -> httpx.Response:
        """Post a form as our own page would: with its form token."""
        token = _form_token(self.client.get("/bang").text)
        return self.client.post(path, data={"form_token": token, **form})

    def hand_in(
        self,
        unit: str,
        now: datetime,
        *,
        by: str = "contact:1",
        received_at: datetime | None = None,
        **changes: Any,
    ) -> int:
        """A unit's report, as its own page would record it; returns the assignment."""
        viec = self.portal.assignment(unit)
        return self.record(viec, now, by=by, received_at=received_at, **changes)

    def record(
        self,
        assignment_id: int,
        now: datetime,
        *,
        by: str = "contact:1",
        received_at: datetime | None = None,
        **changes: Any,
    ) -> int:
        """The same, of any assignment."""
        given = {
            "document_number": "12/BC-STC",
            "document_on": "15/03/2027",
            "signer": "Nguyễn Văn An",
            "figures": FIGURES,
        }
        with transaction(self.portal.engine) as session:
            record_submission(
                session,
                self.portal.rulebook,
                assignment_id=assignment_id,
                given=Given(**{**given, **changes}),
                source=SubmissionSource(by=by, way=Way.LINK, received_at=received_at or now),
                now=now,
            )
        return assignment_id

    def change(self, unit: str, **values: Any) -> None:
        """Set columns of a unit's assignment by hand."""
        self.change_row(self.portal.assignment(unit), **values)

    def change_row(self, assignment_id: int, **values: Any) -> None:
        """The same, of any assignment."""
        with transaction(self.portal.engine) as session:
            row = session.get_one(Assignment, assignment_id)
            for name, value in values.items():
                setattr(row, name, value)


def cell_of(html: str, unit: str) -> str:
    """The words of a unit's cells on the board, in their order."""
    row = next(line for line in html.split("<tr>") if f">{unit}</a></th>" in line)
    return " ".join(re.sub(r"<[^>]+>", " ", row.split("</th>", 1)[1]).split())


def units_shown(html: str) -> list[str]:
    """The units of the matrix, from top to bottom."""
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a></th>', html)


def letter(answer: httpx.Response) -> str:
    """The mail that a preview shows."""
    assert 200 == answer.status_code
    return answer.text.split('<div class="letter-text">')[1].split("</div>")[0]


def told(portal: Portal) -> list[str]:
    """What is to be said to units, receipts aside."""
    return [notice.kind for notice in portal.rows(Notice) if notice.kind != "receipt"]


def _form_token(html: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', html)
    return found[1] if found else ""
