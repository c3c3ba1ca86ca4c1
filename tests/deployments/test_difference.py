"""What differs between plan and server, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import DeploymentSchedule
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import RRuleSchedule

from deployments.catalogue import POOL, PULL, Timetable, Wanted
from deployments.difference import Seen, difference
from deployments.schedule import ZONE, Moment
from deployments.switched_off import SwitchedOff

TODAY = date(2027, 3, 10)
SCHEMA = {"title": "Parameters", "type": "object", "properties": {}}
KEY = ("Báo cáo định kỳ", "bao-cao-dinh-ky")


def _table(*days: int) -> Timetable:
    moments = (Moment(datetime(2027, 3, day, 7, 30), "") for day in days)  # noqa: DTZ001
    return Timetable("ngay-co-viec", tuple(moments))


WANTED = Wanted(KEY[1], "periodic_report", "mô tả", ("Đôn Đốc",), (_table(9, 12, 16),))


def _seen(table: Timetable | None = None, **changes: Any) -> dict[tuple[str, str], Seen]:
    rrule = (table or WANTED.timetables[0]).rrule
    kept = RRuleSchedule(rrule=f"DTSTART:20270309T073000\n{rrule}", timezone=ZONE)
    values = {
        "name": KEY[1],
        "flow_id": uuid4(),
        "description": "mô tả",
        "tags": ["Đôn Đốc"],
        "entrypoint": "flows.periodic_report.periodic_report",
        "work_pool_name": POOL,
        "pull_steps": PULL,
        "parameter_openapi_schema": SCHEMA,
        "schedules": [DeploymentSchedule(slug="ngay-co-viec", schedule=kept)],
    }
    return {KEY: Seen(KEY[0], DeploymentResponse(**{**values, **changes}))}


def _lines(seen: dict[tuple[str, str], Seen], wanted: Wanted = WANTED) -> list[str]:
    found = difference({KEY: wanted}, {wanted.name: SCHEMA}, seen, today=TODAY)
    return [change.line() for change in found]


def test_what_is_as_wanted_is_not_mentioned():
    assert [] == _lines(_seen())


def test_a_moved_day_is_counted_and_a_past_one_is_not():
    assert ["~ bao-cao-dinh-ky: lịch chạy (thêm 1 ngày, bớt 2 ngày)"] == _lines(
        _seen(_table(8, 12, 15, 17))
    )


def test_a_new_one_says_how_many_runs_are_to_come():
    wanted = "+ bao-cao-dinh-ky: thêm mới, 2 lượt từ 12/03/2027 đến 16/03/2027"

    assert [wanted] == _lines({})


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"description": "cũ"}, "mô tả"),
        ({"tags": ["Đôn Đốc", "cũ"]}, "thẻ"),
        ({"parameters": {"as_of": "2027-03-01"}}, "tham số"),
        ({"parameter_openapi_schema": {}}, "ô nhập"),
        ({"entrypoint": "flows/periodic_report.py:periodic_report"}, "điểm vào"),
        ({"work_pool_name": "khác"}, "nơi chạy"),
        ({"pull_steps": None}, "nơi chạy"),
    ],
)
def test_each_thing_that_differs_has_a_name(changes: dict[str, Any], word: str):
    assert [f"~ bao-cao-dinh-ky: {word}"] == _lines(_seen(**changes))


def test_a_limit_that_is_missing_is_named():
    alone = replace(WANTED, one_at_a_time=True)

    assert ["~ bao-cao-dinh-ky: giới hạn chạy đồng thời"] == _lines(_seen(), alone)


def test_what_left_the_plan_is_named_last():
    found = difference({}, {}, _seen(), today=TODAY)

    assert ["- bao-cao-dinh-ky: không còn trong kế hoạch, bỏ"] == [one.line() for one in found]


def test_many_that_are_off_are_counted_and_the_first_are_named():
    off = SwitchedOff(tuple(f"viec-{number}" for number in range(8)))

    wanted = "lịch của viec-0, viec-1, viec-2, viec-3, viec-4, viec-5 và 2 mục khác đang tắt"
    assert [wanted] == [one[: len(wanted)] for one in off.sentences()]
    assert "8 lịch đang tắt" == off.figure
