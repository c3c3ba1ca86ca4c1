"""The demo's sample sites: read by the check as real ones are, mended by a switch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from dondoc.plan.rulebook import Rulebook
from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.official.official_list import official_entries
from dondoc.publication.reading.read_page import read_page
from dondoc.settings import Settings
from dondoc.simulation.demo_procedures import RIGHT, UNREADABLE, WRONG, seed_procedures
from dondoc.web.media_types import HTML
from dondoc.web.page_look import look_at
from dondoc.web.soft_failure import is_shell
from models import PublicationSource
from models.database import transaction
from models.publication_kinds import CheckVerdict, FindingKind
from tests.support.portal import Portal

TODAY = date(2026, 11, 30)


@pytest.fixture
def demo(portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook) -> Iterator[Portal]:
    settings = portal_settings.model_copy(update={"demo": True})
    portal = Portal(settings, sqlite_engine, rulebook)
    with transaction(sqlite_engine) as session:
        seed_procedures(session, rulebook, base_url="http://127.0.0.1:8450", today=TODAY)
    yield portal
    portal.close()


def differences(demo: Portal, unit_code: str) -> list[tuple[FindingKind, str]]:
    """What the check would find on the sample page of a unit."""
    text = demo.get(f"/trang-mau/{unit_code}").text
    with transaction(demo.engine, write=False) as session:
        source = _source(session, unit_code)
        entries = official_entries(session, demo.rulebook, source, TODAY)
    reading = read_page(text, HTML, source.address)
    found = compare(reading, entries, on=TODAY, source=source).discrepancies
    return sorted((one.kind, one.procedure) for one in found)


def _source(session: Session, unit_code: str) -> PublicationSource:
    return next(
        one for one in session.exec(select(PublicationSource)) if one.unit_code == unit_code
    )


def test_one_is_right_one_lacks_two_and_has_an_old_fee(demo: Portal) -> None:
    assert [] == differences(demo, RIGHT)
    assert [
        (FindingKind.MISSING, "9.920004"),
        (FindingKind.MISSING, "9.920005"),
        (FindingKind.OUTDATED_VERSION, "9.920001"),
    ] == differences(demo, WRONG)


def test_after_the_switch_it_is_as_it_must_be_and_goes_back(demo: Portal) -> None:
    assert 303 == demo.client.post(f"/trang-mau/{WRONG}/doi", follow_redirects=False).status_code

    assert [] == differences(demo, WRONG)
    assert "Trả lại như cũ" in demo.get(f"/trang-mau/{WRONG}").text

    demo.client.post(f"/trang-mau/{WRONG}/doi")
    assert 3 == len(differences(demo, WRONG))


def test_one_proves_nothing(demo: Portal) -> None:
    text = demo.get(f"/trang-mau/{UNREADABLE}").text

    assert is_shell(look_at(text))
    assert CheckVerdict.UNVERIFIABLE == read_page(text, HTML, "http://a.example/").verdict


def test_each_says_that_it_is_a_sample_and_may_be_read_by_a_machine(demo: Portal) -> None:
    assert all(
        "TRANG MẪU" in demo.get(f"/trang-mau/{one}").text for one in (RIGHT, WRONG, UNREADABLE)
    )
    assert "Allow: /trang-mau/" in demo.get("/robots.txt").text
    assert 404 == demo.get("/trang-mau/so-noi-vu").status_code
    assert 404 == demo.client.post(f"/trang-mau/{RIGHT}/doi").status_code


def test_there_are_none_in_a_real_installation(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook
) -> None:
    portal = Portal(portal_settings, sqlite_engine, rulebook)

    assert 404 == portal.get(f"/trang-mau/{RIGHT}").status_code
    assert "Allow" not in portal.get("/robots.txt").text
    portal.close()
