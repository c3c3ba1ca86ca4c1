"""What a person may write as the day of a run, and what the run says when it makes no sense."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from prefect.exceptions import ParameterTypeError
from prefect.utilities.callables import parameter_schema

from flows.day import settle_day
from flows.delivery_control import delivery_control
from flows.guidance import guidance
from flows.periodic_report import periodic_report
from flows.plain_duty import plain_duty
from flows.record_submission import record_submission
from tests.support.flow_office import Office


@pytest.mark.parametrize("given", ["2021-03-01", "01/03/2021", "1.3.2021", "2021-03-01T00:00:00Z"])
def test_a_day_is_read_as_people_and_forms_write_it(given: str):
    assert date(2021, 3, 1) == periodic_report.validate_parameters({"as_of": given})["as_of"]


@pytest.mark.parametrize("given", ["", None])
def test_an_empty_day_is_today(given: Any):
    assert periodic_report.validate_parameters({"as_of": given})["as_of"] is None


def test_a_day_that_is_none_is_refused_in_words():
    with pytest.raises(ParameterTypeError) as refusal:
        periodic_report.validate_parameters({"as_of": "abc"})

    assert "as_of: Không đọc được ngày «abc». Hãy ghi như 15/03/2027." in str(refusal.value)


def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(ParameterTypeError) as refusal:
        periodic_report.validate_parameters({"as_of": "31/12/2098"})

    assert "Ngày 31/12/2098 chưa đến; hãy để trống hoặc ghi ngày" in str(refusal.value)


def test_a_past_day_is_lived_at_half_past_seven_of_its_morning():
    day = settle_day(date(2021, 3, 1))

    assert "2021-03-01T00:30:00+00:00" == day.now.isoformat()
    assert (date(2021, 3, 1), True) == (day.on, day.past)


def test_the_forms_speak_vietnamese():
    for flow in (periodic_report, record_submission, delivery_control):
        for name, asked in parameter_schema(flow).properties.items():
            assert name != asked["title"], name
            assert asked["description"], name


def test_the_answer_is_chosen_from_a_list():
    asked = parameter_schema(record_submission).properties["answer"]

    assert ["đã thực hiện", "không phát sinh", "chưa thực hiện"] == asked["enum"]


def test_what_every_paper_needs_is_not_called_optional():
    assert ["period", "unit", "account"] == parameter_schema(record_submission).required


@pytest.mark.prefect
@pytest.mark.xdist_group("prefect")
def test_the_run_ends_failed_with_the_sentence(office: Office):
    state = periodic_report(as_of="31/02/2021", return_state=True)

    assert state.is_failed()
    assert "Ngày 31/02/2021 không có trong lịch. Hãy ghi như 15/03/2027." in state.message


def test_a_run_told_of_no_duty_serves_the_first_of_its_flow():
    assert "III.1.1.c" == periodic_report.validate_parameters({})["duty"]
    assert "III.1.2.a1" == guidance.validate_parameters({"duty": " "})["duty"]


def test_a_flow_that_the_plan_has_no_duty_for_says_so():
    with pytest.raises(ParameterTypeError, match="không có nhiệm vụ nào của luồng này"):
        plain_duty.validate_parameters({})
