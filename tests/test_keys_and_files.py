"""The key that signs every link: whole, long, the ledger's own; files that nobody else reads."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dondoc.cli import main
from dondoc.cli.check_machine import understood
from dondoc.ledger.installation import load_installation
from dondoc.operations.doctor.machine_looks import open_to_others, right_mode
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.app import create_app
from dondoc.portal.sign_in.session import cookie_name
from dondoc.problems import Refused
from dondoc.secret_file import kept_secret
from dondoc.settings import Settings, load_settings


@pytest.mark.parametrize("kept", ["", "ngan", "a" * 31])
def test_a_key_that_was_half_written_is_refused_and_not_signed_with(tmp_path: Path, kept: str):
    (tmp_path / "secret.key").write_text(kept, encoding="ascii")
    settings = load_settings(data_dir=tmp_path)

    with pytest.raises(Refused, match=f"khóa chỉ có {len(kept)} chữ, ít nhất phải 32"):
        settings.signing_key()
    assert kept == (tmp_path / "secret.key").read_text(encoding="ascii")


def test_a_short_key_in_the_settings_is_refused_and_not_shown():
    with pytest.raises(Refused, match="DONDOC_SECRET_KEY: khóa chỉ có 7 chữ") as caught:
        load_settings(secret_key="doan-ra").signing_key()
    assert "doan-ra" not in str(caught.value)


def test_of_many_that_begin_at_once_all_have_the_same_whole_key(tmp_path: Path):
    for attempt in range(20):
        path = tmp_path / str(attempt) / "secret.key"
        with ThreadPoolExecutor(8) as together:
            found = set(together.map(lambda _, path=path: kept_secret(path, "X"), range(8)))
        assert [64] == [len(one) for one in found]
        assert [path] == list(path.parent.iterdir())


@pytest.fixture
def installed(tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))
    settings = load_settings()
    prepare_ledger(settings, rulebook).dispose()
    return settings


def test_another_key_than_the_ledgers_own_is_refused_at_every_start(
    installed: Settings, rulebook: Rulebook, capsys: pytest.CaptureFixture[str]
):
    load_installation()
    (installed.data_dir / "secret.key").unlink()

    for start in (load_installation, lambda: prepare_ledger(installed, rulebook)):
        with pytest.raises(Refused, match="khóa ký không phải khóa mà sổ này dùng"):
            start()
    assert 2 == main(["status"])
    assert "migrate --new-key" in capsys.readouterr().err

    assert 0 == main(["migrate", "--new-key"])
    load_installation()


def test_what_is_kept_is_nobody_elses(installed: Settings, rulebook: Rulebook):
    assert 0 == main(["migrate"])

    assert 0o700 == stat.S_IMODE(installed.data_dir.stat().st_mode)
    assert [] == open_to_others(installed)
    (installed.data_dir / "secret.key").chmod(0o644)
    [path] = open_to_others(installed)
    assert (installed.data_dir / "secret.key", "600") == (path, right_mode(path))


def test_check_shows_how_an_address_was_understood_but_no_password():
    url = "mailtos://don%40doc:mat%2Fkhau@thu.example:587?from=a@so-noi-vu.example&mode=starttls"

    [said] = understood(load_settings(smtp_url=url))
    assert said == (
        "· DONDOC_SMTP_URL: máy chủ thu.example, cổng 587, tài khoản don@doc, mật khẩu 8 chữ,"
        " từ a@so-noi-vu.example"
    )


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("https://dondoc.tinh.example", "__Host-dondoc_bang"),
        ("https://tinh.example/dondoc", "dondoc_bang"),
        ("http://127.0.0.1:8450", "dondoc_bang"),
    ],
)
def test_the_cookie_belongs_to_its_own_host_where_it_can(base_url: str, name: str):
    assert name == cookie_name(load_settings(base_url=base_url))


def test_the_demo_is_for_this_machine_alone(
    installed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DONDOC_DEMO", "true")
    assert 2 == main(["serve", "--host", "0.0.0.0", "--port", "8450"])
    assert "chỉ chạy ở chính máy này" in capsys.readouterr().err

    app = create_app(load_settings())
    answers = {
        host: TestClient(app, base_url=f"http://{host}").get("/robots.txt").status_code
        for host in ("127.0.0.1:8450", "localhost:8450", "xau.example")
    }
    assert [200, 200, 400] == list(answers.values())
