"""The Prefect form by which an officer takes delivery in hand."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from sqlmodel import col, select

from flows.delivery_control import delivery_control
from flows.dispatch import dispatch
from flows.periodic_report import periodic_report
from models import Account, Audit, Channel, Message
from models.database import transaction
from models.kinds import AccountRole, MessageState
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

HA = "ha@so-noi-vu.example"
CHIEF = "quan-tri@so-noi-vu.example"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


@pytest.fixture
def office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """In the demo, with three openings that wait: nothing listens on the discard port."""
    monkeypatch.setenv("DONDOC_DEMO", "true")
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailto://127.0.0.1:9?from=a@b.example&mode=insecure")
    of_office = {"unit_code": "so-noi-vu"}
    officer = Account(name="Phạm Thị Hà", address=HA, role=AccountRole.OFFICER, **of_office)
    chief = Account(name="Quản trị", address=CHIEF, role=AccountRole.ADMINISTRATOR, **of_office)
    with transaction(office.engine) as session:
        session.add(officer)
        session.flush()
        session.add(chief)
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    dispatch(as_of=date(2021, 3, 1), return_state=True)
    return office


def _audited(office: Office) -> list[tuple[str, str]]:
    query = select(Audit.actor, Audit.act).where(col(Audit.actor).startswith("account:"))
    with transaction(office.engine, write=False) as session:
        return [tuple(one) for one in session.exec(query.order_by(col(Audit.id)))]


def _runs(office: Office) -> str:
    wanted = {"flow_runs": {"name": {"like_": "Gửi tin"}}, "limit": 50}
    return json.dumps(office.server.ask("/flow_runs/filter", wanted), ensure_ascii=False)


def test_a_channel_and_a_message_are_taken_in_hand_once_the_account_says_yes(office: Office):
    wishes = [
        {"account": CHIEF, "reason": "đổi mật khẩu"},
        {"act": "rút lại tin", "account": CHIEF, "message": "4", "reason": "soạn nhầm"},
        {"act": "cho kênh chạy lại", "account": CHIEF},
    ]
    states, done, before = [], [], []
    for wish in wishes:
        states.append(delivery_control(**wish, return_state=True))
        before.append(len(_audited(office)))
        done.append(office.press().figure)

    assert [0, 2, 4] == before  # the form alone does nothing
    assert ["dừng kênh email", "rút tin 4", "kênh email chạy lại"] == done
    assert {"chờ xác nhận"} == {state.name for state in states}
    assert all(state.is_completed() for state in states)
    with transaction(office.engine, write=False) as session:
        assert MessageState.CANCELLED is session.get_one(Message, 4).state
        assert session.get_one(Channel, "email").paused_at is None
    assert [
        ("account:3", "tạm dừng kênh"),
        ("account:3", "rút lại tin"),
        ("account:3", "cho kênh chạy lại"),
    ] == [one for one in _audited(office) if not one[1].startswith("xác nhận")]
    assert ["Gửi tin · rút lại tin 4"] == office.run_names("Gửi tin · rút lại tin")[:1]


def test_what_was_typed_wrong_is_a_sentence_and_nothing_changes(office: Office):
    state = delivery_control(act="gửi lại tin", account="ai@x.example", return_state=True)

    assert state.is_failed()
    assert "chưa làm" == state.name
    assert ["Người thực hiện", "Số tin"] == [
        line.split(" «")[0].split(":")[0] for line in state.message.splitlines()
    ]
    assert not [line for line in office.said if "Traceback" in line]
    assert [] == _audited(office)


def test_the_form_asks_who_may(office: Office):
    state = delivery_control(account=HA, reason="thử", return_state=True)

    assert state.is_failed()
    assert "chỉ quản trị được dừng kênh, cho kênh chạy lại" in state.message
    assert [] == _audited(office)


def test_no_address_stays_in_the_run(office: Office):
    delivery_control(act="rút lại tin", account=HA, message="1", reason="sai", return_state=True)
    state = delivery_control(
        act="gửi lại tin",
        account=HA,
        message="1",
        to="mai.nt@so-tai-chinh.example",
        return_state=True,
    )

    assert state.is_completed()
    assert "chờ xác nhận" == state.name
    assert office.press("mai.nt@").figure.startswith("tin 1 thành tin")
    told = _runs(office)
    assert "…@so-tai-chinh.example" in told
    assert [] == ADDRESS.findall(told)
    assert [] == [line for line in office.said if ADDRESS.search(line)]
