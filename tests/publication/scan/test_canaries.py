"""A canary says that our own line is up by whatever comes over it."""

from __future__ import annotations

import pytest

from dondoc.publication.scan.run_scan import ask_canaries, visitor_of
from tests.support.scan_office import MONDAY, ScanOffice
from tests.support.wild_site import HERE, WildSite

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("path", ["tot", "khong-co", "ban-mai"])
@pytest.mark.parametrize("robots", [None, "User-agent: *\nDisallow: /\n"])
def test_any_answer_says_that_the_line_is_up(office: ScanOffice, path, robots) -> None:
    with WildSite() as site:
        site.robots = robots
        office.settings = office.settings.model_copy(update={"canaries": (site.at(path, HERE),)})

        assert [True] == ask_canaries(office.here, visitor_of(office.here, MONDAY))


def test_no_answer_says_that_it_is_down(office: ScanOffice) -> None:
    with WildSite() as site:
        address = site.at("tot", HERE)
    office.settings = office.settings.model_copy(update={"canaries": (address,)})

    assert [False] == ask_canaries(office.here, visitor_of(office.here, MONDAY))
