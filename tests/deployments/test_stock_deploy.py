"""prefect.yaml alone, on a stock server, with Prefect's own command and a worker of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deployments.apply import plan_changes
from deployments.render_prefect_yaml import FILE, write
from dondoc import clock
from dondoc.plan.rulebook import load_rulebook
from tests.support.cut_plan import cut_plan
from tests.support.prefect_harness import PrefectServer

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]
ROOT = Path(__file__).resolve().parents[2]


def _prefect(server: PrefectServer, *arguments: str, cwd: Path, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
        cwd=cwd,
        env={**server.environment, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **more},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("home", [{}, {"DONDOC_HOME": "/mot/may/khac"}], ids=["plain", "home"])
def test_prefect_deploy_all_gives_what_apply_gives(
    prefect_server: PrefectServer, tmp_path: Path, home: dict[str, str]
):
    """Deployed from the file by Prefect itself, the server stands as `dondoc apply` wants it,
    whatever is set where it was deployed: both may be used in turn."""
    rulebook = load_rulebook(cut_plan(tmp_path / "ke-hoach"))
    write(rulebook, tmp_path / FILE, clock.local_date(clock.now()))
    pool = ("work-pool", "create", "don-doc", "--type", "process", "--overwrite")
    _prefect(prefect_server, *pool, cwd=tmp_path)
    said = _prefect(prefect_server, "deploy", "--all", cwd=tmp_path, **home)

    assert "bao-cao-dinh-ky" in said
    changes = plan_changes(rulebook, clock.now()).changes
    assert () == tuple(one for one in changes if one.kind != "gone"), "the server is shared"
