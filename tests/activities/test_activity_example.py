"""A good example names its unit as people do, and what came of it in numbers (III.1.2.b2)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.activities.entry import ActivityForm, GivenActivity, field_need, understand_activity
from dondoc.activities.record_activity import RecordedActivity, activities_of
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused
from models import Activity
from models.database import transaction
from tests.support.counting import Counting

pytestmark = pytest.mark.one_database

EXAMPLES, QUARTER = "III.1.2.b2", "2027-Q1"
DAY = at(date(2027, 3, 15), 9)
FIGURE = "rút ngắn 3 ngày, 1.250 hồ sơ"
GIVEN = {
    "title": "Trả kết quả tại nhà",
    "done_on": "10/03/2027",
    "about_unit": "Sở Tài chính",
    "figure": FIGURE,
}


@pytest.fixture
def quarter(engine, cast, rulebook: Rulebook) -> Counting:
    found = Counting(engine, rulebook, EXAMPLES)
    found.open(date(2027, 1, 26))
    return found


def add(quarter: Counting, **changes: str) -> RecordedActivity:
    return quarter.add(DAY, period=QUARTER, unit="so-noi-vu", **{**GIVEN, **changes})


def kept(quarter: Counting) -> list[Activity]:
    with transaction(quarter.engine, write=False) as session:
        return activities_of(session, quarter.id(QUARTER, "so-noi-vu"), as_of=DAY)


def understood(rulebook: Rulebook, duty: str = EXAMPLES, **changes: str) -> ActivityForm:
    found: Duty = rulebook.registry.plan.duty(duty)
    given = GivenActivity(**{**GIVEN, **changes})
    return understand_activity(found, given, registry=rulebook.registry, now=DAY)


def test_unit_and_figure_are_asked_of_good_examples_and_of_nothing_else(
    rulebook: Rulebook,
) -> None:
    asked = {
        duty.code: (field_need(duty, "about_unit"), field_need(duty, "figure"))
        for duty in rulebook.registry.plan.duties
    }

    assert ("needed", "needed") == asked.pop(EXAMPLES)
    assert {("", "")} == set(asked.values())


def test_what_is_given_is_kept_and_counted(quarter: Counting) -> None:
    recorded = add(quarter)

    (one,) = kept(quarter)
    assert (recorded.activity_id, "so-tai-chinh", FIGURE) == (one.id, one.about_unit, one.figure)


@pytest.mark.parametrize("typed", ["Sở Tài chính", "so tai chinh", "STC", " so-tai-chinh "])
def test_the_unit_is_typed_as_a_person_names_it(rulebook: Rulebook, typed: str) -> None:
    assert "so-tai-chinh" == understood(rulebook, about_unit=typed).about_unit


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ": hãy ghi tên đơn vị có cách làm hay, như Sở Tài chính"),
        ("Sở Trăng", " «Sở Trăng»: không có đơn vị nào tên như vậy; hãy ghi tên"),
        ("Sở", " «Sở»: có nhiều đơn vị tên như vậy, hãy ghi rõ hơn:"),
        ("UBND huyện Na Hang", "chỉ còn đến hết ngày 30/06/2025"),
    ],
)
def test_a_unit_that_there_is_not_is_refused(rulebook: Rulebook, typed: str, expected: str) -> None:
    with pytest.raises(Refused) as caught:
        understood(rulebook, about_unit=typed)

    (problem,) = caught.value.problems
    assert "about_unit" == problem.field
    assert problem.sentence().startswith("Đơn vị có điển hình")
    assert expected in problem.sentence()


def test_a_unit_is_one_of_the_day_of_the_example(rulebook: Rulebook) -> None:
    then = understood(rulebook, about_unit="UBND huyện Na Hang", done_on="10/03/2021")

    assert "huyen-na-hang" == then.about_unit


@pytest.mark.parametrize("typed", ["", "  ", "rất tốt"])
def test_a_figure_has_a_number_in_it(rulebook: Rulebook, typed: str) -> None:
    with pytest.raises(Refused, match="hãy ghi kết quả có con số, như «rút ngắn 3 ngày"):
        understood(rulebook, figure=typed)


def test_a_figure_is_short(rulebook: Rulebook) -> None:
    with pytest.raises(Refused, match="dài quá 200 ký tự"):
        understood(rulebook, figure="1" * 201)


def test_where_neither_is_asked_neither_is_kept(rulebook: Rulebook) -> None:
    other = understood(rulebook, "III.1.4.a.2", about_unit="Sở Trăng", figure="rất tốt")

    assert (None, None) == (other.about_unit, other.figure)


def test_nothing_of_a_refused_example_is_kept(quarter: Counting) -> None:
    with pytest.raises(Refused):
        add(quarter, about_unit="Sở Trăng", figure="rất tốt")

    assert [] == kept(quarter)


def test_the_same_example_of_another_unit_is_another(quarter: Counting) -> None:
    add(quarter)
    add(quarter, about_unit="Sở Tư pháp")

    with pytest.raises(Refused, match="đã ghi một mục cùng tên"):
        add(quarter, about_unit="STC", figure="giảm 2 ngày")
    assert {"so-tai-chinh", "so-tu-phap"} == {one.about_unit for one in kept(quarter)}
