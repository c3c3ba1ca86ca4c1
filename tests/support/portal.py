"""The portal as its visitors meet it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel, col, select

from dondoc.clock import at
from dondoc.ledger.links import Right, keep_tokens, make_token
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.app import create_app, furnish
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Assignment, Round
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.opened_round import OPENED_AT, REPORT, open_report_round
from tests.support.reading import Page

CONSOLIDATED = "III.1.2.a4"
TYPED = {
    "answer": "done",
    "document_number": "12/BC-STC",
    "document_on": "15/03/2027",
    "signer": "Nguyễn Văn An",
    "figure_tin_bai": "12",
    "figure_hoi_nghi": "3",
    "figure_an_pham": "0",
    "figure_luot_nguoi": "1.250",
}


def _leaves(routes: Sequence[Any]) -> Iterator[APIRoute]:
    """The routes themselves, out of routers inside routers."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        else:
            inner = getattr(route, "original_router", None) or route
            yield from _leaves(getattr(inner, "routes", None) or ())


_IDLE: dict[tuple[bool, str], list[FastAPI]] = defaultdict(list)
"""Applications whose test is over, by what of the settings is built into them.

FastAPI reads the signature of every page at an application's first request: 90 ms each time.
"""


def _application(settings: Settings, rulebook: Rulebook, clock: Callable[[], datetime]) -> FastAPI:
    if idle := _IDLE[_built_in(settings)]:
        app = idle.pop()
        furnish(app, settings, rulebook, clock)
        return app
    return create_app(settings, rulebook=rulebook, clock=clock)


def _built_in(settings: Settings) -> tuple[bool, str]:
    return settings.demo, urlsplit(settings.base_url).path


class Portal:
    """The portal as its visitors meet it; `now` is the clock that it reads."""

    def __init__(self, settings: Settings, engine: Engine, rulebook: Rulebook) -> None:
        self.settings, self.engine, self.rulebook = settings, engine, rulebook
        self.now = at(date(2027, 3, 15), 9, 14)
        self._answer_with(_application(settings, rulebook, lambda: self.now))
        self._lent = True

    def _answer_with(self, app: FastAPI) -> None:
        own = "http://127.0.0.1" if self.settings.demo else "http://testserver"
        self.app = app
        self.client = TestClient(app, base_url=own, follow_redirects=False)

    def own_app(self) -> FastAPI:
        """An application for a test that changes it: it answers from now on, and serves no other.

        To be asked for first of all.
        """
        self.close()
        self._answer_with(create_app(self.settings, rulebook=self.rulebook, clock=lambda: self.now))
        self._lent = False
        return self.app

    def close(self) -> None:
        """The test is over: the application may serve the next."""
        self.app.state.engine.dispose()
        if self._lent:
            _IDLE[_built_in(self.settings)].append(self.app)

    def open_round(self, duty: str = REPORT, *, now: datetime | None = None) -> None:
        when = now or OPENED_AT
        with transaction(self.engine) as session:
            if (duty, when) == (REPORT, OPENED_AT):
                open_report_round(session, self.rulebook)
            else:
                plan = self.rulebook.registry.plan
                open_rounds(session, self.rulebook, plan.duty(duty), now=when)

    def assignment(
        self, unit: str = "so-tai-chinh", duty: str = REPORT, period: str = "2027-Q1"
    ) -> int:
        query = select(Assignment.id).join(Round).where(col(Assignment.unit_code) == unit)
        chosen = query.where(col(Round.duty) == duty, col(Round.period) == period)
        with transaction(self.engine, write=False) as session:
            found = session.exec(chosen).one()
        assert found is not None
        return found

    def link(self, unit: str = "so-tai-chinh", **changes: Any) -> str:
        """The path of a link that a message to the unit carried."""
        right = {"purpose": TokenPurpose.UNIT, "unit_code": unit}
        if "assignment_id" not in changes:
            right["assignment_id"] = self.assignment(unit)
        right |= {k: v for k, v in changes.items() if k != "lasts"}
        name = f"thu-{unit}-{sorted(changes)}"
        lasts = changes.get("lasts", timedelta(days=120))
        key = self.settings.signing_key()
        with transaction(self.engine) as session:
            keep_tokens(session, key, {(name, "x"): Right(**right)}, now=self.now, lasts=lasts)
        return f"/v/{make_token(key, name, 'x')}"

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def page(self, path: str) -> Page:
        return Page(self.get(path).text)

    def hand_in(self, home: str, *, files: Any = None, **changes: Any) -> httpx.Response:
        """Fill the form of the link's page and send it."""
        form: dict[str, Any] = {**self.page(f"{home}?sua=1").values(), **TYPED, **changes}
        return self.client.post(f"{home}/nop", data=form, files=files)

    def routes(self) -> list[APIRoute]:
        """Every route; newer FastAPI keeps an included router whole, older ones copied it."""
        return list(_leaves(self.app.routes))

    def rows(self, table: type[SQLModel]) -> list[Any]:
        with transaction(self.engine, write=False) as session:
            numbered = select(table).order_by(*inspect(table).primary_key)
            return list(session.exec(numbered).all())

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(table.select())]
                for table in SQLModel.metadata.sorted_tables
            }


def address_of(route: APIRoute, **known: str) -> str:
    """The route's address with what is known put in, and 1 for every other part."""
    return re.sub(r"{(\w+)(?::int)?}", lambda found: known.get(found[1], "1"), route.path)
