"""One data folder, one stack of `make run`: the second start says who holds it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deployments import marker
from deployments.one_stack import NAME, HeldFolder
from dondoc.problems import Refused

HOLD = """
import sys, time
from pathlib import Path
from deployments.one_stack import HeldFolder
held = HeldFolder(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_start_says_who_holds_it_and_touches_nothing(tmp_path: Path):
    held = marker.open_folder(tmp_path)
    (tmp_path / "ledger").write_text("half filled")

    who = rf"tiến trình {os.getpid()} trên máy {socket.gethostname()}, từ \d\d/\d\d/\d{{4}}"
    with pytest.raises(Refused, match=who):
        marker.open_folder(tmp_path)
    assert "half filled" == (tmp_path / "ledger").read_text()

    held.close()
    marker.open_folder(tmp_path).close()
    assert not (tmp_path / "ledger").exists(), "a filling that was broken off is begun anew"


def test_what_a_killed_process_left_holds_nobody_up(tmp_path: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert "held\n" == process.stdout.readline()
    with pytest.raises(Refused, match=f"tiến trình {process.pid}"):
        HeldFolder(tmp_path)

    process.send_signal(signal.SIGKILL)
    process.communicate()
    HeldFolder(tmp_path).close()


def test_words_that_cannot_be_read_do_not_hide_the_lock(tmp_path: Path):
    held = HeldFolder(tmp_path)
    (tmp_path / NAME).write_text("[")

    with pytest.raises(Refused, match="chưa nói là tiến trình nào"):
        HeldFolder(tmp_path)
    held.close()
