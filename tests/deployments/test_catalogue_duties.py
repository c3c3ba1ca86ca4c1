"""What holds of the deployment of every duty: told which, quoting whose words, within limits."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from deployments.catalogue import Wanted, catalogue
from deployments.description import MOST_DATES, describe_duty
from deployments.schedule import LONGEST, Range
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty

DAYS = Range.around(date(2026, 11, 24))


@pytest.fixture(scope="module")
def wanted(rulebook: Rulebook) -> dict[str, Wanted]:
    return {one.name: one for one in catalogue(rulebook, DAYS)}


@pytest.fixture(scope="module")
def duties(rulebook: Rulebook) -> list[Duty]:
    found = rulebook.registry.plan.duties
    return [one for one in found if one.kind == "duty" and one.flow != "follow_up"]


def test_a_flow_that_serves_several_duties_is_told_which(
    wanted: dict[str, Wanted], duties: list[Duty]
):
    flows = Counter(duty.flow for duty in duties)
    told = {duty.slug: dict(wanted[duty.slug].parameters) for duty in duties}

    assert {
        duty.slug: {"duty": duty.slug} if flows[duty.flow] > 1 else {} for duty in duties
    } == told
    assert {} == told["bao-cao-dinh-ky"]


def test_every_description_quotes_its_clause_and_says_on_what_its_dates_rest(
    wanted: dict[str, Wanted], duties: list[Duty], rulebook: Rulebook
):
    for duty in duties:
        words = wanted[duty.slug].description
        assert f"> {rulebook.registry.plan.bullet(duty.bullet).text}" in words, duty.code
        assert duty.basis.text in words, duty.code
        assert duty.basis.confirmed or "chưa được xác nhận" in words.lower(), duty.code


@pytest.mark.parametrize("year", [2021, 2026, 2027])
def test_every_schedule_stays_within_what_a_server_takes(rulebook: Rulebook, year: int):
    found = catalogue(rulebook, Range.around(date(year, 1, 26)))
    lengths = {one.name: len(t.rrule) for one in found for t in one.timetables}

    assert [] == [name for name, length in lengths.items() if length > LONGEST]


def test_a_duty_that_lapsed_has_a_deployment_without_a_schedule(wanted: dict[str, Wanted]):
    lapsed = wanted["chi-dao-cap-xa"]

    assert () == lapsed.timetables
    assert "không còn đơn vị nào (UBND huyện, thành phố, đến hết 30/06/2025)" in lapsed.description


def test_of_many_dates_the_first_are_listed_and_the_rest_counted(rulebook: Rulebook):
    weekly = rulebook.registry.plan.duty("tin-cong-ttdt").model_copy(update={"cadence": "weekly"})

    words = describe_duty(rulebook, weekly, from_on=DAYS.from_on, to_on=DAYS.to_on)

    assert MOST_DATES == words.count("  - tuần ")
    assert "hạn sau đó" in words


def test_how_many_are_wanted_is_said_where_they_are_counted(wanted: dict[str, Wanted]):
    """The looks at what is published are counted over the year, its conclusions month by month."""
    assert (
        "- **Mức tối thiểu:** 1 kết luận mỗi kỳ." in wanted["ket-luan-cong-khai-tthc"].description
    )
    assert (
        "- **Mức tối thiểu:** 48 lần kiểm tra mỗi kỳ."
        in wanted["kiem-tra-cong-khai-tthc"].description
    )


def test_no_flow_is_without_a_duty(wanted: dict[str, Wanted], duties: list[Duty]):
    flows = {one.flow for one in wanted.values()}

    assert {duty.flow for duty in duties} <= flows
    assert {"plan_circulation", "outreach_plan", "front_mobilisation", "inspection"} <= flows
