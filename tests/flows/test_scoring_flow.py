"""The conference's flow: its run named by the stage, its state and artifact the figures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dondoc.clock import at
from flows.scoring_conference import scoring_conference
from tests.support.conference_hall import MORNING, Hall, draft
from tests.support.flow_office import Office
from tests.support.score_sheet import ScoringYear

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

DUTY = "tra-loi-giay-moi-hoi-nghi"
PLANNED = at(date(2026, 11, 25), 9)  # held on 18/12: answers by the 11th, reminded from the 27th


@pytest.fixture
def hall(office: Office, rulebook: Any) -> Hall:
    made = Hall(office.engine, rulebook)
    part = replace(draft().sessions[0], typed={**MORNING, "on": "18/12/2026"})
    made.plan(replace(draft(), sessions=[part]), now=PLANNED)
    made.invite(PLANNED)
    made.answer(at(date(2026, 11, 26), 9), "so-y-te", "comes", "Nguyễn Văn An")
    return made


def test_the_run_says_how_the_conference_stands(hall: Hall, office: Office) -> None:
    state = scoring_conference(DUTY, return_state=True)

    assert state.is_completed()
    assert "1/3 trả lời · 1 dự" == state.name
    assert "Đã mời 3/3 đơn vị; 1 đã trả lời: 1 dự, 0 không dự được" in state.message
    [row] = json.loads(office.artifact("hoi-nghi")["data"])
    assert ("18/12/2026", 3, 1, 1, 1, 0) == tuple(
        row[name] for name in ("Ngày họp", "Đã mời", "Đã trả lời", "Dự", "Đại biểu", "Đã điểm danh")
    )
    assert "Nguyễn" not in json.dumps(row, ensure_ascii=False)


def test_a_run_by_hand_is_named_by_the_stage_of_its_day(hall: Hall, office: Office) -> None:
    scoring_conference(DUTY, as_of=date(2026, 11, 27), return_state=True)

    stages = "kế hoạch, gửi giấy mời, nhắc đăng ký, còn 10 ngày làm việc"
    wanted = [f"Hội nghị hướng dẫn chấm điểm 2026 · {stages}"]
    assert wanted == office.run_names("%nhắc đăng ký%")


def test_the_other_duties_of_the_clause_run_as_before(hall: Hall, office: Office) -> None:
    state = scoring_conference("III.1.2.c1", return_state=True)

    assert state.is_completed()
    assert "giấy mời" not in state.message


def test_a_run_of_self_scoring_says_in_its_name_how_many_have_done_it(
    office: Office, rulebook: Any
) -> None:
    year = ScoringYear(office.engine, rulebook)
    year.open({"III.1.2.c3": at(date(2021, 12, 1), 8)})
    year.report("so-y-te", "III.1.2.c3", at(date(2021, 12, 28), 9), document_on="28/12/2021")

    scoring_conference("tu-cham-diem", as_of=date(2021, 12, 29), return_state=True)

    wanted = ["Tự chấm điểm năm 2021 · nhắc trước 2 ngày, 1/27"]
    assert wanted == office.run_names("Tự chấm điểm năm 2021%")
