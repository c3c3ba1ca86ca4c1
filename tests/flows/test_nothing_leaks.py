"""No name, parameter or artifact of a run carries an address or a token."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from sqlmodel import select

from flows.dispatch import dispatch
from flows.follow_up import follow_up
from flows.periodic_report import periodic_report
from flows.record_submission import record_submission
from models import Message
from models.database import transaction
from tests.support.flow_office import OFFICER, Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
TOKEN = re.compile(r"\b[a-z2-7]{32}\b|⟦")


def _all(office: Office, what: str) -> str:
    """What the server holds of the runs that ended; an id has no 32 letters in a row."""
    ended = {"state": {"type": {"any_": ["COMPLETED", "FAILED"]}}}
    found = office.server.ask(f"/{what}/filter", {"flow_runs": ended, "limit": 200})
    return json.dumps(found, ensure_ascii=False)


def test_runs_and_artifacts_hold_no_address_and_no_token(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailto://127.0.0.1:9?from=a@b.example&mode=insecure")
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    dispatch(as_of=date(2021, 3, 1), return_state=True)
    follow_up(as_of=date(2021, 3, 17), return_state=True)
    state = record_submission(
        period="2021-Q1",
        unit="Sở Tài chính",
        number="12/BC-STC",
        signed_on="15/03/2021",
        signer="Nguyễn Văn An",
        received_on="16/03/2021",
        account=OFFICER,
        figures={"tin_bai": 12, "hoi_nghi": 3, "an_pham": 0, "luot_nguoi": 1250},
        return_state=True,
    )

    with transaction(office.engine, write=False) as session:
        written = session.exec(select(Message)).all()
    assert state.is_completed()
    assert any("⟦" in one.text for one in written)  # there was something that could have leaked
    for what, there in [
        ("flow_runs", "2021"),
        ("artifacts", "2021"),
        ("task_runs", "Hỏi người đứng tên"),
        ("logs", "đã gửi"),
    ]:
        told = _all(office, what)
        assert there in told
        assert [] == ADDRESS.findall(told), what
        assert [] == TOKEN.findall(told), what
    assert [] == [line for line in office.said if ADDRESS.search(line) or TOKEN.search(line)]
