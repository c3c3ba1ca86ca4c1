"""A copy of the project, in which a recipe of CONTRIBUTING.md is done by its words."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PACKAGES = ("dondoc", "models")
PROGRAM = (*PACKAGES, "flows", "tasks", "deployments", "prefect.yaml")
EVERYTHING = (*PROGRAM, "docs", "tests", "pyproject.toml", "CONTRIBUTING.md", "README.md")
BYTECODE = "__pycache__"  # taken along: what is not edited need not be compiled again
HALF_WRITTEN = shutil.ignore_patterns("*.pyc.*")  # by whoever compiles in the project just now

RUN = """
import contextlib, io, json, sys
import dondoc
from dondoc.cli import main
assert dondoc.__file__.startswith(sys.argv[1]), dondoc.__file__
told = []
for line in json.loads(sys.argv[2]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(line)
    told.append((code, " ".join(f"{out.getvalue()} {err.getvalue()}".split())))
print(json.dumps(told))
"""
"""Commands one after the other in one process: Python and its libraries are loaded once."""


class ProjectCopy:
    """The files of the project in a folder of their own, to be edited and run there."""

    def __init__(self, folder: Path, parts: Sequence[str] = EVERYTHING) -> None:
        self.folder = folder
        for part in parts:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part, ignore=HALF_WRITTEN)
            else:
                shutil.copy2(ROOT / part, folder / part)

    def write(self, path: str, text: str) -> None:
        """A new file; there is none of that name yet."""
        file = self.folder / path
        assert not file.exists(), path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Edit the one place where `old` stands."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert 1 == text.count(old), (path, old)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def touched(self) -> set[str]:
        """Every file that is no longer what it is in the project, or is new."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        ours = [path.relative_to(self.folder) for path in found if BYTECODE not in path.parts]
        return {
            str(path)
            for path in ours
            if not (ROOT / path).is_file() or not filecmp.cmp(ROOT / path, self.folder / path)
        }

    def dondoc(self, *lines: str, **settings: str) -> list[tuple[int, str]]:
        """Commands of `dondoc`, each with its exit code and all that it says, on one line."""
        words = json.dumps([line.split() for line in lines])
        told = json.loads(self.python("-c", RUN, str(self.folder), words, **settings).stdout)
        return [(code, said) for code, said in told]

    def pytest(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Tests of the copy, as a contributor runs them."""
        quiet = ("-q", "-n", "0", "-p", "no:cacheprovider")
        return self.python("-m", "pytest", *quiet, *arguments, check=False, **settings)

    def python(
        self, *arguments: str, check: bool = True, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Python in the copy: its modules come before those of the project."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,  # seconds: what hangs is a fault, not a wait
        )
        assert not check or 0 == done.returncode, done.stderr
        return done


def places_named(recipe: str, **parts: Any) -> set[str]:
    """What the recipe of that title says to touch: the bold names, `<part>` filled in.

    A folder ends with a slash.
    """
    text = CONTRIBUTING.read_text(encoding="utf-8")
    (said,) = re.findall(rf"^### {re.escape(recipe)}\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.S)
    names = re.findall(r"\*\*`([^`]+)`\*\*", said)
    return {re.sub(r"<(\w+)>", lambda part: str(parts[part[1]]), name) for name in names}


def amiss(named: set[str], touched: set[str]) -> tuple[list[str], list[str]]:
    """What was touched unnamed, and named untouched; both are empty where the recipe is true."""
    folders = tuple(name for name in named if name.endswith("/"))
    below = {path for path in touched if path.startswith(folders)} if folders else set()
    idle = [one for one in folders if not any(path.startswith(one) for path in below)]
    unnamed = touched - named - below
    return sorted(unnamed), sorted([*idle, *(named - set(folders) - touched)])
