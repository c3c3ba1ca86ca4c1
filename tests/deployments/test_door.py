"""A Prefect server is shut to whoever has no password, and a wrong one is said in a sentence."""

from __future__ import annotations

import stat
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from deployments import worker
from deployments.apply import plan_changes
from deployments.door import look_at_door
from deployments.stack import Stack
from dondoc import clock
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from tests.support.prefect_harness import PASSWORD, PrefectServer

SERVER = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]


@pytest.fixture
def open_server() -> Iterator[None]:
    """A server that answers whoever asks, as `prefect server start` does by itself."""

    class Anybody(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'"3.8.8"')

        def log_message(self, *_: object) -> None:
            return

    listening = HTTPServer(("127.0.0.1", 0), Anybody)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{listening.server_port}/api"}):
        yield
    listening.shutdown()


@pytest.mark.usefixtures("open_server")
def test_nothing_is_put_on_a_server_that_answers_without_a_password(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(Refused, match=r"trả lời không cần mật khẩu.*DONDOC_PREFECT_OPEN=true"):
        plan_changes(rulebook, clock.now())
    monkeypatch.setattr(sys, "argv", ["worker"])
    assert 2 == worker.main()
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith("Worker không chạy được. PREFECT_API_URL")

    warning = look_at_door(open_allowed=True)
    assert warning.startswith("MÁY CHỦ PREFECT")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (PASSWORD + "x", "PREFECT_API_AUTH_STRING «(không hiện)»: máy chủ Prefect không nhận"),
        (None, "PREFECT_API_AUTH_STRING: chưa đặt; hãy ghi đúng như PREFECT_SERVER_API"),
    ],
)
class TestWithTheRealServer:
    pytestmark = SERVER

    def test_a_password_that_is_wrong_or_missing_is_one_sentence(
        self,
        prefect_server: PrefectServer,
        rulebook: Rulebook,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        given: str | None,
        said: str,
    ):
        with temporary_settings({PREFECT_API_AUTH_STRING: given}):
            with pytest.raises(Refused) as caught:
                plan_changes(rulebook, clock.now())
            monkeypatch.setattr(sys, "argv", ["worker"])
            assert 2 == worker.main()
        assert str(caught.value).startswith(said)
        assert PASSWORD not in str(caught.value)
        [line] = capsys.readouterr().err.splitlines()
        assert line == f"Worker không chạy được. {caught.value}"
        assert "" == look_at_door(open_allowed=False)


def test_the_demo_has_a_password_of_its_own_and_answers_only_its_own_pages(tmp_path: Path):
    first = Stack(tmp_path, 9000).environment()
    again = Stack(tmp_path, 9000).environment()

    password = first["PREFECT_SERVER_API_AUTH_STRING"]
    assert password == first["PREFECT_API_AUTH_STRING"] == again["PREFECT_API_AUTH_STRING"]
    assert len(password.partition(":")[2]) >= 32
    assert 0o600 == stat.S_IMODE((tmp_path / "prefect.key").stat().st_mode)
    own = first["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"].split(",")
    assert {"127.0.0.1", "localhost"} == {urlsplit(one).hostname for one in own}
    assert {9001} == {urlsplit(one).port for one in own}
