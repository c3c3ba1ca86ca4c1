"""The day's drafts of the consolidated report, in a run: its name, its figure, its artifact."""

from __future__ import annotations

from datetime import date

import pytest
from prefect.exceptions import ParameterTypeError

from flows.consolidated_report import consolidated_report
from flows.follow_up import follow_up
from flows.periodic_report import periodic_report
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

OPENING, FIRST_DRAFT = date(2021, 3, 1), date(2021, 3, 17)
KEY = "du-thao-bao-cao-tong-hop-2021-q1"


def run(on: date, **given: str):
    return consolidated_report(as_of=on, return_state=True, **given)


@pytest.fixture
def opened(office: Office) -> Office:
    periodic_report(as_of=OPENING, return_state=True)
    run(OPENING)
    return office


def test_the_day_after_the_units_date_it_drafts_and_says_so(opened: Office):
    state = run(FIRST_DRAFT)

    assert state.is_completed()
    assert "dự thảo 0/27 đơn vị" == state.name
    assert state.message.endswith(
        "đã soạn dự thảo báo cáo tổng hợp quý I/2021, bản 1, 0/27 đơn vị,"
        " số liệu lúc 07:30 ngày 17/03/2021."
    )
    shown = opened.artifact(KEY)["data"]
    assert "Bản đầu tiên của kỳ." in shown
    assert "bao-cao-tong-hop-2021-q1.docx, SHA-256 `" in shown
    assert "[Mở tài liệu](https://don-doc.example/bang/tai-lieu/1)" in shown
    assert opened.run_names("Báo cáo tổng hợp quý I/2021 · dự thảo")


def test_where_nothing_moved_follow_up_keeps_the_version(opened: Office):
    follow_up(as_of=FIRST_DRAFT, return_state=True)  # opens what the other duties' runs never did
    state = follow_up(as_of=FIRST_DRAFT, return_state=True)

    assert "dự thảo không đổi báo cáo tổng hợp quý I/2021, bản 1, 0/27 đơn vị" in state.message
    assert "Số liệu không đổi từ bản này." in opened.artifact(KEY)["data"]


def test_by_hand_a_period_is_drafted_before_its_day(opened: Office):
    state = run(date(2021, 3, 8), period="quý I/2021")

    assert "dự thảo 0/27 đơn vị" == state.name


def test_a_draft_that_fails_stops_nothing_else(opened: Office):
    opened.settings.files_dir.write_text("không phải thư mục")

    state = run(FIRST_DRAFT)

    assert state.is_completed()
    assert "chưa có dự thảo" == state.name
    assert "chưa soạn được dự thảo báo cáo tổng hợp kỳ 2021-Q1: lỗi của máy" in state.message
    assert opened.artifact("tien-do-bao-cao-tong-hop-2021-q1")["data"]


def test_a_period_that_has_no_report_is_refused_in_words():
    with pytest.raises(ParameterTypeError) as refusal:
        consolidated_report.validate_parameters({"period": "2021-Q2"})

    assert "năm 2021 có: 2021-Q1, 2021-S1, 2021-Q3, 2021" in str(refusal.value)
