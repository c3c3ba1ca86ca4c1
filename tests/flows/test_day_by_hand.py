"""A day by hand is the day of the flows: the same acts, an equal ledger, equal letters."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.cli import main
from dondoc.operations import day_acts
from dondoc.operations.day_acts import ELSEWHERE
from dondoc.settings import load_settings
from flows.follow_up import follow_up
from flows.procedure_publication import procedure_publication
from models import Assignment, Document, Notice, Round
from models.database import engine_for, transaction
from tests.support.flow_office import Office

FLOWS = Path(__file__).resolve().parents[2] / "flows"
OF_A_DAY = ("duty_day", "follow_up", "dispatch", "report_drafts", "conclusion_drafts")
OF_A_DAY += ("publication_parts", "scoring_conference")
SHOWN_BY_PREFECT = {"publish_progress", "schedules", "dondoc_task"}
LATE = date(2021, 3, 17)


def test_every_act_of_a_days_flows_is_in_the_list():
    tasks = {
        node.module.removeprefix("tasks.")
        for name in OF_A_DAY
        for node in ast.walk(ast.parse((FLOWS / f"{name}.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tasks.")
    }
    listed = {
        one.task
        for acts in (
            day_acts.BEFORE_OPENING,
            day_acts.AFTER_OPENING,
            day_acts.BEFORE_NOTICES,
            day_acts.AFTER_NOTICES,
        )
        for one in acts
    }

    assert tasks - SHOWN_BY_PREFECT == listed | set(ELSEWHERE)


def _ledger(engine: Engine) -> dict[str, list[Any]]:
    """What the day left in the ledger, without the instants at which it was written."""
    with transaction(engine, write=False) as session:
        rounds = select(Round.duty, Round.period, Round.opens_on)
        asked = select(
            Assignment.unit_code, Assignment.subject, Assignment.due_on, Assignment.waived_at
        )
        said = select(
            *(Round.duty, Round.period, Assignment.unit_code, Assignment.subject),
            *(Notice.kind, Notice.rung, Notice.contact_id, Notice.not_before),
        ).select_from(Notice)
        said = said.join(Assignment, col(Notice.assignment_id) == col(Assignment.id), isouter=True)
        said = said.join(Round, col(Assignment.round_id) == col(Round.id), isouter=True)
        papers = select(Document.kind, Document.duty, Document.period, Document.version)
        return {
            name: sorted(map(str, session.exec(query).all()))
            for name, query in (
                ("rounds", rounds),
                ("assignments", asked),
                ("notices", said),
                ("documents", papers),
            )
        }


@pytest.mark.prefect
@pytest.mark.xdist_group("prefect")
def test_a_due_day_by_flows_and_by_hand_leave_equal_ledgers(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    by_hand = tmp_path / "bang-tay"
    office.engine.dispose()
    shutil.copytree(office.settings.data_dir, by_hand)
    opened = date(2021, 3, 1)
    for on in (opened, LATE):
        month = {"duty": "ket-luan-cong-khai-tthc", "as_of": on}
        assert procedure_publication(**month, return_state=True).is_completed()
        assert follow_up(as_of=on, return_state=True).is_completed()

    monkeypatch.setenv("DONDOC_DATA_DIR", str(by_hand))
    for on in (opened, LATE):
        now = ("--now", f"{on:%d/%m/%Y} 07:30")
        assert 0 == main(["rounds", "open", *now])
        assert 0 == main(["notices", "plan", *now])

    flows, hand = _ledger(office.engine), _ledger(engine_for(load_settings().database))
    assert len(flows["notices"]) > 3
    assert flows == hand


def test_the_guide_names_the_commands_in_their_order():
    guide = (FLOWS.parent / "docs" / "ke-hoach-khac.md").read_text(encoding="utf-8")
    chapter = guide[guide.index("## 5. Khi máy chủ Prefect ngừng") :]

    found = re.findall(r"^\d\. `dondoc ([a-z ]+)`", chapter, re.MULTILINE)
    assert ["rounds open", "notices plan", "dispatch"] == found
