"""`dondoc channel`: a way to send stands still, and runs again."""

from __future__ import annotations

NOW = ("--now", "01/03/2027 07:30")


def test_a_channel_is_paused_and_resumed(peopled):
    assert ["email  đang chạy"] == peopled("channel", "list").lines[2:]

    paused = peopled("channel", "pause", "email", "--reason", "đổi mật khẩu", *NOW)
    assert ["Kênh email tạm dừng. Tin chưa gửi vẫn chờ trong sổ."] == paused.lines
    assert ["email  tạm dừng từ 07:30 ngày 01/03/2027: đổi mật khẩu"] == (
        peopled("channel", "list").lines[2:]
    )

    peopled("channel", "resume", "email", *NOW)
    assert ["email  đang chạy"] == peopled("channel", "list").lines[2:]


def test_a_paused_channel_sends_nothing(opened, monkeypatch):
    monkeypatch.setenv("DONDOC_DEMO", "true")
    opened("notices", "plan", *NOW)
    opened("channel", "pause", "email", *NOW)

    said = ["0 tin đã gửi; kênh tạm dừng: email."]
    assert said == opened("dispatch", "--now", "01/03/2027 08:00").lines


def test_doing_it_twice_and_a_wrong_name_are_refused(peopled):
    peopled("channel", "pause", "email", *NOW)

    assert ["Kênh «email»: đã tạm dừng từ 07:30 ngày 01/03/2027"] == (
        peopled("channel", "pause", "email").problems
    )
    assert ["Kênh «fax»: không có kênh này; hãy ghi một trong: email"] == (
        peopled("channel", "resume", "fax").problems
    )


def test_resuming_what_runs_is_refused(peopled):
    assert ["Kênh «email»: không tạm dừng, không có gì phải làm"] == (
        peopled("channel", "resume", "email").problems
    )
