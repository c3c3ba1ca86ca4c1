"""What becomes of a scan, whatever the ledger's state: a rule without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dondoc.conference.delegate_code import typed_code
from dondoc.conference.desk.judge_scan import ScanFacts, ScanVerdict, arrived_at, judge
from models.conference_kinds import CheckInAct, CheckInOutcome, CheckInRefusal
from tests.support.conference_day import OPENS_AT

HERE = ScanFacts(known=True)
INSIDE = replace(HERE, inside=True)


def verdict(facts: ScanFacts, **how: bool) -> ScanVerdict:
    return judge(CheckInAct.ARRIVE, facts, **{"offline": False, "pressed": False, **how})


def test_a_delegate_is_counted_and_then_known_to_be_in() -> None:
    assert ScanVerdict(CheckInOutcome.COUNTED) == verdict(HERE)
    assert ScanVerdict(CheckInOutcome.COUNTED) == verdict(HERE, offline=True)
    assert ScanVerdict(CheckInOutcome.AGAIN) == verdict(INSIDE)


def test_what_a_queue_brings_of_somebody_who_is_in_is_kept() -> None:
    assert ScanVerdict(CheckInOutcome.FORCED) == verdict(INSIDE, offline=True)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"delegate_removed": True}, CheckInRefusal.DELEGATE_REMOVED),
        ({"unit_removed": True}, CheckInRefusal.UNIT_REMOVED),
    ],
)
def test_a_doubt_is_refused_unless_the_officer_or_the_day_has_overruled_it(
    change: dict[str, bool], refusal: CheckInRefusal
) -> None:
    facts = replace(HERE, **change)

    assert ScanVerdict(CheckInOutcome.REFUSED, refusal) == verdict(facts)
    assert ScanVerdict(CheckInOutcome.FORCED) == verdict(facts, pressed=True)
    assert ScanVerdict(CheckInOutcome.FORCED) == verdict(facts, offline=True)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (ScanFacts(known=False), CheckInRefusal.UNKNOWN_CODE),
        (ScanFacts(known=False, elsewhere=True), CheckInRefusal.OTHER_CONFERENCE),
        (replace(HERE, takes_place=False), CheckInRefusal.CANCELLED),
        (replace(HERE, too_early=True), CheckInRefusal.TOO_EARLY),
        (replace(HERE, closed=True), CheckInRefusal.CLOSED),
    ],
)
def test_nobody_presses_past_a_desk_that_is_shut(facts: ScanFacts, refusal: CheckInRefusal) -> None:
    refused = ScanVerdict(CheckInOutcome.REFUSED, refusal)

    assert refused == verdict(facts) == verdict(facts, pressed=True, offline=True)


def test_only_who_is_in_can_be_taken_back() -> None:
    def undo(facts: ScanFacts) -> ScanVerdict:
        return judge(CheckInAct.UNDO, facts, offline=False, pressed=False)

    nothing = CheckInRefusal.NOTHING_TO_UNDO
    assert ScanVerdict(CheckInOutcome.UNDONE) == undo(INSIDE)
    assert ScanVerdict(CheckInOutcome.REFUSED, nothing) == undo(HERE)


def test_a_device_whose_clock_is_wrong_still_tells_how_long_it_waited() -> None:
    wrong = OPENS_AT - timedelta(days=400, hours=5)  # its battery was out
    ten = timedelta(minutes=10)

    assert OPENS_AT - ten == arrived_at(wrong, wrong + ten, OPENS_AT)
    assert OPENS_AT == arrived_at(wrong, None, OPENS_AT)
    assert OPENS_AT == arrived_at(wrong, OPENS_AT, OPENS_AT)  # set right meanwhile: tells nothing
    assert OPENS_AT == arrived_at(OPENS_AT + ten, OPENS_AT, OPENS_AT)


def test_a_code_is_read_as_people_type_it() -> None:
    assert "K7DQA" == typed_code(" k7-dq a ") == typed_code("K7DQA")
    assert "" == typed_code("…")
