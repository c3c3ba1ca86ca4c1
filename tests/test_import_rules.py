"""Imports go one way, through the rooms of DESIGN §2: the contracts stand in pyproject.toml."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_nothing_reaches_up_and_nothing_goes_in_a_circle():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr


def test_a_command_loads_deployments_inside_the_function_that_needs_it():
    """Prefect takes seconds to import; `dondoc due` starts at once."""
    at_the_top = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "dondoc" / "cli").rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("deployments")
    ]

    assert [] == at_the_top


def test_the_core_loads_without_prefect():
    core = "dondoc.cli, dondoc.delivery.dispatch_window, dondoc.portal.app"
    code = f"import sys, {core}; sys.exit('prefect' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode
