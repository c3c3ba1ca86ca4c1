"""A duty's run, end to end, on a real ledger and a real Prefect server."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlmodel import func, select

from flows.consolidated_report import consolidated_report
from flows.periodic_report import periodic_report
from models import Assignment, Notice
from models.database import transaction
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

OPENING = date(2021, 3, 1)  # quý I/2021 opens on a Monday; due on 16/03/2021


def _run(on: date):
    return periodic_report(as_of=on, return_state=True)


def _count(office: Office, table) -> int:
    with transaction(office.engine, write=False) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_it_opens_plans_and_completes_with_its_figure(office: Office):
    state = _run(OPENING)

    assert state.is_completed()
    assert state.name == "0/27"
    assert state.message == (
        "Quý I/2021: 0/27 đã gửi, 27 chưa đến hạn; đã mở kỳ quý I/2021 cho 27 đơn vị;"
        " 3 thông báo đã lập cho 3 đơn vị, gửi lúc 08:00;"
        " 23 đơn vị chưa có đầu mối nhận tin (Văn phòng UBND tỉnh,"
        " Sở Kế hoạch và Đầu tư, Sở Công Thương, …)."
    )
    assert state.message in office.said
    assert (27, 3) == (_count(office, Assignment), _count(office, Notice))


def test_a_second_run_of_the_same_day_adds_nothing_and_says_so(office: Office):
    _run(OPENING)
    state = _run(OPENING)

    assert state.is_completed()
    assert "chạy lại: không có gì mới để lập, 3 thông báo đã có từ trước" in state.message
    assert "đã mở kỳ" not in state.message
    assert (27, 3) == (_count(office, Assignment), _count(office, Notice))


def test_a_quiet_day_says_that_nothing_had_to_be_planned(office: Office):
    _run(OPENING)
    state = _run(date(2021, 3, 3))

    assert "không có thông báo nào phải lập" in state.message


def test_units_being_late_is_no_failure(office: Office):
    _run(OPENING)
    state = _run(date(2021, 3, 22))

    assert state.is_completed()
    assert state.name == "0/27 · 3 quá hạn · 23 chưa liên hệ được"


def test_the_table_names_every_unit_and_links_to_the_board(office: Office):
    _run(OPENING)
    found = office.artifact("tien-do-bao-cao-dinh-ky-2021-q1")

    rows = json.loads(found["data"])
    assert 27 == len(rows)
    assert ["TT", "Đơn vị", "Tình trạng", "Hạn", "Nhận lúc", "Văn bản"] == list(rows[0])
    finance = next(row for row in rows if row["Đơn vị"] == "Sở Tài chính")
    assert ("○ chưa gửi", "16/03/2021") == (finance["Tình trạng"], finance["Hạn"])
    round_ = "nam=2021&nhiem-vu=bao-cao-dinh-ky&ky=2021-Q1"
    link = f"https://don-doc.example/bang?{round_}&ngay=2021-03-01"
    assert f"[Mở bảng theo dõi]({link})" in found["description"]
    assert "Số liệu lúc 07:30 ngày 01/03/2021" in found["description"]


def test_a_fault_of_the_machine_fails_the_run(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DONDOC_TRIAL", "có lẽ")
    state = _run(OPENING)

    assert state.is_failed()
    assert "DONDOC_TRIAL" in state.message


def test_the_consolidated_report_is_a_duty_of_its_own(office: Office):
    state = consolidated_report(as_of=OPENING, return_state=True)

    assert state.name == "0/1"
    assert office.artifact("tien-do-bao-cao-tong-hop-2021-q1")["type"] == "table"
