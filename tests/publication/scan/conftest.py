"""An office that scans pages on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from tests.support.cast import Cast
from tests.support.list_site import ListSite
from tests.support.scan_office import ScanOffice


@pytest.fixture
def site() -> Iterator[ListSite]:
    with ListSite() as site:
        yield site


@pytest.fixture
def office(
    engine: Engine,
    rulebook: Rulebook,
    cast: Cast,
    settings: Settings,
    site: ListSite,
    monkeypatch: pytest.MonkeyPatch,
) -> ScanOffice:
    inside = settings.model_copy(update={"demo": True})
    return ScanOffice(engine, rulebook, inside, site, monkeypatch)
