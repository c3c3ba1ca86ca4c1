"""`dondoc incoming`: read, see what waits and why, record or put aside in an officer's name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from dondoc.clock import at
from dondoc.contacts.find_account import account_of
from dondoc.incoming.handling import letter_unlocked
from dondoc.ledger.installation import load_installation
from models.database import transaction

PRESENT = at(date(2027, 3, 15), 10)
NOW = ("--now", "15/03/2027 10:00")
OFFICER = ("--as", "ha@so-noi-vu.example")
LETTER = """\
From: Mai <mai1980@thu.example>
To: tra-loi@don-doc.example
Subject: Bao cao
Message-ID: <{number}@thu.example>
Content-Type: text/plain; charset=utf-8

Sở Tài chính đã nộp, số 12/BC-STC ngày 15/3/2027
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "thu-den"
    found.mkdir()
    monkeypatch.setenv("DONDOC_INCOMING_URL", str(found))
    monkeypatch.setenv("DONDOC_REPLY_TO", "tra-loi@don-doc.example")
    return found


@pytest.fixture
def put(folder: Path) -> Callable[[int], None]:
    def _put(number: int) -> None:
        path = folder / f"{number}.eml"
        path.write_text(LETTER.format(number=number), encoding="utf-8")
        os.utime(path, (1_805_076_000, 1_805_076_000))  # 15/03/2027 09:00

    return _put


def test_what_waits_is_read_listed_and_shown_with_its_reason(opened, put):
    put(1)
    assert "1 thư đến: 1 chờ cán bộ xem." == opened("incoming", "read", *NOW).lines[0]
    assert "Không có thư mới." == opened("incoming", "read", *NOW).lines[0]

    listed = opened("incoming", "list").out
    assert "Mai <mai1980@thu.example>" in listed
    assert "Không có mã của thư nào: chưa rõ về việc gì." in listed
    shown = opened("incoming", "show", "1").out
    assert "Tình trạng     chờ cán bộ xem" in shown
    assert "đã nộp, số 12/BC-STC ngày 15/3/2027" in shown


def test_strangers_mail_is_listed_apart_and_said(opened, folder):
    path = folder / "1.eml"
    path.write_bytes(b"From: Ai <ai@thu.example>\nTo: x@don-doc.example\n\nMoi mua hang\n")
    os.utime(path, (1_805_076_000, 1_805_076_000))
    opened("incoming", "read", *NOW)

    listed = opened("incoming", "list").lines
    assert "0 thư; 1 thư của người lạ để riêng (--strangers)" == listed[-1]
    assert "ai@thu.example" in opened("incoming", "list", "--strangers").out


def test_an_officer_records_it_with_what_the_letter_says(opened, put):
    put(1)
    opened("incoming", "read", *NOW)
    rows = opened("status", "--duty", "III.1.1.c", "--json", *NOW).json[0]["assignments"]
    number = next(str(row["id"]) for row in rows if row["unit"] == "so-tai-chinh")

    done = opened("incoming", "accept", "1", "--assignment", number, *OFFICER, *NOW)

    assert done.lines[0].startswith("Đã ghi Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính")
    assert "chưa có: người ký, số liệu" in done.lines[0]
    assert "12/BC-STC" in opened("status", "--duty", "III.1.1.c", *NOW).out
    again = opened("incoming", "accept", "1", "--assignment", number, *OFFICER, *NOW)
    who = "Phạm Thị Hà, Sở Nội vụ xử lý lúc 10:00 ngày 15/03/2027"
    assert [f"Thư «1»: thư này đã xong, không còn chờ; {who}"] == again.problems


def test_an_officer_puts_it_aside_with_a_reason(opened, put):
    put(1)
    opened("incoming", "read", *NOW)

    bare = opened("incoming", "dismiss", "1", "--reason", " ", *OFFICER, *NOW)
    assert ["Lý do: hãy ghi lý do trong một câu"] == bare.problems
    done = opened("incoming", "dismiss", "1", "--reason", "Thư rác.", *OFFICER, *NOW)
    assert ["Đã bỏ qua thư số 1; thư gốc vẫn được giữ."] == done.lines
    assert "0 thư" == opened("incoming", "list").lines[-1]
    assert "đã bỏ qua" in opened("incoming", "list", "--all").out


WHO_MAY = "chỉ cán bộ Văn phòng UBND tỉnh, Sở Nội vụ hoặc quản trị được xem và xử lý thư đến"


@pytest.mark.parametrize(
    ("by", "problem"),
    [
        ("xem@so-noi-vu.example", f"tài khoản này chỉ được xem; {WHO_MAY}"),
        ("khac@so-tu-phap.example", WHO_MAY),
    ],
)
def test_who_may_not_is_told_so(by, problem, opened, put):
    put(1)
    opened("incoming", "read", *NOW)
    done = opened("incoming", "accept", "1", "--assignment", "1", "--as", by, *NOW)

    assert (2, [f"Tài khoản «{by}»: {problem}"]) == (done.code, done.problems)


def test_our_question_to_whoever_wrote_is_a_message_like_any_other(opened, folder, put):
    put(1)
    letter = (folder / "1.eml").read_text(encoding="utf-8")
    clerk = letter.replace("Mai <mai1980@thu.example>", "van-thu@so-tai-chinh.example")
    (folder / "1.eml").write_text(clerk, encoding="utf-8")
    opened("incoming", "read", "--now", "26/11/2099 10:00")

    assert "van-thu@so-tai-chinh.example" in opened("message", "list").out
    shown = opened("message", "show", "1").out
    assert "Trả lời thư đến số 1 của van-thu@so-tai-chinh.example: Không có mã" in shown


def test_without_a_mailbox_there_is_nothing_to_read(opened):
    done = opened("incoming", "read", *NOW)

    assert done.problems[0].startswith("DONDOC_INCOMING_URL: chưa đặt hộp thư đến")


def test_dispatch_reads_first(opened, put, monkeypatch):
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailto://127.0.0.1:9?from=a@b.example&mode=insecure")
    put(1)

    assert "1 thư đến: 1 chờ cán bộ xem." in opened("dispatch").lines


def test_check_looks_at_the_mailbox(run, folder, monkeypatch):
    assert "✓ hộp thư đến" in run("check").lines
    assert any("DONDOC_INCOMING_AUTH_ID" in line for line in run("check").lines)
    monkeypatch.setenv("DONDOC_INCOMING_URL", str(folder / "khong-co"))
    assert "không có thư mục này" in run("check").err
    monkeypatch.setenv("DONDOC_INCOMING_URL", "imap://a:bi-mat@127.0.0.1:9/INBOX?mode=insecure")
    refused = run("check").err
    assert "không kết nối được" in refused
    assert "bi-mat" not in refused


def test_watching_goes_on_until_it_is_told_to_stop(opened, put, folder, tmp_path):
    put(1)
    program = [sys.executable, "-m", "dondoc", "incoming", "watch", "--every", "1"]
    environment = {**os.environ, "DONDOC_TRIAL": "true", "PYTHONUNBUFFERED": "1"}
    root = str(Path(__file__).parents[2])
    with (
        subprocess.Popen(
            program, cwd=root, env=environment, stderr=subprocess.PIPE, text=True
        ) as watching,
        ExitStack() as in_any_case,
    ):
        in_any_case.callback(watching.kill)
        assert watching.stderr is not None
        assert "Đọc hộp thư đến, 1 giây một lần." in watching.stderr.readline()
        assert "DONDOC_INCOMING_AUTH_ID" in watching.stderr.readline()
        assert "1 thư đến: 1 chờ cán bộ xem." in watching.stderr.readline()
        put(2)
        assert "1 thư đến: 1 chờ cán bộ xem." in watching.stderr.readline()
        watching.send_signal(signal.SIGTERM)
        assert watching.stderr.read().endswith(": Đã dừng.\n")
    assert 0 == watching.returncode
    assert 2 == len(list((folder / "da-doc").iterdir()))


def test_a_letter_is_understood_while_somebody_else_holds_the_ledger(opened, put):
    """A large mail takes its time: nobody waits for it behind the officer's lock."""
    put(1)
    opened("incoming", "read", *NOW)
    here = load_installation().at(PRESENT)

    with transaction(here.engine, write=False) as session:
        officer = account_of(session, OFFICER[1])

    with transaction(here.engine):
        letter = letter_unlocked(here, officer, 1)

    assert "mai1980@thu.example" == letter.sender
