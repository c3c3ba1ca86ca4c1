"""An administrator signed in: what `/quan-tri` says and does."""

from __future__ import annotations

from typing import Any

import httpx

from models import Account, Audit
from models.database import transaction
from models.kinds import AccountRole
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.reading import Page


class AdminDesk(Desk):
    """The desk of «Đỗ Văn Quản», administrator of Sở Nội vụ."""

    def __init__(self, portal: Portal) -> None:
        account = Account(
            name="Đỗ Văn Quản",
            address="quan@so-noi-vu.example",
            unit_code="so-noi-vu",
            role=AccountRole.ADMINISTRATOR,
        )
        with transaction(portal.engine) as session:
            session.add(account)
        super().__init__(portal, account)

    def read(self, path: str) -> Page:
        return Page(self.get(path))

    def send_file(self, path: str, content: bytes, name: str = "danh-ba.csv") -> httpx.Response:
        """Post a form with a file, as the page would."""
        token = self.read("/quan-tri/dau-moi").forms["xem"]["form_token"][0]
        return self.client.post(path, data={"form_token": token}, files={"tep": (name, content)})

    def acts(self) -> list[tuple[str, str, str]]:
        """The audit of this account: act, target, detail."""
        assert self.account is not None
        mine = f"account:{self.account.id}"
        rows: list[Any] = self.portal.rows(Audit)
        rows.sort(key=lambda row: row.id)
        return [(row.act, row.target, row.detail) for row in rows if row.actor == mine]
