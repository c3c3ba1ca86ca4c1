"""A plan edited under open work: named by every command that brings it up, which then stops."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlmodel import col, select

from dondoc.plan.registry import DATA_FOLDER
from dondoc.settings import load_settings
from models import Contact, Notice
from models.database import engine_for, transaction

SAID = "plan.yaml, duties (III.1.1.c): 139 việc đang mở của kỳ 2027-Q1"
NOW = ("--now", "02/03/2027 08:00")


@pytest.fixture
def edited(opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The folder of a plan in which the reports of quý I/2027 have another code."""
    folder = tmp_path / "ke-hoach-da-sua"
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("III.1.1.c\n", "III.1.1.z\n"), encoding="utf-8")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))
    return opened


@pytest.mark.parametrize("command", ["check", "migrate", "apply"])
def test_what_brings_the_plan_up_is_refused(edited, command: str) -> None:
    done = edited(command, *(() if command == "check" else NOW))

    assert 2 == done.code
    assert any(line.startswith(SAID) for line in done.problems)
    assert "renamed_from: III.1.1.c" in done.err


def test_lint_finds_it_in_the_ledger(edited) -> None:
    assert 1 == (found := edited("lint", "--ledger", *NOW)).code
    assert "139 việc đang mở của kỳ 2027-Q1" in " ".join(found.out.split())
    assert 0 == edited("lint", *NOW).code


def test_a_word_about_the_old_code_is_all_it_takes(edited, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach-da-sua" / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    new = "  - code: III.1.1.z\n"
    mended = tmp_path / "ke-hoach-ghi-ma-cu"
    shutil.copytree(file.parent, mended)
    (mended / "plan.yaml").write_text(
        text.replace(new, f"{new}    renamed_from: III.1.1.c\n"), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DONDOC_PLAN_FOLDER", str(mended))
        done = edited("migrate", *NOW)
        again = edited("rounds", "open", "--duty", "III.1.1.z", *NOW)

    assert 0 == done.code
    assert "Đã đổi mã theo kế hoạch ở 2 dòng của sổ." in done.lines
    assert ["Không có đợt nào đến ngày mở mà chưa mở."] == again.lines


def test_files_that_do_not_hold_together_run_in_part(opened, tmp_path: Path, monkeypatch) -> None:
    """The line of one unit is deleted, while its role still names it."""
    folder = tmp_path / "ke-hoach-thieu-dong"
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "units.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if not line.startswith("- {code: so-tu-phap,")),
        encoding="utf-8",
    )
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))

    assert 2 == opened("check").code
    assert 0 == opened("notices", "plan", *NOW).code
    assert 0 == opened("status", "--duty", "III.1.1.c", *NOW).code


def test_lint_names_those_who_share_a_place_in_an_old_ledger(opened) -> None:
    with transaction(engine_for(load_settings().database)) as session:
        for who in ("cu", "moi"):
            session.add(Contact(unit_code="so-y-te", address=f"{who}@so-y-te.example", position=9))

    found = opened("lint", "--ledger", *NOW)

    assert 0 == found.code
    assert "thứ tự 9 có 2 người (cu@so-y-te.example, moi@so-y-te.example)" in " ".join(
        found.out.split()
    )


def test_a_unit_gone_from_the_files_stops_nobody_elses_letters(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line is deleted under its open report; the other body is told all the same."""
    folder = tmp_path / "ke-hoach-mat-don-vi"
    _without(folder, "so-tai-chinh")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))

    opens = opened("rounds", "open", *NOW)
    told = opened("notices", "plan", *NOW)

    assert (0, 0) == (opens.code, told.code)
    with transaction(engine_for(load_settings().database), write=False) as session:
        said = select(Contact.unit_code).join(Notice, col(Notice.contact_id) == col(Contact.id))
        assert {"so-y-te"} == set(session.exec(said))
    assert "units (so-tai-chinh): Sở Tài chính" in told.out
    named = opened("migrate", *NOW)
    assert 2 == named.code
    assert any("so-tai-chinh" in line for line in named.problems)


def test_its_successor_has_the_work_once_the_line_is_back(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By hand: the line of a body is put back with its end and its successor."""
    folder = tmp_path / "ke-hoach-sap-nhap"
    shutil.copytree(DATA_FOLDER, folder)
    file = folder / "units.yaml"
    lines = [
        line.replace("from: 2021-01-01,", "from: 2021-01-01, to: 2027-03-02, successor: so-y-te,")
        if line.startswith("- {code: so-ngoai-vu,")
        else line
        for line in file.read_text(encoding="utf-8").splitlines(keepends=True)
    ]
    file.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))

    done = opened("rounds", "open", "--now", "03/03/2027 08:00")

    assert 0 == done.code
    assert "việc của đơn vị hết hoạt động" in done.out


def _without(folder: Path, unit: str) -> None:
    """The plan's files without that unit, wherever they name it."""
    shutil.copytree(DATA_FOLDER, folder)
    for name in ("units.yaml", "roles.yaml"):
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text(
            "".join(
                line.replace(f"successor: {unit}", "successor: so-noi-vu")
                for line in lines
                if f"{{code: {unit}," not in line
            ),
            encoding="utf-8",
        )
