"""What the form of a report has, the page offers: a field added there is missed here."""

from __future__ import annotations

from dondoc.submissions.evidence import TEXTS, UNIT_TEXTS
from models import Submission
from tests.support.portal import Portal


def test_the_page_offers_each_field_that_a_unit_gives(portal: Portal) -> None:
    page = portal.page(portal.link())
    offered = {name for form in page.forms.values() for name in form}

    assert {*UNIT_TEXTS, "answer"} <= offered
    assert {"incoming_number"} == set(TEXTS) - set(UNIT_TEXTS)
    assert "incoming_number" not in offered


def test_what_the_receiving_office_adds_is_not_taken_from_a_unit(portal: Portal) -> None:
    portal.hand_in(portal.link(), incoming_number="99")

    (kept,) = portal.rows(Submission)
    assert kept.incoming_number is None
