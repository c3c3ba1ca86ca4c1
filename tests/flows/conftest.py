"""A ledger in a folder, the flows' settings in the environment, and the one Prefect server."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import Engine

from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from models import Contact
from models.database import transaction
from models.kinds import Purpose
from tests.conftest import VERIFIED
from tests.support.prefect_harness import PrefectServer, running_server


@pytest.fixture(scope="session")
def prefect_server() -> PrefectServer:
    return running_server()


@dataclass
class Office:
    """What a flow stands on, and what it left behind on the server."""

    engine: Engine
    settings: Settings
    server: PrefectServer
    said: list[str] = field(default_factory=list)

    def artifact(self, key: str) -> dict[str, Any]:
        """The newest version of that artifact."""
        with urlopen(f"{self.server.api_url}/artifacts/{key}/latest") as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def run_names(self, like: str) -> list[str]:
        """The names of all runs, past and planned, that hold these words."""
        body = json.dumps({"flow_runs": {"name": {"like_": like}}, "limit": 200}).encode()
        request = Request(f"{self.server.api_url}/flow_runs/filter", body)
        request.add_header("Content-Type", "application/json")
        with urlopen(request) as answer:
            return [run["name"] for run in json.load(answer)]


@pytest.fixture
def office(
    prefect_server: PrefectServer,
    tmp_path: Path,
    rulebook: Rulebook,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    """An empty ledger with a clerk for three bodies of 2021 and a head for one of them."""
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DONDOC_BASE_URL", "https://don-doc.example")
    settings = load_settings()
    engine = prepare_ledger(settings, rulebook)
    head = "giam-doc@so-tai-chinh.example"
    proven: dict[str, Any] = {"verified_at": VERIFIED}
    with transaction(engine) as session:
        for code in ("so-tai-chinh", "so-tu-phap", "so-y-te"):
            session.add(Contact(unit_code=code, address=f"van-thu@{code}.example", **proven))
        session.add(Contact(unit_code="so-tai-chinh", address=head, purpose=Purpose.HEAD, **proven))
    here = Office(engine, settings, prefect_server)
    listener = _Listener(here.said)
    logger = logging.getLogger("prefect.flow_runs")
    logger.addHandler(listener)
    yield here
    logger.removeHandler(listener)
    engine.dispose()


class _Listener(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
