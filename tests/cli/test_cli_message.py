"""`dondoc message`: what was said, each try, and why; never a living link."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.sign_in_mail import queue_sign_in
from dondoc.settings import load_settings
from models import Account, Message
from models.database import engine_for, transaction
from models.reasons import MessageReason
from tests.support.real_window import window_at
from tests.support.smtp_server import SmtpServer

OPENS = ("--now", "01/03/2027 07:30")
EIGHT = at(date(2027, 3, 1), 8)


@pytest.fixture
def spoken(opened, monkeypatch):
    """Two opening messages that no mail server took: nothing listens on the discard port."""
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    url = "mailto://127.0.0.1:9?from=don-doc@so-noi-vu.example&mode=insecure"
    monkeypatch.setenv("DONDOC_SMTP_URL", url)
    opened("notices", "plan", *OPENS)
    assert 2 == window_at(EIGHT).deferred
    return opened


def test_messages_are_listed_newest_first(spoken):
    shown = spoken("message", "list", "--json").json

    assert [2, 1] == [one["id"] for one in shown]
    assert ["pending"] * 2 == [one["state"] for one in shown]
    assert 1 == len(spoken("message", "list", "--json", "--most", "1").json)
    assert "[Mở kỳ] Báo cáo CCHC, hạn T3 16/03 – quý I/2027" in spoken("message", "list").out


def test_what_waits_for_the_accounts_rate_is_told_from_what_waits_its_turn(spoken):
    with transaction(engine_for(load_settings().database)) as session:
        waits = session.get_one(Message, 2)
        waits.reason, waits.reason_words = MessageReason.MINUTE_FULL, "30"

    second, first = spoken("message", "list").lines[2:]
    assert ("chờ gửi, hạn mức" in second, "hạn mức" in first) == (True, False)
    why = "chờ gửi: Chờ vì hạn mức 30 thư một phút của tài khoản gửi."
    assert f"Tình trạng     {why}" in spoken("message", "show", "2").lines


def test_a_message_is_shown_whole(spoken):
    done = spoken("message", "show", "1")

    mai = "Nguyễn Thị Mai, đầu mối của Sở Tài chính <van-thu@so-tai-chinh.example>"
    assert f"Người nhận     {mai}" in done.lines
    assert "Tình trạng     chờ gửi" in done.lines
    assert "Đợt gửi        08:00 ngày 01/03/2027" in done.lines
    tried = "  08:00 ngày 01/03/2027  hoãn: Không kết nối được máy chủ thư 127.0.0.1:9"
    assert any(line.startswith(tried) for line in done.lines)
    assert "Kính gửi: Sở Tài chính" in done.lines


def test_it_says_why_the_message_exists(spoken):
    done = spoken("message", "show", "1")

    because = done.out[done.out.index("Vì sao") : done.out.index("Các lần gửi")]
    assert [
        "Vì sao có tin này",
        "  Thông báo 1: thông báo mở kỳ, lập lúc 07:30 ngày 01/03/2027",
        "    việc            4: Báo cáo tuyên truyền CCHC quý I/2027 của Sở Tài chính",
        "    điều khoản      III.1.1, gạch đầu dòng thứ ba (III.1.1.c)",
    ] == because.splitlines()[:4]
    said = " ".join(because.split())
    assert "quy tắc 2 ngày làm việc sau ngày chốt số liệu, nhưng không muộn hơn" in said
    assert "hạn thứ Ba, 16/03/2027; chốt số liệu 14/03/2027, cộng 2 ngày làm việc là" in said
    assert "    bậc             OPEN, thứ Hai, 01/03/2027" in because
    assert "thứ tự 1, đã xác nhận lúc" in " ".join(because.split())


def test_its_state_is_three_separate_facts(spoken):
    facts = [
        "Ba dấu mốc",
        "  Máy chủ chưa nhận",
        "  Đơn vị chưa xác nhận",
        "  Đơn vị chưa trả lời",
    ]
    lines = spoken("message", "show", "1").lines

    assert facts == lines[lines.index("Ba dấu mốc") :][:4]


def test_what_the_server_took_is_shown_in_its_words(opened, monkeypatch):
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    with SmtpServer() as smtp:
        url = f"mailto://127.0.0.1:{smtp.port}?from=don-doc@so-noi-vu.example&mode=insecure"
        monkeypatch.setenv("DONDOC_SMTP_URL", url)
        opened("notices", "plan", *OPENS)
        window_at(EIGHT)

    taken = "Máy chủ đã nhận lúc 08:00 ngày 01/03/2027 (250 2.0.0 Ok: queued as 4F2A)"
    assert f"  {taken}" in opened("message", "show", "1").lines
    (listed, _other) = opened("message", "list", "--json").json
    assert "250 2.0.0 Ok: queued as 4F2A" == listed["server_words"]
    assert [None] == [one["acknowledged_at"] for one in listed["reactions"]]
    heads = opened("message", "list").lines[0]
    assert "Máy chủ nhận" in heads
    assert "Đơn vị xác nhận" in heads
    assert "Đơn vị trả lời" in heads


def test_its_links_are_holes_and_no_token_is_shown(spoken):
    done = spoken("message", "show", "1")

    assert "http://127.0.0.1:8450/v/⟦4⟧" in done.out
    assert [] == re.findall(r"/v/[a-z2-7]{32}", done.out)


def test_a_sign_in_mail_shows_no_token_either(opened, tmp_path):
    settings = load_settings()
    with transaction(engine_for(settings.database)) as session:
        account = session.get_one(Account, 1)
        queue_sign_in(session, settings, account, at(date(2027, 3, 1), 9))

    done = opened("message", "show", "1")

    assert "Phạm Thị Hà <ha@so-noi-vu.example>" in done.out
    assert "http://127.0.0.1:8450/dang-nhap/⟦sign-in⟧" in done.out
    assert [] == re.findall(r"/dang-nhap/[a-z2-7]{32}", done.out)


def test_a_message_that_is_not_there(opened):
    done = opened("message", "show", "99")

    assert (2, ["Tin «99»: không có tin này; xem `dondoc message list`"]) == (
        done.code,
        done.problems,
    )
