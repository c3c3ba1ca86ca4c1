"""The command line as a process: exit codes, a closed pipe, Ctrl+C, a fault of our own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dondoc.cli import main


def dondoc(*argv: str, folder, **more) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DONDOC_DATA_DIR": str(folder / "data"), **more}
    command = [sys.executable, "-m", "dondoc", *argv]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_a_refusal_is_one_line_on_stderr_and_exit_code_two(tmp_path):
    done = dondoc("status", folder=tmp_path)

    assert (2, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["due --year 2026", "contacts template"])
def test_a_reader_that_goes_away_is_no_fault(command, tmp_path):
    environment = {**os.environ, "DONDOC_DATA_DIR": str(tmp_path)}
    line = f"{sys.executable} -m dondoc {command} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env=environment, check=False
    )

    assert (0, "") == (done.returncode, done.stderr)


def test_a_fault_of_our_own_is_not_hidden():
    with pytest.raises(TypeError):
        main(["due", 2026])  # type: ignore[list-item]
