"""What went on air is logged with its hour and minutes; a meeting with how many came."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.activities.entry import GivenActivity, field_need, understand_activity
from dondoc.clock import at
from dondoc.plan.registry import load_registry
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused
from tests.support.counting import Counting

pytestmark = pytest.mark.one_database

NOW = at(date(2021, 3, 15), 9)
REGISTRY = load_registry()
AIRED = {"title": "Chuyên mục cải cách hành chính", "done_on": "10/03/2021"}


@pytest.fixture
def column(rulebook: Rulebook) -> Duty:
    return rulebook.registry.plan.duty("III.1.6.b")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("19:45", "19:45"),
        ("19h45", "19:45"),
        ("19 giờ 45", "19:45"),
        ("7.05", "07:05"),
        ("19h", "19:00"),
        ("6 giờ 30 phút", "06:30"),
    ],
)
def test_an_hour_is_read_as_people_write_it(column: Duty, typed: str, expected: str) -> None:
    given = GivenActivity(**AIRED, hour=typed, minutes="15")

    assert expected == understand_activity(column, given, registry=REGISTRY, now=NOW).hour


@pytest.mark.parametrize("typed", ["", "24:00", "19:60", "tối", "1945"])
def test_an_hour_that_there_is_not_is_refused(column: Duty, typed: str) -> None:
    with pytest.raises(Refused, match="hãy ghi giờ phát như 19:45"):
        understand_activity(
            column, GivenActivity(**AIRED, hour=typed, minutes="15"), registry=REGISTRY, now=NOW
        )


def test_minutes_are_wanted_of_what_is_aired_and_people_only_where_they_came(
    rulebook: Rulebook,
) -> None:
    asked = {
        code: (field_need(duty, "hour"), field_need(duty, "minutes"), field_need(duty, "people"))
        for code in ("III.1.6.a", "III.1.6.b", "II.3.1", "III.1.4.a.2", "III.1.5.a")
        for duty in [rulebook.registry.plan.duty(code)]
    }

    assert {
        "III.1.6.a": ("needed", "needed", ""),
        "III.1.6.b": ("needed", "needed", ""),
        "II.3.1": ("optional", "", ""),
        "III.1.4.a.2": ("", "", "optional"),
        "III.1.5.a": ("", "", ""),
    } == asked


@pytest.mark.parametrize(
    ("code", "indicator"),
    [("III.1.4.a.3", "luot_nguoi"), ("III.1.8.a.2", "luot_nguoi"), ("III.1.8.b", "luot_nguoi")],
)
def test_people_reached_are_a_figure_of_what_is_reported(
    rulebook: Rulebook, code: str, indicator: str
) -> None:
    assert indicator in {one.code for one in rulebook.registry.plan.duty(code).indicators}


def test_a_leaflet_has_no_listeners_and_counts(rulebook: Rulebook) -> None:
    duty = rulebook.registry.plan.duty("III.1.4.a.2")
    given = GivenActivity(title="Tờ gấp về dịch vụ công", done_on="10/03/2021")

    assert understand_activity(duty, given, registry=REGISTRY, now=NOW).people is None


def test_the_same_programme_twice_a_day_is_two(engine, cast, rulebook: Rulebook) -> None:
    month = Counting(engine, rulebook, "III.1.6.b")
    month.open(date(2021, 3, 1))
    keywords = {"unit": "dai-ptth", "period": "2021-M03", "minutes": "15", **AIRED}
    month.add(NOW, hour="06:30", **keywords)
    month.add(NOW, hour="19:45", **keywords)

    with pytest.raises(Refused, match="đã ghi một mục cùng tên"):
        month.add(NOW, hour="19h45", by="contact:2", **keywords)
