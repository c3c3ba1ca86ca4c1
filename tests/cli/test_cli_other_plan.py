"""The guide for another province, followed to the letter: every command of it, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "ke-hoach-khac.md"
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIVE = {"dispatch"}
"""Sends at the present hour; with another hour it shows what would leave."""


def _lines() -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    return [line for block in BLOCK.findall(text) for line in block.splitlines() if line]


def test_the_guide_is_followed_to_the_first_letter(
    bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    said: dict[str, str] = {}
    for line in _lines():
        if line.startswith("export "):
            name, value = line.removeprefix("export ").split("=")
            monkeypatch.setenv(name, value.replace("$PWD", str(tmp_path)))
            continue
        words = shlex.split(line)
        assert "dondoc" == words[0]
        when = ("--now", "02/03/2027 08:00")
        dated = words[1] in ("notices", "rounds", "dispatch", "migrate") or "start" in words
        done = bare(*words[1:], *(when if dated else ()))
        assert 0 == done.code, f"{line}: {done.err}"
        said[" ".join(words[1:3])] = done.out

    assert "Đã mở Báo cáo kết quả quý I/2027 cho 3 đơn vị." in said["rounds open"]
    assert "Sổ theo dõi đã ở bản" in said["migrate"]
    assert (tmp_path / "ke-hoach-cua-toi" / "prefect.yaml").is_file()


def test_lint_and_render_mean_the_same_from_any_folder(
    bare: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "ke-hoach"
    bare("plan", "start", str(folder))
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))
    bare("render")
    here = bare("lint").out, bare("render", "--check").out
    elsewhere = tmp_path / "noi-khac"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert here == (bare("lint").out, bare("render", "--check").out)
    assert [] == list(elsewhere.iterdir())


def test_the_shipped_plans_lint_does_not_look_around_where_one_stands(bare: Run, tmp_path: Path):
    before = bare("lint").out
    (tmp_path / "prefect.yaml").write_text("deployments: []\n", encoding="utf-8")

    assert before == bare("lint").out
    assert "Lỗi phải sửa: 0" in before


def test_hashes_are_written_by_the_command(bare: Run, tmp_path: Path):
    bare("plan", "start", "moi")
    file = tmp_path / "moi" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("(câu mẫu)", "(câu thật)", 1), encoding="utf-8")

    assert "Đã ghi mã băm của 1 câu: II.1." in bare("plan", "hash", "moi").out
    assert ["Mọi câu đều đúng mã, không ghi gì."] == bare("plan", "hash", "moi").lines
    assert "không đọc hoặc không ghi được" in bare("plan", "hash", "khong-co").err
