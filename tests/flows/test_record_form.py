"""The form in which an officer enters what came on paper."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.plan.find_unit import HOW_TO_NAME
from flows.periodic_report import periodic_report
from flows.record_submission import record_submission
from models import Assignment, Message, Submission
from models.database import transaction
from models.kinds import Way
from models.reasons import MessagePurpose
from tests.support.flow_office import OFFICER, Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

PAPER = {
    "period": "quý I/2021",
    "unit": "sở tài chính",
    "number": "12/BC-STC",
    "signed_on": "15/03/2021",
    "signer": "Nguyễn Văn An",
    "received_on": "16/03/2021",
    "received_time": "9h15",
    "incoming_number": "345",
    "account": OFFICER,
    "figures": "tin_bai=12, hoi_nghi=3; an_pham=0, luot_nguoi=1.250",
}
FIGURES = (
    "Tin, bài tuyên truyền cải cách hành chính đã đăng, phát: 12; Hội nghị, cuộc họp có lồng ghép"
    " nội dung cải cách hành chính: 12"
)
UNKNOWN = f"không có đơn vị nào tên như vậy; {HOW_TO_NAME}"


def _enter(**changes: object):
    return record_submission(**{**PAPER, **changes}, return_state=True)


def test_what_came_on_paper_stands_in_the_ledger(office: Office):
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    state = _enter()
    with transaction(office.engine, write=False) as session:
        assert session.exec(select(Submission)).first() is None  # the form alone records nothing
    done = office.press()

    with transaction(office.engine, write=False) as session:
        kept = session.exec(select(Submission)).one()
        unit = session.get_one(Assignment, kept.assignment_id).unit_code
        letter = session.exec(select(Message).where(col(Message.any_hour).is_(True))).one()
    assert state.is_completed()
    assert "chờ xác nhận" == state.name
    assert "…@so-noi-vu.example" in state.message
    assert done.figure == f"BN-{kept.recorded_at.year}-000001"
    assert "Đã ghi Báo cáo tuyên truyền CCHC quý I/2021 của Sở Tài chính" in done.sentence
    assert ("so-tai-chinh", "12/BC-STC", "345") == (
        unit,
        kept.document_number,
        kept.incoming_number,
    )
    assert at(date(2021, 3, 16), 9, 15) == kept.received_at
    assert (Way.STAFF, "account:1") == (kept.way, kept.recorded_by)
    assert MessagePurpose.ASKED_ACT is letter.purpose


def test_a_form_that_makes_no_sense_fails_with_a_sentence_for_each_field(office: Office):
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    state = _enter(unit="Sở Lạ", period="Q9", figures="mười hai", received_time="25:00")

    assert state.is_failed()
    assert state.name == "chưa ghi"
    assert [
        "Kỳ «Q9»: không phải kỳ đã mở của nhiệm vụ này; đã mở: 2021-Q1 (quý I/2021)",
        f"Đơn vị «Sở Lạ»: {UNKNOWN}",
        "Giờ nhận «25:00»: không phải giờ; hãy ghi như 09:15",
        f"Số liệu «mười hai»: không đọc được; hãy ghi như {FIGURES}",
    ] == state.message.splitlines()
    assert set(state.message.splitlines()) <= set(office.said)
    with transaction(office.engine, write=False) as session:
        assert session.exec(select(Submission)).first() is None
