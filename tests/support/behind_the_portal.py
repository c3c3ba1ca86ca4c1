"""A real Prefect server behind a real portal's sign-in, with a web server in front of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.portal.sign_in.session import cookie_name, open_session
from dondoc.settings import Settings
from models import Account
from models.database import transaction
from tests.support.caddy_front import CaddyFront
from tests.support.nginx_front import Answer, Front
from tests.support.prefect_harness import PASSWORD, PrefectServer, running_server
from tests.support.served_portal import Served, serving


@dataclass(frozen=True)
class Behind:
    """The three of them."""

    front: Front | CaddyFront
    portal: Served
    prefect: PrefectServer

    @property
    def ui(self) -> str:
        """Where Prefect's UI stands, without the stroke at its end."""
        return f"{self.front.address}/prefect"

    def cookie(self, account: Account) -> tuple[str, str]:
        """Name and value, of an account that has just signed in."""
        with transaction(self.portal.engine) as session:
            token = open_session(session, account, now=self.portal.now)
        return cookie_name(self.portal.settings), token

    def ask(
        self,
        account: Account | None,
        method: str,
        target: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """What comes of it for that account, or for nobody; the target goes out as it is given."""
        given = {"Content-Type": "application/json"} if body else {}
        if account is not None:
            given["Cookie"] = "=".join(self.cookie(account))
        return self.front.ask(method, target, body, {**given, **(headers or {})})


@contextmanager
def behind_the_portal(
    settings: Settings, engine: Engine, rulebook: Rulebook, front: Front | CaddyFront
) -> Iterator[Behind]:
    """All of it, answering until the block is left."""
    server = running_server()
    own = {"base_url": front.address, "prefect_ui_url": f"{front.address}/prefect"}
    with serving(settings, engine, rulebook, **own) as portal:
        front.write(
            portal=urlsplit(portal.address).netloc,
            prefect=urlsplit(server.api_url).netloc,
            password=PASSWORD,
        )
        with front.running():
            yield Behind(front, portal, server)
