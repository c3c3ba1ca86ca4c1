"""Child processes as one tree: started with default signals, stopped in order, none left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dondoc.problems import Problem, Refused

PATIENCE = 15.0
"""Seconds a child has to stop by itself; the worker takes 2.5."""


@dataclass
class Tree:
    """The children of `make run`, in the order of their start; stopped in the reverse order."""

    environment: Mapping[str, str]
    logs: Path
    patience: float = PATIENCE
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start `python -m …` with its output in the log folder.

        A session of its own and default handlers: a child of a non-interactive shell inherits an
        ignored SIGINT, and Prefect's worker would then never stop.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"{name}.log").open("ab") as log:
            self.children[name] = subprocess.Popen(
                [sys.executable, "-m", *command],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_default_signals,  # noqa: PLW1509 - this process has one thread
            )

    def check(self) -> None:
        """Raises Refused naming the first child that is no longer there."""
        for name, child in self.children.items():
            if child.poll() is not None:
                wanted = f"đã dừng giữa chừng; xem {self.logs / name}.log"
                raise Refused(Problem("Tiến trình", name, wanted))

    def wait_for(self, url: str, *, name: str, seconds: float) -> None:
        """Wait until an address answers; raises Refused when the child dies or time is up."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.check()
            if answers(url):
                return
            time.sleep(0.2)
        wanted = f"chưa trả lời sau {seconds:.0f} giây; xem {self.logs / name}.log"
        raise Refused(Problem("Tiến trình", name, wanted))

    def stop(self) -> None:
        """Stop every child, the last started first; kill the group of one that will not."""
        for child in reversed(self.children.values()):
            _signal(child, signal.SIGTERM)
            try:
                child.wait(self.patience)
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.wait()
            _signal(child, signal.SIGKILL)  # what it may have left in its group
        self.children.clear()


def answers(url: str) -> bool:
    """Does somebody answer there, with whatever status?"""
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own loopback address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def refuse_used_ports(ports: Mapping[str, int]) -> None:
    """Raises Refused for every port that somebody else already listens on."""
    problems = [
        Problem("PORT", str(port), f"cổng của {name} đang được dùng; hãy chạy lại với PORT=… khác")
        for name, port in ports.items()
        if not _is_free(port)
    ]
    if problems:
        raise Refused(problems)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _default_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
