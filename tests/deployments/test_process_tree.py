"""`make run`'s children: started, watched, and none left behind."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import sys
from contextlib import closing
from pathlib import Path

import pytest

from deployments import marker, stack
from deployments.processes import Tree, refuse_used_ports
from dondoc.problems import Problem, Refused


@pytest.fixture
def tree(tmp_path: Path):
    tree = Tree({}, tmp_path / "logs", patience=2)
    yield tree
    tree.stop()


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


def _until_greeted(tree: Tree, port: int) -> smtplib.SMTP:
    while True:
        tree.check()
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=5)
        except OSError:
            continue


def test_the_demo_inbox_keeps_what_it_receives_and_stops_when_told(tree, port, tmp_path):
    inbox = tmp_path / "inbox"
    tree.start(
        "hop-thu", ["deployments.demo_mail_server", "--port", str(port), "--folder", str(inbox)]
    )
    with _until_greeted(tree, port) as smtp:
        smtp.sendmail("a@b.example", ["c@d.example"], "Subject: thu\r\n\r\nxin chao\r\n")
    pid = tree.children["hop-thu"].pid

    tree.stop()

    (kept,) = inbox.iterdir()
    assert "000001.eml" == kept.name
    assert b"xin chao" in kept.read_bytes()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_will_not_stop_is_killed(tree, tmp_path, monkeypatch):
    (tmp_path / "stubborn.py").write_text(
        "import signal, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True)\n"
        "while True: time.sleep(60)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    tree.patience = 0.2
    tree.start("lì", ["stubborn"])
    child = tree.children["lì"]
    log = tree.logs / "lì.log"
    while b"ready" not in log.read_bytes():
        assert child.poll() is None

    tree.stop()

    assert -signal.SIGKILL == child.returncode


def test_a_child_that_dies_is_named(tree):
    tree.start("chet", ["khong_co_mo_dun_nay"])
    tree.children["chet"].wait()

    with pytest.raises(Refused, match=r"chet.*đã dừng giữa chừng"):
        tree.check()


def test_a_used_port_is_refused_by_name():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        with pytest.raises(Refused, match=f"{port}.*cổng của Prefect đang được dùng"):
            refuse_used_ports({"Prefect": port})


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "quan-trong.txt").write_text("giữ lại")

    with pytest.raises(Refused, match="hãy chạy lại với DATA="):
        marker.open_folder(tmp_path)
    assert ["quan-trong.txt"] == [path.name for path in tmp_path.iterdir()]


def test_a_broken_off_filling_is_begun_anew_and_a_finished_one_kept(tmp_path):
    marker.open_folder(tmp_path).close()
    (tmp_path / "dondoc.sqlite3").write_text("nửa chừng")
    marker.open_folder(tmp_path).close()
    assert not (tmp_path / "dondoc.sqlite3").exists()

    marker.mark_filled(tmp_path)
    (tmp_path / "dondoc.sqlite3").write_text("đầy đủ")
    marker.open_folder(tmp_path).close()
    assert "đầy đủ" == (tmp_path / "dondoc.sqlite3").read_text()


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(monkeypatch, capsys, port):
    nowhere = ["stack", "--data", "/dev/null/khong-the", "--port", str(port)]
    monkeypatch.setattr(sys, "argv", nowhere)

    assert 2 == stack.main()
    said = capsys.readouterr().err
    assert "Không chạy được. DATA" in said
    assert "Traceback" not in said
    assert Problem("DATA", "", "").field in said
