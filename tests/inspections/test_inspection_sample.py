"""A drawn sample in the ledger: kept whole, drawn once, appointed, with minutes, counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.composing.compose import compose_item
from dondoc.inspections import sample, visit
from dondoc.inspections.draw import Drawn
from dondoc.messages.render import render
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused
from dondoc.settings import Settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Contact, Draw, Notice, Submission
from models.database import transaction
from models.kinds import INSPECTED, NoticeKind, Way
from tests.support.cast import Cast

NOW = at(date(2021, 3, 15), 9, 0)  # the plan of 2021: 20 bodies and 7 districts


class Inspecting:
    """A ledger in which the sample of 2021 is drawn."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.duty: Duty = rulebook.registry.plan.duty("III.1.2.a3.2")

    def draw(self, year: int = 2021, seed: int = 7) -> Drawn:
        now = NOW.replace(year=year)
        keywords: dict[str, Any] = {"seed": seed, "by": "account:1", "now": now}
        with transaction(self.engine) as session:
            return sample.keep_draw(session, self.rulebook, self.duty, str(year), **keywords)

    def minutes(self, code: str, number: str) -> None:
        with transaction(self.engine) as session:
            row = self.row(session, code)
            visit.record_minutes(
                session,
                row,
                number=number,
                signed_on=date(2021, 3, 15),
                words="",
                by="account:1",
                now=NOW,
            )

    def row(self, session: Any, code: str) -> Assignment:
        unit = self.rulebook.registry.unit(code)
        return visit.drawn_unit(session, self.duty, "2021", unit)

    def share(self) -> str:
        with transaction(self.engine, write=False) as session:
            found = sample.share(session, self.duty, "2021", as_of=NOW)
        assert found is not None
        return found.sentence()


@pytest.fixture
def here(engine: Engine, rulebook: Rulebook, cast: Cast) -> Inspecting:
    return Inspecting(engine, rulebook)


def test_nine_of_twenty_seven_are_kept_with_seed_and_result(here: Inspecting):
    drawn = here.draw()

    with transaction(here.engine, write=False) as session:
        rows = session.exec(select(Assignment).where(col(Assignment.role) == INSPECTED)).all()
        kept = sample.drawn_of(session, here.duty, "2021")
        who = session.exec(select(Draw.drawn_by)).one()
    assert {"so_nganh": (7, 20), "cap_huyen": (2, 7)} == drawn.by_group
    assert (drawn, "account:1") == (kept, who)
    assert set(drawn.units) == {row.unit_code for row in rows}
    assert "so-noi-vu" not in drawn.units
    assert "0/27 đơn vị đã kiểm tra, mục tiêu 30 %" == here.share()


def test_a_seed_of_fifteen_digits_is_kept_and_a_longer_one_is_refused(here: Inspecting):
    with pytest.raises(Refused, match="nhiều nhất 15 chữ số"):
        here.draw(seed=10**15)

    assert 10**15 - 1 == here.draw(seed=10**15 - 1).seed


def test_a_day_before_the_draw_knows_of_no_sample(here: Inspecting):
    here.draw()

    with transaction(here.engine, write=False) as session:
        before = NOW - timedelta(minutes=1)
        assert sample.share(session, here.duty, "2021", as_of=before) is None


def test_it_is_drawn_once(here: Inspecting):
    here.draw(seed=7)

    with pytest.raises(Refused, match="đã rút thăm với hạt giống 7, không rút lại"):
        here.draw(seed=8)


def test_next_year_others_are_drawn(here: Inspecting, rulebook: Rulebook):
    first = here.draw(year=2026, seed=1)
    second = here.draw(year=2027, seed=1)

    assert set() == set(first.units) & set(second.units)


def test_minutes_count_and_the_second_paper_is_the_conclusion(here: Inspecting):
    first, second = here.draw().units[:2]
    here.minutes(first, "12/BB-SNV")
    here.minutes(first, "30/TB-SNV")
    here.minutes(second, "13/bb-snv")

    assert "2/27 đơn vị đã kiểm tra, mục tiêu 30 %" == here.share()
    with transaction(here.engine, write=False) as session:
        notes = session.exec(select(Submission.note).order_by(col(Submission.id))).all()
        assert session.exec(select(Notice)).first() is None
    assert ["Biên bản kiểm tra.", "Thông báo kết luận kiểm tra.", "Biên bản kiểm tra."] == notes


def test_nobody_drawn_is_chased_or_hands_in(here: Inspecting):
    code = here.draw().units[0]
    with transaction(here.engine) as session:
        row = here.row(session, code)
        assert row.id is not None
        plan_notices(session, here.rulebook, now=at(date(2021, 12, 20), 8, 0), after_due=True)
        about = session.exec(select(Notice).where(col(Notice.assignment_id) == row.id)).all()
        source = SubmissionSource(by="contact:1", way=Way.LINK, received_at=NOW)
        given = Given(document_number="1/BC-X")
        with pytest.raises(Refused, match="đơn vị không phải gửi gì"):
            record_submission(
                session,
                here.rulebook,
                assignment_id=row.id,
                given=given,
                source=source,
                now=NOW,
            )
    assert [] == list(about)


def test_the_appointment_says_who_comes_when_and_why(here: Inspecting, settings: Settings):
    code = here.draw().units[0]
    name = here.rulebook.registry.unit(code).name
    with transaction(here.engine) as session:
        session.add(Contact(unit_code=code, address=f"cb@{code}.example", position=0, also=True))
        session.flush()
        row = here.row(session, code)
        told = visit.appoint(
            session,
            here.rulebook,
            row,
            on=date(2021, 3, 23),
            words="08 giờ 00, tại trụ sở",
            by="account:1",
            now=NOW,
        )
        notice = session.exec(select(Notice)).first()
        keywords: dict[str, Any] = {"kind": NoticeKind.INSPECTION, "now": NOW}
        item = compose_item(session, here.rulebook, settings, assignment_id=row.id or 0, **keywords)
    assert told >= 1
    assert notice is not None
    assert ('"on": "2021-03-23"', True) == (notice.detail[1:19], notice.immediate)
    text = render([item], to_name=name).text
    assert "Sở Nội vụ tổ chức kiểm tra tại Quý cơ quan" in text
    assert "/v/" not in text


FRIDAY_EVENING = at(date(2021, 3, 19), 18)


@pytest.mark.parametrize(
    ("on", "now", "wanted"),
    [
        (date(2021, 3, 15), NOW, "phải sau hôm nay"),
        (date(2021, 3, 20), NOW, "là ngày nghỉ"),
        (date(2021, 3, 22), FRIDAY_EVENING, "sớm nhất là thứ Ba, 23/03/2021"),
    ],
)
def test_nobody_is_visited_today_on_a_day_off_or_before_he_has_a_day_to_know(
    here: Inspecting, on: date, now: datetime, wanted: str
):
    code = here.draw().units[0]
    keywords: dict[str, Any] = {"on": on, "words": "", "by": "account:1", "now": now}
    with transaction(here.engine) as session:
        row = here.row(session, code)
        with pytest.raises(Refused, match=wanted):
            visit.appoint(session, here.rulebook, row, **keywords)
