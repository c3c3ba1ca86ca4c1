"""`dondoc delivery`: how sending stands; a channel, and a single message, taken in hand."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from dondoc.settings import load_settings
from models import Audit
from models.database import engine_for, transaction

NOW = ("--now", "01/03/2027 07:30")
EIGHT, NINE = ("--now", "01/03/2027 08:00"), ("--now", "01/03/2027 09:00")


@pytest.fixture
def planned(opened, monkeypatch):
    """Two openings wait in the demo; nothing listens on the discard port."""
    monkeypatch.setenv("DONDOC_DEMO", "true")
    url = "mailto://127.0.0.1:9?from=don-doc@so-noi-vu.example&mode=insecure"
    monkeypatch.setenv("DONDOC_SMTP_URL", url)
    opened("notices", "plan", *NOW)
    return opened


def _audited() -> list[tuple[str, str, str]]:
    query = select(Audit).order_by(col(Audit.id))
    with transaction(engine_for(load_settings().database), write=False) as session:
        return [(one.act, one.target, one.detail) for one in session.exec(query)]


def _channels(run) -> list[str]:
    return run("delivery", "status").out.partition("Kênh")[2].splitlines()[2:]


def test_a_channel_is_paused_and_released(peopled):
    assert ["email  đang chạy"] == _channels(peopled)

    paused = peopled("delivery", "pause", "email", "--reason", "đổi mật khẩu", *NOW)
    assert ["Kênh email tạm dừng. Tin chưa gửi vẫn chờ trong sổ."] == paused.lines
    assert ["email  tạm dừng từ 07:30 ngày 01/03/2027: đổi mật khẩu"] == _channels(peopled)

    released = peopled("delivery", "release", "email", *NOW)
    assert ["Kênh email chạy lại. Tin đang chờ sẽ đi ở lượt gửi kế tiếp."] == released.lines
    assert ["email  đang chạy"] == _channels(peopled)
    assert [
        ("tạm dừng kênh", "channel:email", "đổi mật khẩu"),
        ("cho kênh chạy lại", "channel:email", ""),
    ] == _audited()[-2:]


def test_a_paused_channel_sends_nothing(planned):
    planned("delivery", "pause", "email", *NOW)

    assert ["0 tin đã gửi; kênh tạm dừng: email."] == planned("dispatch", *EIGHT).lines


def test_doing_it_twice_and_a_wrong_name_are_refused(peopled):
    peopled("delivery", "pause", "email", *NOW)

    assert ["Kênh «email»: đã tạm dừng từ 07:30 ngày 01/03/2027"] == (
        peopled("delivery", "pause", "email").problems
    )
    assert ["Kênh «fax»: không có kênh này; hãy ghi một trong: email"] == (
        peopled("delivery", "release", "fax").problems
    )


def test_releasing_what_runs_is_refused(peopled):
    assert ["Kênh «email»: đang chạy, không phải làm gì"] == (
        peopled("delivery", "release", "email").problems
    )


def test_status_says_what_waits_and_since_when(planned):
    before = planned("delivery", "status")
    assert "Thông báo chưa thành tin   2, sớm nhất đến giờ lúc 08:00 ngày 01/03/2027" in (
        before.lines
    )
    planned("dispatch", *EIGHT)
    after = planned("delivery", "status")

    assert "chờ gửi         2" in after.lines
    assert "Tin chờ lâu nhất           tin 1, lập lúc 08:00 ngày 01/03/2027" in after.lines
    assert "Có thể đến hai lần         không có" in after.lines
    assert "Nơi tra thư đã đi          chưa đặt (DONDOC_ARCHIVE_URL)" in after.lines
    assert {"pending": 2} == planned("delivery", "status", "--json").json["states"]


def test_a_message_that_waits_is_withdrawn_and_never_leaves(planned):
    planned("dispatch", *EIGHT)

    done = planned("delivery", "withdraw", "1", "--reason", "soạn nhầm kỳ", *NINE)

    assert ["Đã rút lại tin 1; nội dung trong tin không được gửi nữa."] == done.lines
    shown = planned("message", "show", "1")
    assert "Tình trạng     thôi không gửi: Cán bộ rút lại: soạn nhầm kỳ" in shown.lines
    assert "    thôi            Cán bộ rút lại: soạn nhầm kỳ" in shown.lines
    assert ("rút lại tin", "message:1", "soạn nhầm kỳ") == _audited()[-1]
    assert ["Tin «1»: tin này thôi không gửi; chỉ rút được tin chờ gửi hoặc giữ lại"] == planned(
        "delivery", "withdraw", "1", "--reason", "x", *NINE
    ).problems


def test_a_withdrawn_message_goes_to_a_corrected_address(planned):
    planned("dispatch", *EIGHT)
    planned("delivery", "withdraw", "1", "--reason", "sai địa chỉ", *NINE)

    done = planned("delivery", "resend", "1", "--to", "moi@so-tai-chinh.example", *NINE)

    assert done.lines[0].startswith(
        "Đã xếp gửi lại tin 1 thành tin 3, tới moi@so-tai-chinh.example,"
        " gửi từ 09:00 ngày 01/03/2027. Địa chỉ này thay địa chỉ cũ;"
    )
    shown = planned("message", "show", "3")
    assert any("<moi@so-tai-chinh.example>" in line for line in shown.lines)
    assert "Nguyễn Thị Mai" in shown.out
    assert "  Cán bộ yêu cầu gửi lại tin 1." in shown.lines
    assert ["sửa địa chỉ đầu mối", "gửi lại tin"] == [one[0] for one in _audited()[-2:]]


def test_what_makes_no_sense_is_refused_in_a_sentence(planned):
    planned("dispatch", *EIGHT)

    assert ["Tin «1»: tin này chờ gửi; hệ thống sẽ tự gửi, hoặc rút lại trước"] == (
        planned("delivery", "resend", "1", *NINE).problems
    )
    assert ["Tin «99»: không có tin này; xem `dondoc message list`"] == (
        planned("delivery", "resend", "99", *NINE).problems
    )
    assert ["Lý do: hãy ghi vì sao rút lại"] == (
        planned("delivery", "withdraw", "1", "--reason", " ", *NINE).problems
    )
