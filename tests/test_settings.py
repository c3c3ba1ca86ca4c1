"""Settings fail at the door: every problem at once, each with what to write instead."""

from __future__ import annotations

import stat

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
