"""Imports go one way: flows → tasks → dondoc → models, and deployments → dondoc (DESIGN §2)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("dondoc", "flows", "tasks", "models", "deployments")
MAY_IMPORT = {
    "flows": {"flows", "tasks", "dondoc", "models"},
    "tasks": {"tasks", "dondoc", "models"},
    "dondoc": {"dondoc", "models"},
    "models": {"models"},
    "deployments": {"deployments", "dondoc", "models"},
}
DOORS = {Path("tasks/schedules.py")}
"""The one task module that loads deployments; `dondoc/cli/` does inside its functions."""


def _files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The packages that a file names, each with whether it does so inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
        else:
            continue
        for name in names:
            yield name.split(".")[0], id(node) in inside


def _allowed(path: Path, name: str, *, inside: bool) -> bool:
    relative = path.relative_to(ROOT)
    package = relative.parts[0]
    if name not in PACKAGES or name in MAY_IMPORT[package]:
        return True
    in_cli = relative.parts[:2] == ("dondoc", "cli") and inside
    return name == "deployments" and (relative in DOORS or in_cli)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files(package)
        for name, inside in _imports(path)
        if not _allowed(path, name, inside=inside)
    ]

    assert [] == wrong


@pytest.mark.parametrize("package", ["dondoc", "models"])
def test_the_core_never_imports_prefect(package: str):
    wrong = [
        str(path.relative_to(ROOT))
        for path in _files(package)
        for name, _inside in _imports(path)
        if name == "prefect"
    ]

    assert [] == wrong


def test_importing_the_core_loads_no_prefect():
    code = "import dondoc, dondoc.cli, sys; sys.exit('prefect' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode


def test_one_task_module_alone_loads_deployments():
    loads = {
        path.relative_to(ROOT)
        for package in ("flows", "tasks")
        for path in _files(package)
        for name, _inside in _imports(path)
        if name == "deployments"
    }

    assert loads == DOORS
