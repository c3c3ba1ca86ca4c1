"""The wheel holds everything that the program reads: outside the checkout there is nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dondoc", "flows", "tasks", "models", "deployments")
IN_THE_MAKING = {"__pycache__", ".env"}
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def test_every_file_of_the_packages_is_in_the_wheel(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    with zipfile.ZipFile(tmp_path / done.stdout.split()[-1]) as wheel:
        held = set(wheel.namelist())
    ours = {
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not IN_THE_MAKING & set(path.parts)
    }

    assert [] == sorted(map(str, {path for path in ours if path.as_posix() not in held}))
    for needed in ("dondoc/plan/data/plan.yaml", "deployments/systemd/don-doc.target"):
        assert needed in held
