"""The Prefect form by which an officer asks units for something by a date."""

from __future__ import annotations

import pytest
from sqlmodel import select

from dondoc import clock
from dondoc.calendar.date_words import short_date
from dondoc.plan.rulebook import Rulebook
from flows.demand_report import demand_report
from models import Assignment, Notice, Round
from models.database import transaction
from tests.support.flow_office import OFFICER, Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


def test_units_are_asked_and_told(office: Office, rulebook: Rulebook):
    today = clock.local_date(clock.now())
    due_on = rulebook.workdays.add(today, 6)
    form = {
        "subject": "Kết quả dịch vụ công trực tuyến",
        "units": "Sở Tài chính; Sở Y tế",
        "due_on": short_date(due_on),
        "number": "45/SNV-CCHC",
        "signed_on": short_date(today),
        "account": OFFICER,
    }

    state = demand_report(**form, return_state=True)
    with transaction(office.engine, write=False) as session:
        assert session.exec(select(Round)).first() is None  # the form alone asks nobody
    done = office.press()
    again = demand_report(**form, return_state=True)
    repeated = office.press()

    with transaction(office.engine, write=False) as session:
        period = session.exec(select(Round.period)).one()
        dues = session.exec(select(Assignment.due_on)).all()
        told = session.exec(select(Notice)).all()
    assert state.is_completed()
    assert again.is_completed()
    assert "chờ xác nhận" == state.name
    assert f"2 đơn vị · {period}" == done.figure
    assert done.figure != repeated.figure
    assert f"{today.year}-E1" == period
    assert [due_on, due_on] == list(dues)
    assert 2 == len(told)


def test_a_form_that_makes_no_sense_fails_with_a_sentence_for_each_field(office: Office):
    state = demand_report(
        subject="", units="Sở Lạ", due_on="x", number="y", account=OFFICER, return_state=True
    )

    assert state.is_failed()
    assert "chưa yêu cầu" == state.name
    labels = [line.split(" «")[0].split(":")[0] for line in state.message.splitlines()]
    assert ["Nội dung", "Đơn vị", "Hạn gửi", "Số văn bản", "Ngày văn bản"] == labels
    assert not [line for line in office.said if "Traceback" in line]
    with transaction(office.engine, write=False) as session:
        assert session.exec(select(Round)).first() is None
