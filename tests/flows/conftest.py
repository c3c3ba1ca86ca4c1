"""A ledger in a folder, the flows' settings in the environment, and the one Prefect server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import load_settings
from models import Account, Contact
from models.database import transaction
from models.kinds import AccountRole, Purpose
from tests.support.cast import VERIFIED
from tests.support.flow_office import OFFICER, Office
from tests.support.prefect_harness import PrefectServer, running_server


@pytest.fixture(scope="session")
def prefect_server() -> PrefectServer:
    return running_server()


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
        officer = {"name": "Lê Văn Minh", "address": OFFICER, "role": AccountRole.OFFICER}
        session.add(Account(unit_code="so-noi-vu", **officer))
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
