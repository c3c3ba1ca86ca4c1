"""The figures of a round are added up once, from each unit's newest version, as known then."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.own_slot import settle_completions
from dondoc.rounds.day_table import rounds_to_show
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from models import Assignment, Decision, Round
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.life import figures

PERIOD = "2027-Q1"
MORNING, NOON, EVENING = (at(date(2027, 3, 12), hour) for hour in (9, 12, 17))


def added(life, as_of, duty: str = "III.1.1.c") -> tuple[int, list[int]]:
    with transaction(life.engine, write=False) as session:
        round_now = progress(session, life.rulebook, duty=duty, period=PERIOD, as_of=as_of)
        found = sums(session, life.rulebook, life.rulebook.registry.plan.duty(duty), round_now)
    assert found.of == round_now.tally.handed_in
    return found.units, [value for _title, value in found.values]


def hand_in(life, unit: str, now, **changed: str) -> None:
    life.id = life.assignment(unit)
    life.submit(now, figures=figures(**changed))


def test_the_newest_version_of_each_unit_counts(life):
    hand_in(life, "so-tai-chinh", MORNING)
    hand_in(life, "so-y-te", MORNING, tin_bai="5")
    hand_in(life, "so-tai-chinh", EVENING, tin_bai="20")

    assert (2, [17, 6, 0, 2500]) == added(life, NOON)
    assert (2, [25, 6, 0, 2500]) == added(life, EVENING)


def test_what_was_returned_does_not_count_until_it_comes_again(life):
    hand_in(life, "so-tai-chinh", MORNING)
    life.decide(NOON, DecisionKind.RETURNED, "Thiếu mục II")

    assert (1, [12, 3, 0, 1250]) == added(life, MORNING)
    assert (0, []) == added(life, EVENING)


def test_the_waived_are_summed_as_little_as_counted(life):
    hand_in(life, "so-tai-chinh", MORNING)
    hand_in(life, "so-y-te", MORNING)
    life.decide(NOON, DecisionKind.WAIVED, "Đơn vị giải thể")

    assert (2, [24, 6, 0, 2500]) == added(life, MORNING)
    assert (1, [12, 3, 0, 1250]) == added(life, EVENING)
    with transaction(life.engine, write=False) as session:
        duty = life.duty.code
        said = progress(session, life.rulebook, duty=duty, period=PERIOD, as_of=EVENING).sentence()
    assert "Quý I/2027: 1/138 đã gửi (1 chờ kiểm tra; 1 đúng hạn), 137 chưa đến hạn" in said
    assert said.endswith(", 1 được miễn")


def test_who_handed_in_and_gave_no_figure_is_named(life):
    """A slot that completed with the consolidated report has none; the two figures differ by it."""
    hand_in(life, "so-tai-chinh", MORNING)
    with transaction(life.engine) as session:
        session.add(
            Decision(
                assignment_id=life.assignment("so-noi-vu"),
                kind=DecisionKind.ACCEPTED,
                decided_at=NOON,
                decided_by="system",
            )
        )

    with transaction(life.engine, write=False) as session:
        (shown,) = rounds_to_show(session, life.rulebook, life.duty, EVENING)

    assert "2/139 đã gửi" in shown.progress.sentence()
    assert "1/2 đơn vị đã gửi (chưa có số liệu của Sở Nội vụ) – tin, bài" in shown.sums


def test_what_is_read_from_reports_sums_those_that_its_own_figures_count(life):
    """Its slot is done with the report's acceptance: until then the report is said to wait."""
    reading = life.rulebook.registry.plan.duty("III.1.1.a2")
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, reading, now=at(date(2027, 3, 1), 7, 30))
    first, second = (_report(life, unit) for unit in ("so-tai-chinh", "so-y-te"))
    for life.id in (first, second):
        life.submit(MORNING)
    life.id = first
    life.decide(NOON, DecisionKind.ACCEPTED)
    with transaction(life.engine) as session:
        settle_completions(session, life.rulebook, reading, NOON)

    assert (1, [12, 3, 0, 1250]) == added(life, EVENING, "III.1.1.a2")
    with transaction(life.engine, write=False) as session:
        (shown,) = rounds_to_show(session, life.rulebook, reading, EVENING)
    said = shown.caption("https://x.example")
    assert "Cộng số liệu của 1 đơn vị đã gửi, chưa kể 1 báo cáo chờ kiểm tra – tin, bài" in said
    assert "lượt người được tuyên truyền: 1.250." in said
    assert "&ngay=2027-03-12)" in said


def _report(life, unit: str) -> int:
    query = select(Assignment.id).join(Round)
    mine = (col(Assignment.unit_code) == unit, col(Round.duty) == life.duty.code)
    with transaction(life.engine, write=False) as session:
        return session.exec(query.where(*mine)).one()
