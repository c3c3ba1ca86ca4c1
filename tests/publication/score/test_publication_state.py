"""The state of every source as of an instant, from the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from dondoc.calendar.periods import period
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.publication_state import PublicationState, SourceState
from dondoc.publication.score.score_parts import Measure, ScorePart
from models import PublicationFinding
from models.database import transaction
from models.publication_kinds import (
    CheckVerdict,
    FindingKind,
    ReadingTrouble,
    Severity,
    SourceKind,
)
from tests.support.publication_rows import FULL, PublicationRows

MARCH = period("2027-M03", "calendar")
DAY = at(date(2027, 3, 8), 2)
LATER = DAY + timedelta(days=7)


@pytest.fixture
def rows(engine: Engine) -> PublicationRows:
    return PublicationRows(engine)


def state(
    rows: PublicationRows, rulebook: Rulebook, as_of: datetime = LATER, **narrowed: list[int]
) -> PublicationState:
    with transaction(rows.engine, write=False) as session:
        return publication_state(session, rulebook.registry, MARCH, as_of=as_of, **narrowed)


def only(found: PublicationState) -> SourceState:
    [one] = found.sources
    return one


def test_units_stand_in_the_official_order_and_places_in_that_of_the_law(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    rows.source("so-y-te")
    rows.source("so-tai-chinh", SourceKind.OFFICE)
    rows.source("so-tai-chinh", SourceKind.AGENCY_SITE)

    found = state(rows, rulebook)

    assert ["so-tai-chinh", "so-y-te"] == [one.unit.code for one in found.units]
    assert [SourceKind.AGENCY_SITE, SourceKind.OFFICE] == [
        one.kind for one in found.units[0].sources
    ]
    assert (SourceKind.AGENCY_SITE, SourceKind.OFFICE) == found.places


def test_the_newest_look_that_proves_something_gives_the_numbers(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    rows.check(source, DAY, counts={**FULL, "matched": 10})
    rows.check(source, DAY + timedelta(days=1), counts={**FULL, "matched": 40})
    rows.check(
        source,
        DAY + timedelta(days=2),
        CheckVerdict.UNVERIFIABLE,
        trouble=ReadingTrouble.BLOCKED,
        counts={},
    )

    found = only(state(rows, rulebook))

    assert Measure(40, 50) == found.score.measure(ScorePart.COVERAGE)
    assert DAY + timedelta(days=1) == found.proven_at
    assert found.last is not None
    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.BLOCKED) == (
        found.last.verdict,
        found.last.trouble,
    )
    assert 1 == found.score.excluded.unverifiable


def test_a_page_that_has_not_changed_stands_as_it_was_last_read(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    rows.check(source, at(date(2027, 2, 15), 2), counts={**FULL, "matched": 30})
    rows.check(source, DAY, CheckVerdict.UNCHANGED)

    found = only(state(rows, rulebook))

    assert Measure(30, 50) == found.score.measure(ScorePart.COVERAGE)
    assert DAY == found.proven_at


def test_what_was_read_before_the_period_proves_nothing_of_it(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    rows.check(source, at(date(2027, 2, 15), 2))
    rows.check(source, DAY, CheckVerdict.UNREACHABLE, trouble=ReadingTrouble.SLOW)

    found = only(state(rows, rulebook))

    assert found.score.points is None
    assert Measure(0, 1) == found.score.measure(ScorePart.AVAILABILITY)


def test_a_scan_without_our_own_line_counts_nothing(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    rows.check(source, DAY)
    rows.check(
        *(source, DAY + timedelta(days=1), CheckVerdict.UNREACHABLE),
        invalid_why="Không trang nào trả lời",
    )
    rows.check(
        *(source, DAY + timedelta(days=2), CheckVerdict.UNREACHABLE),
        trouble=ReadingTrouble.OWN_LINE,
    )

    found = only(state(rows, rulebook))

    assert Measure(1, 1) == found.score.measure(ScorePart.AVAILABILITY)
    assert found.last is not None
    assert DAY == found.last.at


def test_missing_past_its_day_in_any_look_of_the_period_is_late_once(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    first = rows.check(source, DAY, counts={**FULL, "matched": 48})
    late = rows.finding(source, first, procedure="1.000001", due_on=date(2027, 3, 5))
    rows.finding(source, first, procedure="1.000002", due_on=date(2027, 3, 8))  # that very day
    again = rows.check(source, DAY + timedelta(days=1), counts=FULL)
    rows.sighting(late, again, due_on=date(2027, 3, 5))
    last = rows.check(source, DAY + timedelta(days=2), counts=FULL)
    rows.sighting(late, last, seen=False)

    score = only(state(rows, rulebook)).score

    assert Measure(50, 50) == score.measure(ScorePart.COVERAGE)
    assert Measure(49, 50) == score.measure(ScorePart.TIMELINESS)


def test_a_finding_counts_from_its_confirmation_until_a_look_sees_it_gone(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    check = rows.check(source, DAY)
    light = rows.finding(
        *(source, check, FindingKind.DUPLICATE), severity=Severity.LOW, procedure="1.000003"
    )
    grave = rows.finding(source, check)
    rows.finding(source, check, procedure="1.000004", confirmed_at=None)
    rows.finding(source, check, FindingKind.NOT_YET_DUE, severity=Severity.LOW)
    closed = DAY + timedelta(days=2)
    rows.change(PublicationFinding, grave, closed_at=closed)

    before = only(state(rows, rulebook, as_of=closed - timedelta(minutes=1)))

    assert [grave, light] == [one.id for one in before.findings]
    assert [light] == [one.id for one in only(state(rows, rulebook, as_of=closed)).findings]
    assert () == only(state(rows, rulebook, as_of=DAY - timedelta(minutes=1))).findings


def test_what_an_officer_lets_pass_is_excluded_until_its_day(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    check = rows.check(source, DAY, counts={**FULL, "matched": 49})
    finding = rows.finding(source, check, due_on=date(2027, 3, 1))
    rows.waive(finding, DAY + timedelta(hours=8), date(2027, 3, 10))

    during = only(state(rows, rulebook, as_of=at(date(2027, 3, 10), 23)))
    after = only(state(rows, rulebook, as_of=at(date(2027, 3, 11), 1)))

    assert (Measure(49, 49), 1) == (
        during.score.measure(ScorePart.COVERAGE),
        during.score.excluded.waived,
    )
    assert Measure(49, 49) == during.score.measure(ScorePart.TIMELINESS)
    assert () == during.open_findings
    assert Measure(49, 50) == after.score.measure(ScorePart.COVERAGE)
    assert Measure(49, 50) == after.score.measure(ScorePart.TIMELINESS)
    assert [finding] == [one.id for one in after.open_findings]


def test_a_waiver_taken_back_lets_nothing_pass(rows: PublicationRows, rulebook: Rulebook) -> None:
    source = rows.source()
    finding = rows.finding(source, rows.check(source, DAY))
    rows.waive(
        *(finding, DAY, date(2027, 4, 1)), withdrawn_at=DAY + timedelta(days=1), withdrawn_by="x"
    )

    assert [finding] == [one.id for one in only(state(rows, rulebook)).open_findings]


def test_a_source_counts_for_the_periods_it_was_on(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    rows.source("so-y-te", to_on=date(2027, 2, 28))
    on = rows.source("so-tai-chinh", to_on=date(2027, 3, 1))
    other = rows.source("so-tu-phap", from_on=date(2027, 3, 31))
    rows.source("so-noi-vu", from_on=date(2027, 4, 1))

    assert {on, other} == {one.source_id for one in state(rows, rulebook).sources}
    assert [on] == [one.source_id for one in state(rows, rulebook, sources=[on]).sources]


def test_a_page_that_leads_on_to_the_portal_is_judged_there(
    rows: PublicationRows, rulebook: Rulebook
) -> None:
    source = rows.source()
    rows.check(source, DAY, CheckVerdict.LINKED)

    found = only(state(rows, rulebook))

    assert found.score.points is None
    assert Measure(1, 1) == found.score.measure(ScorePart.AVAILABILITY)
