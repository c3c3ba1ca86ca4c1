"""Settings fail at the door: every problem at once, each with what to write instead."""

from __future__ import annotations

import stat
from datetime import date

import pytest

from dondoc.problems import Refused
from dondoc.settings import Settings, load_settings


def test_the_defaults_are_one_machine_with_sqlite_and_trial_mode(tmp_path):
    settings = load_settings(data_dir=tmp_path)

    assert settings.trial
    assert f"sqlite:///{tmp_path / 'dondoc.sqlite3'}" == settings.database


def test_all_problems_are_told_at_once(monkeypatch):
    monkeypatch.setenv("DONDOC_BASE_URL", "dondoc")
    monkeypatch.setenv("DONDOC_SMTP_CONNECTIONS", "nhiều")
    monkeypatch.setenv("DONDOC_TRIAL", "có thể")
    monkeypatch.setenv("DONDOC_SMTP_URL", "https://bi-mat:mat-khau@may-chu.example")
    monkeypatch.setenv("DONDOC_BASEURL", "viết nhầm tên")

    with pytest.raises(Refused) as caught:
        load_settings()

    fields = {problem.field for problem in caught.value.problems}
    assert {
        "DONDOC_BASE_URL",
        "DONDOC_SMTP_CONNECTIONS",
        "DONDOC_TRIAL",
        "DONDOC_SMTP_URL",
        "DONDOC_BASEURL",
    } == fields
    assert "https://dondoc.tinh.example" in str(caught.value)
    assert "mat-khau" not in str(caught.value)


def test_a_misspelt_variable_is_not_passed_over(monkeypatch):
    monkeypatch.setenv("DONDOC_BASEURL", "https://a.example")

    with pytest.raises(Refused, match=r"DONDOC_BASEURL.*không có thiết lập này"):
        load_settings()


def test_a_misspelt_name_in_the_file_is_not_passed_over_nor_its_value_shown(tmp_path, monkeypatch):
    file = tmp_path / "don-doc.env"
    file.write_text(
        "# ghi chú\nDONDOC_TRIAL=false\nDONDOC_SMTP_ULR=mailtos://u:mat-khau@x.example\n"
    )
    monkeypatch.setenv("DONDOC_SETTINGS", str(file))

    with pytest.raises(Refused, match=r"DONDOC_SMTP_ULR.*không có thiết lập này") as caught:
        load_settings()
    assert "mat-khau" not in str(caught.value)


def test_settings_come_from_a_file(tmp_path, monkeypatch):
    file = tmp_path / "don-doc.env"
    file.write_text("DONDOC_TRIAL=false\nDONDOC_TRIAL_ALLOW=A@x.example, b@x.example\n")
    monkeypatch.setenv("DONDOC_SETTINGS", str(file))

    settings = load_settings()

    assert not settings.trial
    assert ("a@x.example", "b@x.example") == settings.trial_allow


def test_a_file_that_is_not_there_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("DONDOC_SETTINGS", str(tmp_path / "mat.env"))

    with pytest.raises(Refused, match="không có tệp này"):
        load_settings()


def test_the_signing_key_is_made_once_and_is_ours_alone(tmp_path):
    settings = load_settings(data_dir=tmp_path)

    assert settings.signing_key() == settings.signing_key()
    assert 0o600 == stat.S_IMODE((tmp_path / "secret.key").stat().st_mode)


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"INCOMING_URL": "imaps://a:bi-mat@thu.example/INBOX"}, "phải có DONDOC_REPLY_TO"),
        (
            {"INCOMING_URL": "pop3://a:bi-mat@thu.example"},
            "phải bắt đầu bằng imaps:// hoặc imap://",
        ),
        ({"INCOMING_URL": "imaps://thu.example/INBOX"}, "thiếu tài khoản, mật khẩu hoặc máy chủ"),
        ({"INCOMING_URL": "imaps://a:bi-mat@thu.example:99999/X"}, "số cổng phải từ 1 đến 65535"),
        (
            {"INCOMING_URL": "imap://a:bi-mat@thu.example/X?mode=insecure"},
            "chỉ dùng được với máy chủ trên chính máy này",
        ),
        (
            {"INCOMING_URL": "thu-den", "REPLY_TO": "tra-loi-cua-van-phong-so-noi-vu@x.example"},
            "DONDOC_REPLY_TO dài quá 24 chữ trước @, không thêm được mã",
        ),
        (
            {
                "INCOMING_URL": "thu-den",
                "REPLY_TO": "tra-loi@x.example",
                "BOUNCE_TO": "thu-hoan-lai-cua-so-noi-vu@x.example",
            },
            "DONDOC_BOUNCE_TO dài quá 24 chữ",
        ),
        ({"REPLY_TO": "tra-loi"}, "không phải địa chỉ thư"),
        ({"TRIAL_ALLOW": "a@x.example; b@x.example"}, "các địa chỉ cách nhau bằng dấu phẩy"),
        ({"TRIAL_ALLOW": "thu.so-noi-vu.example"}, "không phải địa chỉ thư"),
        ({"INCOMING_FROM_ON": "31/02/2027"}, "Ngày 31/02/2027 không có trong lịch."),
    ],
)
def test_settings_of_incoming_mail_are_checked_and_show_no_password(variables, said, monkeypatch):
    for name, value in variables.items():
        monkeypatch.setenv(f"DONDOC_{name}", value)

    with pytest.raises(Refused) as caught:
        load_settings()
    assert said in str(caught.value)
    assert "bi-mat" not in str(caught.value)


def test_incoming_mail_is_off_until_a_mailbox_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("DONDOC_REPLY_TO", "Sở Nội vụ <tra-loi@x.example>")
    monkeypatch.setenv("DONDOC_BOUNCE_TO", "thu-hoan@x.example")
    off = load_settings(data_dir=tmp_path)
    assert ("", "") == (off.reply_address, off.bounce_address)

    monkeypatch.setenv("DONDOC_INCOMING_URL", "imaps://a%40x.example:m%2Fk@thu.example/INBOX")
    monkeypatch.setenv("DONDOC_INCOMING_FROM_ON", "1/3/2027")
    on = load_settings(data_dir=tmp_path)
    assert ("tra-loi@x.example", "thu-hoan@x.example") == (on.reply_address, on.bounce_address)
    assert date(2027, 3, 1) == on.incoming_from_on


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("METRICS_FROM", "10.0.0.5, may-chu", "«may-chu» không phải địa chỉ mạng"),
        ("METRICS_TOKEN", "ngan", "ngắn quá, dễ đoán; hãy ghi ít nhất 16 chữ"),
        ("HEARTBEAT_URL", "nhip.tinh.example/ma-so", "phải là địa chỉ đầy đủ"),
        ("LOG", "xml", "hãy ghi một trong"),
        ("SMTP_URL", "mailtos://a:mat@khau/1@thu.example:587?from=a@x.example", "dạng phần trăm"),
    ],
)
def test_settings_of_sending_and_watching_are_checked(name, given, said, monkeypatch):
    monkeypatch.setenv(f"DONDOC_{name}", given)

    with pytest.raises(Refused, match=f"DONDOC_{name}.*{said}") as caught:
        load_settings()
    secret = name in ("METRICS_TOKEN", "HEARTBEAT_URL", "SMTP_URL")
    assert secret is (given not in str(caught.value))
