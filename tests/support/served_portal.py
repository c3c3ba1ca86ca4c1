"""The portal at a real address, for who meets it over a line."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from tests.support.portal import Portal


class Served(Portal):
    """The portal at a real address."""

    address: str = ""

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


@contextmanager
def serving(
    settings: Settings, engine: Engine, rulebook: Rulebook, **given: Any
) -> Iterator[Served]:
    """The portal at a free port, the report round of quý I/2027 open; `given` are its settings."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        own = {
            "data_dir": settings.data_dir,
            "database_url": str(engine.url),
            "secret_key": "khoa-kiem-thu-du-ba-muoi-hai-chu",
            "base_url": address,
        }
        wanted = load_settings(**{**own, **given})
        portal = Served(wanted, engine, rulebook)
        portal.address = address
        portal.open_round()
        server = uvicorn.Server(uvicorn.Config(portal.app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        yield portal
        server.should_exit = True
        thread.join()
        portal.close()
