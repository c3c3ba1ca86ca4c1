"""Something happened for which a duty waits: units answer by a date that the duty's rule gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.composing.compose import compose_item
from dondoc.demands.demand import check_demand, open_demand
from dondoc.demands.demand_form import Demand, event_duties
from dondoc.messages.render import render
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.settings import Settings
from models import Assignment, Audit, Notice, Round
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.post import letters_leave

NOW = at(date(2027, 3, 15), 9, 0)
OPINION = Demand(
    subject="Chậm trả kết quả hồ sơ đất đai",
    units="Sở Tài chính",
    due_on="",
    document_number="12/CV-BTQ",
    document_on="12/03/2027",
    duty="tra-loi-y-kien",
)


def _asked(engine: Engine, rulebook: Rulebook) -> int:
    with transaction(engine) as session:
        open_demand(session, rulebook, demand=OPINION, by="account:1", now=NOW)
        return session.exec(select(Assignment.id)).one() or 0


def test_a_readers_opinion_is_answered_within_ten_working_days(
    engine: Engine, rulebook: Rulebook, cast: Cast
):
    _asked(engine, rulebook)

    with transaction(engine, write=False) as session:
        round_ = session.exec(select(Round)).one()
        row = session.exec(select(Assignment)).one()
        acts = set(session.exec(select(Audit.act)))
    assert ("III.1.7.b.2", "2027-E1", False) == (round_.duty, round_.period, round_.confirmed)
    assert (date(2027, 3, 26), True) == (row.due_on, row.chased)
    assert row.arithmetic.startswith("theo văn bản số 12/CV-BTQ ngày 12/03/2027: ")
    assert row.arithmetic.endswith("cộng 10 ngày làm việc là thứ Sáu, 26/03/2027")
    assert "giao việc phát sinh" in acts


def test_the_letter_says_that_the_ten_days_are_a_default(
    engine: Engine, rulebook: Rulebook, cast: Cast, settings: Settings
):
    number = _asked(engine, rulebook)
    with transaction(engine) as session:
        keywords = {"kind": NoticeKind.DEMAND, "now": NOW}
        item = compose_item(session, rulebook, settings, assignment_id=number, **keywords)
    text = render([item], to_name="Sở Tài chính").text

    assert "thực hiện nhiệm vụ “Trả lời ý kiến: Chậm trả kết quả hồ sơ đất đai”" in text
    assert "thứ Sáu, ngày 26/03/2027" in text
    assert "10 ngày làm việc kể từ khi ý kiến được chuyển đến" in text
    assert "chưa được xác nhận" in text


def test_it_is_chased_like_everything_else(
    engine: Engine, rulebook: Rulebook, cast: Cast, settings: Settings
):
    _asked(engine, rulebook)
    letters_leave(engine, settings, rulebook, NOW)
    for day in (19, 24, 26, 29):
        with transaction(engine) as session:
            plan_notices(session, rulebook, now=at(date(2027, 3, day), 7, 55), after_due=True)
    with transaction(engine, write=False) as session:
        notices = session.exec(select(Notice).order_by(col(Notice.id)))
        said = [f"{one.kind} {one.rung}" for one in notices]

    wanted = ["demand demand", "reminder T-5", "reminder T-2", "reminder T", "overdue T+1"]
    assert wanted == said[:5]


def test_what_may_happen_is_what_the_plan_waits_for(rulebook: Rulebook):
    codes = {one.code for one in event_duties(rulebook, date(2027, 3, 15))}

    assert {"III.1.7.b.2", "II.3.3.2", "II.3.5.2", "III.1.3.b3"} == codes


def test_what_is_entered_on_its_last_day_is_wanted_by_the_first_that_units_can_keep(
    rulebook: Rulebook,
):
    last_day = at(date(2027, 3, 26), 18)  # a Friday evening: units hear on Monday
    asked = check_demand(rulebook, OPINION, now=last_day).asked

    assert date(2027, 3, 30) == asked.due_on
    assert asked.arithmetic.endswith(
        "là thứ Sáu, 26/03/2027; đơn vị biết muộn hơn, nên hạn là thứ Ba, 30/03/2027"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_on": "30/03/2027"}, "hạn của «Trả lời ý kiến báo chuyển đến» tính từ ngày văn bản"),
        ({"document_on": "01/02/2027"}, "đã qua; hãy xem lại ngày"),
        ({"document_on": ""}, "Ngày văn bản"),
        ({"duty": "khac-phuc-sau-kiem-tra"}, "hãy ghi một trong"),
        ({"duty": "", "due_on": ""}, "Hạn gửi"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    rulebook: Rulebook, changes: dict[str, str], words: str
):
    with pytest.raises(Refused) as refused:
        check_demand(rulebook, replace(OPINION, **changes), now=NOW)

    assert words in str(refused.value)
