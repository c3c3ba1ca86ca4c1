"""A year's reports, one missing, one smaller than can be; what moved after the freeze."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Engine, event
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts, consolidated_facts
from dondoc.reporting.consolidated.corrections import Corrections, corrections
from dondoc.reporting.consolidated.impossible_sums import Doubt
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.results_by_duty import IndicatorResult
from dondoc.rounds.opening import open_rounds
from models import Assignment, Round
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.counting import Counting
from tests.support.life import Life, figures

REPORT = "III.1.2.a4"
MARCH, FREEZE = at(date(2027, 3, 12), 9), at(date(2027, 3, 18), 9)
LATER, JUNE = at(date(2027, 3, 19), 9), at(date(2027, 6, 15), 9)
SUMMER = at(date(2027, 6, 18), 9)


def facts(life: Life, as_of: datetime, period: str, duty: str = REPORT) -> ConsolidatedFacts:
    with transaction(life.engine, write=False) as session:
        return consolidated_facts(session, life.rulebook, duty=duty, period=period, as_of=as_of)


def moved(life: Life, frozen: datetime, as_of: datetime) -> Corrections:
    with transaction(life.engine, write=False) as session:
        return corrections(
            session,
            life.rulebook,
            duty=REPORT,
            period="2027-Q1",
            frozen_as_of=frozen,
            as_of=as_of,
        )


def hand_in(life: Life, unit: str, now: datetime, period: str = "2027-Q1", **said: str) -> None:
    of_round = (col(Round.duty) == life.duty.code, col(Round.period) == period)
    query = select(Assignment.id).join(Round).where(col(Assignment.unit_code) == unit, *of_round)
    with transaction(life.engine, write=False) as session:
        life.id = session.exec(query).one() or 0
    day = now.strftime("%d/%m/%Y")
    life.submit(now, document_on=day, figures=figures(**said))


def news(found: ConsolidatedFacts) -> IndicatorResult:
    of_reports = found.result("III.1.1.c")
    assert of_reports is not None
    return of_reports.figures[0]


def in_june(life: Life) -> Life:
    hand_in(life, "so-tai-chinh", MARCH)  # 12 tin, bài
    hand_in(life, "so-y-te", MARCH, tin_bai="5")
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, life.duty, now=at(date(2027, 6, 1), 7, 30))
    hand_in(life, "so-tai-chinh", JUNE, "2027-S1", tin_bai="9")
    hand_in(life, "so-tu-phap", JUNE, "2027-S1", tin_bai="30")
    return life


def test_six_months_hold_the_first_quarter_and_say_of_whom_they_are(life: Life):
    here = news(facts(in_june(life), SUMMER, "2027-S1"))

    period, so_far = here.sums[Stretch.PERIOD], here.sums[Stretch.TO_DATE]
    assert (39, 2, 0) == (period.value, period.units, period.partly)
    assert (44, 3, 1) == (so_far.value, so_far.units, so_far.partly)  # quý I of Sở Y tế alone
    assert period.of == so_far.of == 139
    assert f"{so_far.units}/139 đơn vị, 1 đơn vị mới có một phần kỳ" == so_far.words()
    assert Stretch.YEAR_BEFORE not in here.sums
    assert {"so-y-te"} <= {unit.code for unit in here.missing}
    assert 9 == here.of("so-tai-chinh")


def test_a_six_month_figure_below_its_first_quarter_stands_and_is_listed(life: Life):
    found = facts(in_june(life), SUMMER, "2027-S1")

    (less,) = [one for one in found.doubtful if one.why is Doubt.LESS_THAN_INSIDE]
    assert ("so-tai-chinh", 9, 12) == (less.unit.code, less.value, less.other)
    assert less.words().startswith("9 (6 tháng/2027), nhỏ hơn 12 (quý I/2027)")
    assert () == facts(life, SUMMER, "2027-Q1").doubtful


def test_what_moved_after_the_freeze_is_told_and_the_frozen_facts_stay(life: Life):
    hand_in(life, "so-tai-chinh", MARCH)
    frozen = facts(life, FREEZE, "2027-Q1")
    hand_in(life, "so-tai-chinh", LATER, tin_bai="20")
    hand_in(life, "so-y-te", LATER)

    assert frozen == facts(life, FREEZE, "2027-Q1")
    assert not moved(life, FREEZE, FREEZE)
    here = moved(life, FREEZE, LATER)
    (figure,) = here.figures
    assert ("so-tai-chinh", "2027-Q1", 12, 20) == (
        figure.unit.code,
        figure.period,
        figure.before,
        figure.after,
    )
    assert LATER == figure.at
    assert [("so-y-te", LATER)] == [(one.row.unit.code, one.at) for one in here.came_in]

    life.decide(at(date(2027, 3, 19), 10), DecisionKind.RETURNED, "Thiếu mục II")
    here = moved(life, LATER, at(date(2027, 3, 19), 11))
    assert ["so-y-te"] == [one.row.unit.code for one in here.taken_out]


def test_what_is_counted_belongs_where_its_day_is(life: Life):
    portal = Counting(life.engine, life.rulebook, "III.1.5.a")
    unit = "so-khoa-hoc-cong-nghe"
    for month in (2, 3):
        portal.open(date(2027, month, 1))
    entered = [("10/02/2027", "2027-M02"), ("10/03/2027", "2027-M03"), ("16/03/2027", "2027-M03")]
    for number, (on, period) in enumerate(entered):
        portal.add(
            at(date(2027, 3, 17), 9), period=period, unit=unit, title=f"Tin {number}", done_on=on
        )

    spring, half = facts(life, FREEZE, "2027-Q1"), facts(life, FREEZE, "2027-S1")

    assert [2, 3] == [_count(spring), _count(half)]
    told = [one.duty.code for one, _figures in spring.of_part("II.3.1")]
    assert "III.1.5.a" in told


def _count(found: ConsolidatedFacts) -> int:
    of_portal = found.result("III.1.5.a")
    assert of_portal is not None
    return of_portal.figures[0].sums[Stretch.PERIOD].value


@contextmanager
def _asked(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def keep(_connection, _cursor, statement, *_rest):  # type: ignore[no-untyped-def]
        said.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield said
    event.remove(engine, "before_cursor_execute", keep)


def test_more_units_ask_no_more_questions(sqlite_life: Life):
    units = ("so-y-te", "so-tu-phap", "so-xay-dung", "so-cong-thuong", "so-ngoai-vu")
    hand_in(sqlite_life, "so-tai-chinh", MARCH)
    with _asked(sqlite_life.engine) as few:
        facts(sqlite_life, FREEZE, "2027-Q1")
    for unit in units:
        hand_in(sqlite_life, unit, MARCH)
    with _asked(sqlite_life.engine) as many:
        assert 6 == facts(sqlite_life, FREEZE, "2027-Q1").head.reported

    assert 0 < len(few) == len(many)
