"""What the command line loads: little, and prefect never but for `render` and `apply`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.support.command_tree import everything

HEAVY = ("prefect", "sqlalchemy", "pydantic", "fastapi", "apprise", "holidays", "pendulum")


def loaded(code: str) -> list[str]:
    """Which of the heavy packages a fresh interpreter has loaded after running the code."""
    ask = f"import json, sys; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ask}"], capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    "code",
    [
        "import dondoc",
        "import dondoc.cli",
        "from dondoc.cli import main; main(['--help'])",
        "from dondoc.cli import main; main(['due', '--help'])",
    ],
)
def test_the_menu_loads_nothing_heavy(code):
    assert [] == loaded(code)


def test_no_help_page_and_no_wrong_line_loads_anything_heavy():
    lines = [one.line.split()[1:] for one in everything()]
    code = (
        "from dondoc.cli import main\n"
        f"for line in {lines!r}:\n"
        "    main([*line, '--help'])\n"
        "    main([*line, '--khong-co'])"
    )

    assert [] == loaded(code)


def test_a_shell_that_completes_waits_for_nothing_heavy(monkeypatch):
    monkeypatch.setenv("_DONDOC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "dondoc contacts list --")
    monkeypatch.setenv("COMP_CWORD", "3")

    assert [] == loaded("from dondoc.cli import main; main()")


@pytest.mark.parametrize("command", [["due", "--year", "2026"], ["lint"], ["check"]])
def test_commands_load_no_prefect(command, tmp_path, monkeypatch):
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "data"))

    assert "prefect" not in loaded(f"from dondoc.cli import main; main({command!r})")


def test_due_needs_neither_ledger_nor_door():
    found = loaded("from dondoc.cli import main; main(['due', '--year', '2026'])")

    assert {"sqlalchemy", "fastapi", "apprise"}.isdisjoint(found)
