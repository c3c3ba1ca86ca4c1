"""The inspection of 2027 on the board: a drawn sample and its pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
from sqlmodel import select

from dondoc.clock import at
from dondoc.inspections import visit
from dondoc.inspections.draw import Drawn
from dondoc.inspections.sample import keep_draw
from models import Account, Contact
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.desk import Desk
from tests.support.portal import Portal

DUTY = "III.1.2.a3.2"
PAGE = "/bang/kiem-tra"
NOW = at(date(2027, 3, 15), 9, 0)


class Inspecting(Desk):
    """Somebody signed in, and the sample of a round; `first` is a unit of it with one contact."""

    def __init__(
        self, portal: Portal, account: Account, duty: str = DUTY, period: str = "2027"
    ) -> None:
        super().__init__(portal, account)
        self.duty, self.period = portal.rulebook.registry.plan.duty(duty), period
        self.drawn = self._draw()
        with transaction(portal.engine) as session:
            known = set(session.exec(select(Contact.unit_code)))
            self.first = next(code for code in self.drawn.units if code not in known)
            session.add(
                Contact(unit_code=self.first, address="vt@don-vi.example", verified_at=VERIFIED)
            )
            unit = portal.rulebook.registry.unit(self.first)
            row = visit.drawn_unit(session, self.duty, period, unit)
            self.name, self.home = unit.name, f"{PAGE}/don-vi/{row.id}"

    def _draw(self) -> Drawn:
        keywords: dict[str, Any] = {"seed": 7, "by": "account:1", "now": NOW}
        with transaction(self.portal.engine) as session:
            return keep_draw(session, self.portal.rulebook, self.duty, self.period, **keywords)

    def act(self, act: str, **form: str) -> httpx.Response:
        return self.post(f"{self.home}/{act}", **form)

    def minutes(self) -> None:
        assert 303 == self.act("bien-ban", so="12/BB-SNV", ngay_van_ban="15/03/2027").status_code
