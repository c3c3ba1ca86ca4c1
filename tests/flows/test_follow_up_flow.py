"""The working day's follow-up: it makes up, chases and drafts, over every duty."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.notices.unreachable import NEVER
from flows.follow_up import follow_up
from models import Assignment, Contact, Notice, Round
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


def test_it_makes_up_chases_and_drafts(office: Office):
    follow_up(as_of=date(2021, 3, 5), return_state=True)  # the duty flows never ran
    state = follow_up(as_of=date(2021, 3, 17), return_state=True)  # T+1

    with transaction(office.engine, write=False) as session:
        rounds = {row.duty for row in session.exec(select(Round))}
        reports = select(Notice.kind).join(Assignment).join(Round)
        kinds = Counter(session.exec(reports.where(col(Round.duty) == "III.1.1.c")))
    letter = office.artifact("don-doc-bao-cao-dinh-ky-2021-q1")
    assert {"III.1.1.c", "III.1.2.a4"} <= rounds
    assert {"opening": 3, "overdue": 3, "overdue_head": 1} == dict(kinds)
    assert re.fullmatch(r"\d+ thông báo · \d+ dự thảo · \d+ quá hạn", state.name)
    assert re.match(r"Đã lập \d+ thông báo cho \d+ đơn vị \(.*\d+ đôn đốc, ", state.message)
    assert (
        "dự thảo công văn đôn đốc 3 đơn vị chậm Báo cáo tuyên truyền CCHC quý I/2021,"
        " chờ Sở Nội vụ ký"
    ) in state.message
    assert re.match(
        r"\[Công văn đôn đốc, bản 1, .* 3 đơn vị\]\(http.*/bang/tai-lieu/\d+\): "
        r"cong-van-don-doc-bao-cao-dinh-ky-2021-q1\.docx, SHA-256 `[0-9a-f]{64}`\.\n",
        letter["data"],
    )
    assert re.search(r"^\d+\. Sở Tài chính;$", letter["data"], re.MULTILINE)
    assert not re.search(r"^\d+\. Sở Nội vụ", letter["data"], re.MULTILINE)
    assert office.artifact("tien-do-bao-cao-dinh-ky-2021-q1")["description"]


def test_it_tells_so_noi_vu_of_units_that_never_had_a_contact_once(office: Office):
    with transaction(office.engine) as session:
        clerk = {"unit_code": "so-noi-vu", "address": "van-thu@so-noi-vu.example"}
        session.add(Contact(**clerk, verified_at=VERIFIED))
    follow_up(as_of=date(2021, 3, 5), return_state=True)
    told = _never(office)

    follow_up(as_of=date(2021, 3, 5), return_state=True)

    assert told == _never(office)
    assert len(told) > 20


def _never(office: Office) -> set[str]:
    with transaction(office.engine, write=False) as session:
        return set(session.exec(select(Notice.key).where(col(Notice.rung) == NEVER)))
