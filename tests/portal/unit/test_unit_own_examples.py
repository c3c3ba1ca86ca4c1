"""What a unit's page and its refusals show as an example is a number of that unit."""

from __future__ import annotations

import pytest

from tests.support.portal import Portal
from tests.support.reading import Page


@pytest.mark.parametrize(
    ("unit", "example"), [("so-tai-chinh", "12/BC-STC"), ("xa-02269-2025", "12/BC-UBND")]
)
@pytest.mark.parametrize("typed", ["", "mười hai"])
def test_the_hint_and_the_refusal_name_a_number_of_its_own(
    portal: Portal, unit: str, example: str, typed: str
) -> None:
    home = portal.link(unit)
    assert f"Ví dụ: {example}" in portal.page(home).text

    refused = Page(portal.hand_in(home, document_number=typed).text)

    assert f"ãy ghi như {example}" in refused.text
