"""A wild site, and a visitor that finds every name on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dondoc.web.site_visitor import SiteVisitor, agent_name
from tests.support.site_certificates import Authority
from tests.support.wild_site import WildSite, resolve

AGENT = agent_name("Văn phòng UBND tỉnh", "don-doc@so-noi-vu.example")
THE_31ST = datetime(2027, 3, 31, 1, tzinfo=UTC)


@pytest.fixture
def start() -> Iterator[Callable[..., WildSite]]:
    with ExitStack() as running:
        yield lambda tls=None: running.enter_context(WildSite(tls))


@pytest.fixture
def site(start: Callable[..., WildSite]) -> WildSite:
    return start()


@pytest.fixture
def visitor() -> SiteVisitor:
    return SiteVisitor(AGENT, clock=lambda: THE_31ST, resolve=resolve)


@pytest.fixture(scope="session")
def root() -> Authority:
    """Whom the visitor of a TLS test trusts."""
    return Authority("Goc mau")


@pytest.fixture
def wary(root: Authority, tmp_path: Path) -> SiteVisitor:
    """A visitor that trusts the root alone; the office's folder is `chung-thu`."""
    (tmp_path / "goc.pem").write_bytes(root.pem())
    folder = tmp_path / "chung-thu"
    folder.mkdir()
    return SiteVisitor(
        AGENT, folder=folder, clock=lambda: THE_31ST, resolve=resolve, roots=tmp_path / "goc.pem"
    )
