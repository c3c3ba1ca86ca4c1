"""Sending and housekeeping as runs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dondoc.operations.backup.copy_place import list_copies
from flows.dispatch import dispatch
from flows.housekeeping import housekeeping
from flows.periodic_report import periodic_report
from flows.record_submission import record_submission
from models.migrations.run import newest, present
from tests.support.cut_plan import cut_plan
from tests.support.flow_office import OFFICER, Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of two duties: what is asked here of applying it, eight deployments answer.

    Under a name of its own, for each ledger has a mark of its own and the server is shared.
    """
    monkeypatch.setenv("DONDOC_INSTALLATION", "tinh-3")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(cut_plan(tmp_path / "ke-hoach")))


NOBODY_THERE = "mailto://127.0.0.1:9?from=a@b.example&mode=insecure"


def test_in_the_demo_dispatch_for_a_past_day_opens_its_first_window(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DONDOC_DEMO", "true")
    monkeypatch.setenv("DONDOC_SMTP_URL", NOBODY_THERE)
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    state = dispatch(as_of=date(2021, 3, 1), return_state=True)

    assert state.is_completed()
    assert state.name == "0 đã gửi · 3 hoãn · 1 kênh chờ máy chủ"
    out_of_reach = "kênh email không tới được máy chủ từ 08:00 ngày 01/03/2021"
    assert state.message.startswith(f"0 tin đã gửi, 3 hoãn, sẽ gửi lại; {out_of_reach}")


def test_elsewhere_mail_never_pretends_to_another_hour(office: Office):
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    state = dispatch(as_of=date(2021, 3, 1), return_state=True)

    assert state.is_completed()
    assert state.message.startswith("Tin chỉ gửi theo giờ hiện tại, không theo ngày đã qua; 0 tin")


def test_dispatch_reads_the_mail_that_waits_first(office: Office, monkeypatch: pytest.MonkeyPatch):
    folder = office.settings.data_dir / "thu-den"
    folder.mkdir()
    (folder / "1.eml").write_bytes(b"From: a@b.example\r\nSubject: hoi\r\n\r\nda nop\r\n")
    monkeypatch.setenv("DONDOC_REPLY_TO", "tra-loi@don-doc.example")
    monkeypatch.setenv("DONDOC_INCOMING_URL", str(folder))
    state = dispatch(return_state=True)

    assert state.is_completed()
    assert state.message.endswith("; 1 thư đến: 1 chờ cán bộ xem.")

    monkeypatch.setenv("DONDOC_INCOMING_URL", str(folder / "khong-co"))
    state = dispatch(return_state=True)
    assert state.is_completed()
    assert "không đọc được hộp thư đến" in state.message


@pytest.mark.usefixtures("short")
def test_housekeeping_applies_the_plan_and_keeps_a_copy(office: Office):
    state = housekeeping(return_state=True)

    [copy] = list_copies(office.settings.data_dir / "backups")
    assert state.is_completed()
    assert f"đã sao lưu vào {copy.path}" in state.message
    assert newest() == present(office.engine)
    assert "không đổi" == housekeeping(return_state=True).name


AGAIN = "Gửi lại tin bị hoãn"


@pytest.mark.usefixtures("short")
def test_what_was_deferred_has_dispatch_run_once_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    monkeypatch.setenv("DONDOC_SMTP_URL", NOBODY_THERE)
    applied = housekeeping(return_state=True)
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    written = record_submission(  # its question may leave at any hour, and nobody answers
        period="2021-Q1",
        unit="STC",
        answer="chưa thực hiện",
        reason="Chờ số liệu",
        account=OFFICER,
        return_state=True,
    )
    earlier = Counter(office.run_names(AGAIN))  # the server is that of all flow tests
    states = [dispatch(return_state=True) for _ in range(2)]

    assert applied.is_completed()
    assert written.is_completed()
    assert all(state.is_completed() for state in states)
    [name] = (Counter(office.run_names(AGAIN)) - earlier).elements()
    assert re.fullmatch(r"Gửi lại tin bị hoãn \d\d:\d\d · (thứ \w+|Chủ nhật), [\d/]{10}", name)
