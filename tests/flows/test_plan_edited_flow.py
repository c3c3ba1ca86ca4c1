"""The day's flows under a plan that was edited while work is open: the others go on, it is said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from dondoc.plan.registry import DATA_FOLDER
from flows.follow_up import follow_up
from flows.periodic_report import periodic_report
from models import Round
from models.database import transaction
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

OPENED, LATE = date(2021, 3, 5), date(2021, 3, 17)
REPORT, NEW = "III.1.1.c", "III.1.1.moi"


@pytest.fixture
def rename(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The reports have another code from now on, with these lines under it."""

    def renamed(lines: str) -> None:
        folder = tmp_path / "ke-hoach"
        shutil.copytree(DATA_FOLDER, folder)
        file = folder / "plan.yaml"
        text = file.read_text(encoding="utf-8").replace(f"{REPORT}\n", f"{NEW}\n")
        entry = f"  - code: {NEW}\n"
        file.write_text(text.replace(entry, entry + lines), encoding="utf-8")
        monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))

    return renamed


def _opened(office: Office) -> set[str]:
    with transaction(office.engine, write=False) as session:
        return set(session.exec(select(Round.duty)))


def test_a_lost_code_is_named_and_the_chasing_of_all_others_goes_on(
    office: Office, rename: Callable[[str], None]
) -> None:
    follow_up(as_of=OPENED, return_state=True)
    rename("")

    state = follow_up(as_of=LATE, return_state=True)
    assert state.is_completed()
    assert re.match(r"Đã lập \d+ thông báo", state.message)
    assert "kế hoạch và sổ lệch nhau 1 chỗ, riêng những việc này dừng lại" in state.message
    assert f"duties ({REPORT}): 27 việc đang mở của kỳ 2021-Q1" in state.message
    assert NEW not in _opened(office)


def test_a_renamed_code_goes_on_under_the_flow_that_says_the_old_one(
    office: Office, rename: Callable[[str], None]
) -> None:
    periodic_report(as_of=OPENED, return_state=True)
    rename(f"    renamed_from: {REPORT}\n")

    state = periodic_report(as_of=date(2021, 3, 16), return_state=True)
    assert "0/27" in state.name
    assert {NEW} == _opened(office)
