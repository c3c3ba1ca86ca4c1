"""The figures of a round are added up once, from each unit's newest version, as known then."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from dondoc.rounds.day_table import rounds_to_show
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.opening import open_rounds
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.life import figures

PERIOD = "2027-Q1"
MORNING, NOON, EVENING = (at(date(2027, 3, 12), hour) for hour in (9, 12, 17))


def added(life, as_of, duty: str = "III.1.1.c") -> tuple[int, list[int]]:
    with transaction(life.engine, write=False) as session:
        plan = life.rulebook.registry.plan
        found = sums(session, life.rulebook, plan.duty(duty), PERIOD, as_of=as_of)
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


def test_what_is_read_from_the_reports_shows_their_sums(life):
    hand_in(life, "so-tai-chinh", MORNING)

    assert (1, [12, 3, 0, 1250]) == added(life, NOON, "III.1.1.a2")


def test_a_run_says_them_under_its_sentence(life):
    reading = life.rulebook.registry.plan.duty("III.1.1.a2")
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, reading, now=at(date(2027, 3, 1), 7, 30))
    life.submit(MORNING)

    with transaction(life.engine, write=False) as session:
        (shown,) = rounds_to_show(session, life.rulebook, reading, NOON)

    assert "Cộng số liệu của 1 đơn vị – tin, bài tuyên truyền" in shown.caption("https://x.example")
    assert "lượt người được tuyên truyền: 1.250." in shown.caption("https://x.example")
