"""`dondoc render` and `dondoc apply`: the doors to the schedules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cut_plan import cut_plan


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of one's own: what is rendered stays in its folder, wherever one stands."""
    folder = cut_plan(tmp_path / "ke-hoach")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))
    return folder


def test_render_writes_the_schedules_and_knows_when_they_are_stale(bare, own):
    file = own / "prefect.yaml"
    assert [f"{file}: đã viết lại."] == bare("render", "--from", "15/02/2027").lines
    assert [f"{file}: không có gì phải đổi."] == bare("render", "--from", "1/2/2027").lines
    assert "from: 2027-02-01" in file.read_text(encoding="utf-8")
    assert [f"{file} đúng với kế hoạch."] == bare("render", "--check").lines

    file.write_text(file.read_text(encoding="utf-8").replace("don-doc", "khac"), encoding="utf-8")
    stale = bare("render", "--check")
    assert (1, [f"{file} không còn đúng với kế hoạch; hãy chạy `dondoc render`."]) == (
        stale.code,
        stale.problems,
    )


def test_render_starts_from_today_unless_told_otherwise(bare, own):
    bare("render", "--now", "20/05/2027 08:00")

    assert "from: 2027-05-01" in (own / "prefect.yaml").read_text(encoding="utf-8")


def test_apply_without_a_server_is_refused(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_API_URL": "http://127.0.0.1:9/api",
        "DONDOC_DATA_DIR": str(tmp_path / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "dondoc", "apply", "--dry-run"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )

    wanted = "không kết nối được máy chủ Prefect; hãy khởi động nó hoặc sửa địa chỉ"
    assert (2, f"PREFECT_API_URL «http://127.0.0.1:9/api»: {wanted}\n") == (
        done.returncode,
        done.stderr,
    )
