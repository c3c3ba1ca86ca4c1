"""deployments/systemd: what systemd itself says of the units, and what each of them keeps to."""

from __future__ import annotations

import os
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.support.command_tree import leaves

UNITS = Path(__file__).resolve().parents[2] / "deployments" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
BIN = "/opt/don-doc/.venv/bin/"
EXPOSURE = 20
"""In tenths, as `systemd-analyze security` weighs it: 0 is shut, 96 a service with no hardening."""


@pytest.fixture(scope="module")
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        assert not os.environ.get("CI"), "systemd-analyze is missing: see `make programs`"
        pytest.skip("systemd-analyze (package systemd) is not on this machine")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units with a program that is here: the guide's own stands where nobody has installed."""
    here = tmp_path_factory.mktemp("units")
    for unit in [*SERVICES, *UNITS.glob("*.timer"), *UNITS.glob("*.target")]:
        text = unit.read_text(encoding="utf-8")
        for program in ("prefect", "dondoc", "python"):
            text = text.replace(f"{BIN}{program}", "/bin/true")
        (here / unit.name).write_text(text, encoding="utf-8")
    return here


def _said(command: list[str]) -> tuple[int, str]:
    environment = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, done.stdout + done.stderr


def _service(unit: Path) -> dict[str, str]:
    read = RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(unit.read_text(encoding="utf-8"))
    return dict(read["Service"])


def test_systemd_finds_nothing_wrong(analyze: str, folder: Path):
    names = ["don-doc-worker@1.service" if "@" in one.name else one.name for one in SERVICES]
    units = [folder / name for name in [*names, "don-doc-backup.timer", "don-doc.target"]]
    code, said = _said([analyze, "verify", "--man=no", *map(str, units)])

    assert (0, []) == (code, [line for line in said.splitlines() if "don-doc" in line])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_is_shut_in(analyze: str, folder: Path, unit: Path):
    threshold = f"--threshold={EXPOSURE}"
    code, said = _said(
        [analyze, "security", "--offline=yes", threshold, "--no-pager", str(folder / unit.name)]
    )

    assert 0 == code, said


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_starts_a_command_that_exists_as_its_own_user(unit: Path):
    given = _service(unit)
    program, *words = given["ExecStart"].removeprefix(BIN).split()

    known = [one.line.split()[1:] for one in leaves()]
    assert program in ("dondoc", "prefect", "python")
    assert program != "dondoc" or any(words[: len(one)] == one for one in known)
    assert ("don-doc", "0077", "strict") == (
        given["User"],
        given["UMask"],
        given["ProtectSystem"],
    )
