"""Cancelled when half have answered: each unit hears of it once, and of nothing after it."""

from __future__ import annotations

import pytest

from tests.conference.walk.conference_walk import ConferenceWalk, GuestManner
from tests.conference.walk.whole_life import (
    ABSENT,
    CHANGES,
    PROMPT,
    SILENT,
    SUBSTITUTE,
    WALKS_IN,
)

pytestmark = pytest.mark.xdist_group("conference called off")
ANSWERED = ("02/11 Mời họp", "03/11 Biên nhận", "16/11 Hủy họp")
UNANSWERED = ("02/11 Mời họp", "05/11 Nhắc hạn", "12/11 Nhắc hạn", "16/11 Hủy họp")
HEARD = {
    PROMPT: ANSWERED,
    CHANGES: ANSWERED,
    ABSENT: ANSWERED,
    SUBSTITUTE: ("02/11 Mời họp", "05/11 Nhắc hạn", "09/11 Biên nhận", "16/11 Hủy họp"),
    SILENT: UNANSWERED,
    WALKS_IN: UNANSWERED,
}


@pytest.mark.parametrize("manner", GuestManner)
def test_each_unit_hears_of_it_once_and_is_asked_no_more(
    called_off: ConferenceWalk, manner: GuestManner
) -> None:
    assert {HEARD[manner]} == {called_off.words(unit) for unit in called_off.of(manner)}


def test_who_was_invited_no_longer_is_not_told(called_off: ConferenceWalk) -> None:
    assert ("02/11 Mời họp", "04/11 Thôi mời") == called_off.words(called_off.removed)


def test_calendars_take_it_out(called_off: ConferenceWalk) -> None:
    told = [one for one in called_off.letters if one.word == "16/11 Hủy họp"]

    assert set(called_off.manners) == {one.unit for one in told}
    assert all("METHOD:CANCEL" in (one.ready.envelope.ics or "") for one in told)


def test_its_figures_stay_those_of_the_day_on_which_it_was_cancelled(
    called_off: ConferenceWalk,
) -> None:
    figures = called_off.figures
    assert figures is not None

    answered = len(called_off.of(PROMPT, CHANGES, ABSENT, SUBSTITUTE))
    assert (answered, 0) == (figures.answered, figures.to_confirm)
    assert answered == figures.coming
