"""`--now` may look at any hour; real letters leave at the real one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.smtp_server import SmtpServer

OPENS, EIGHT = ("--now", "01/03/2027 07:30"), ("--now", "01/03/2027 08:00")
CLI = Path(__file__).resolve().parents[2] / "dondoc/cli"


@pytest.fixture
def server(monkeypatch):
    """A mail server that takes everything, and an office that writes to everybody."""
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    with SmtpServer() as smtp:
        url = f"mailto://127.0.0.1:{smtp.port}?from=don-doc@so-noi-vu.example&mode=insecure"
        monkeypatch.setenv("DONDOC_SMTP_URL", url)
        yield smtp


def test_dispatch_at_another_hour_prepares_and_shows_and_sends_nothing(opened, server):
    opened("notices", "plan", *OPENS)

    shown = opened("dispatch", *EIGHT)

    assert "--now chỉ để xem, không tin nào được gửi; 2 tin sẽ đi." == shown.lines[0]
    assert 1 == sum("van-thu@so-y-te.example" in line for line in shown.lines)
    assert "[Mở kỳ]" in shown.out
    assert [] == server.received
    assert [] == opened("message", "list", "--json").json


def test_an_act_at_another_hour_is_kept_and_its_letter_waits(opened, server):
    report = ("submit", "--duty", "III.1.1.c", "--period", "2027-Q1", "--unit", "Sở Tài chính")
    paper = ("--number", "12/BC-STC", "--date", "15/03/2027", "--signer", "An")
    figures = [f"--figure={one}=1" for one in ("tin_bai", "hoi_nghi", "an_pham", "luot_nguoi")]
    by = ("--as", "ha@so-noi-vu.example", "--now", "15/03/2027 09:14")

    done = opened(*report, *paper, *figures, *by)

    assert 0 == done.code, done.problems
    assert "Thông báo ngay: --now chỉ để xem, không tin nào được gửi; 1 tin sẽ đi." in done.lines
    assert "[Biên nhận]" in done.out
    assert [] == server.received


def test_in_the_demo_another_hour_sends(opened, server, monkeypatch):
    monkeypatch.setenv("DONDOC_DEMO", "true")
    opened("notices", "plan", *OPENS)

    assert ["2 tin đã gửi."] == opened("dispatch", *EIGHT).lines
    assert 2 == len(server.received)


def test_outside_office_hours_it_says_from_when_the_rest_goes(opened, monkeypatch):
    monkeypatch.setenv("DONDOC_DEMO", "true")
    said = opened("dispatch", "--now", "01/03/2027 12:10").out

    assert "phần còn lại từ 13:30 ngày 01/03/2027." in said


def test_commands_send_by_one_door():
    sending = {"dispatch_window", "deliver_immediate"}
    found = {
        path.name
        for path in CLI.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and sending & {one.name for one in node.names}
    }
    assert {"send_at_once.py"} == found
