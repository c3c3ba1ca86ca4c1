"""Tab in bash and zsh: commands, options, the words and codes that an option takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(sys.executable).parent
"""Where `dondoc` stands, as for a person whose environment is active."""


def ask_bash(line: str, folder: Path) -> list[str]:
    """What bash offers for the last word of the line, by the script that we print for it."""
    words = line.split(" ")
    array = " ".join(f"'{word}'" for word in words)
    program = (
        'eval "$(dondoc completion bash)"\n'
        "complete -p dondoc >&2\n"
        f"COMP_WORDS=({array})\nCOMP_CWORD={len(words) - 1}\n"
        'compopt() { echo "compopt $*"; }\n'  # of use only while a person types
        "_dondoc_completion dondoc\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DONDOC_DATA_DIR": str(folder)}
    command = ["bash", "--norc", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert "-F _dondoc_completion dondoc" in done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("dondoc cal", ["calendar"]),
        ("dondoc con", ["contacts", "conference"]),
        ("dondoc contacts ver", ["verify"]),
        ("dondoc contacts en", ["enable"]),
        ("dondoc decide --re", ["--return", "--refuse"]),
        ("dondoc status --as", ["--as-of"]),
        ("dondoc inspection draw --quarter ", ["1", "2", "3", "4"]),
        ("dondoc completion z", ["zsh"]),
        ("dondoc status --duty bao-cao-di", ["bao-cao-dinh-ky"]),
        ("dondoc contacts list --unit so-tai-c", ["so-tai-chinh"]),
        ("dondoc contacts import danh", ["compopt", "-o", "default"]),
        ("dondoc plan new --to ke", ["compopt", "-o", "dirnames"]),
        ("dondoc due --year 20", []),
    ],
)
def test_bash_is_offered_what_may_stand_there(line, offered, tmp_path):
    assert offered == ask_bash(line, tmp_path)


def test_zsh_is_offered_it_with_what_it_means(bare, monkeypatch):
    monkeypatch.setenv("COMP_WORDS", "dondoc contacts ver")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("_DONDOC_COMPLETE", "zsh_complete")

    said = "xác nhận thay một đầu mối, sau khi đã gọi điện cho đơn vị"
    assert ["plain", "verify", said] == bare().lines


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_script_is_one_that_the_shell_can_read(shell, bare, write):
    done = bare("completion", shell)

    assert (0, "") == (done.code, done.err)
    assert f"_DONDOC_COMPLETE={shell}_complete" in done.out
    if shutil.which(shell):
        script = write("script", done.out)
        subprocess.run([shell, "-n", script], check=True)


def test_a_shell_that_is_not_known_is_refused_with_those_that_are(bare):
    refused = "dondoc completion: SHELL: không có «fish»; hãy ghi một trong: bash, zsh; xem"

    assert refused in bare("completion", "fish").err


def test_a_broken_plan_offers_nothing_and_complains_of_nothing(bare, monkeypatch):
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", "/nowhere")
    monkeypatch.setenv("COMP_WORDS", "dondoc status --duty ")
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("_DONDOC_COMPLETE", "bash_complete")

    assert (0, "", "") == (bare().code, bare().out.strip(), bare().err)
