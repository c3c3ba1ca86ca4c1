"""A decision about days off: kept, reckoned with by everybody, taken back; what moves is told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from dondoc.clock import at
from dondoc.decisions.decide_days import decide_days, take_days_back
from dondoc.forms.days_off_form import DaysOffForm
from dondoc.ledger.actors import Actor
from dondoc.ledger.decided_days import decided, with_decided
from dondoc.ledger.installation import as_decided
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.opening import open_rounds
from models import Assignment, Audit, Notice
from models.database import transaction
from tests.support.cast import Cast

NOW = at(date(2027, 3, 2), 9)
BY = Actor.machine("quan-tri")
DUE_OFF = {"title": "Nghỉ bù", "days_off": "16/3/2027", "source": "Công báo", "confirmed": "1"}


def day_of(**given: str) -> DaysOffForm:
    return DaysOffForm.read({**DUE_OFF, **given})


@pytest.fixture
def opened(cast: Cast, engine: Engine, rulebook: Rulebook) -> None:
    with transaction(engine) as session:
        duty = rulebook.registry.plan.duty("III.1.1.c")
        open_rounds(session, rulebook, duty, now=at(date(2027, 3, 1), 7, 30))


def test_it_moves_what_is_open_tells_once_and_says_what_is_to_come(
    opened: None, engine: Engine, rulebook: Rulebook
) -> None:
    decision = day_of().decision()

    with transaction(engine) as session:
        effect = decide_days(session, rulebook, decision, by=BY, now=NOW)

    moves = [one for one in effect.open if one.duty.code == "III.1.1.c"]
    assert [(date(2027, 3, 16), date(2027, 3, 17))] == [
        (moved.before_on, moved.after_on) for one in moves for moved in one.moved
    ]
    with transaction(engine, write=False) as session:
        rows = session.exec(select(Assignment).where(Assignment.unit_code == "so-tai-chinh"))
        dates = {row.due_on for row in rows}
        told = [row for row in session.exec(select(Notice)) if row.kind == "moved"]
        acts = [row.act for row in session.exec(select(Audit))]
    assert {date(2027, 3, 17)} == dates
    assert len(told) == len({one.contact_id for one in told}) > 0
    assert "ghi ngày nghỉ, ngày làm bù" in acts
    assert [] == [one for one in effect.coming if one.before_on == one.after_on]


def test_everybody_who_opens_the_ledger_reckons_with_it_until_it_is_withdrawn(
    cast: Cast, engine: Engine, rulebook: Rulebook
) -> None:
    on = date(2027, 3, 16)
    with transaction(engine) as session:
        decide_days(session, rulebook, day_of().decision(), by=BY, now=NOW)
    during = as_decided(rulebook, engine)
    assert during is as_decided(rulebook, engine)  # reckoned once
    with transaction(engine, write=False) as session:
        number = decided(session)[0].recorded or 0

    with transaction(engine) as session:
        take_days_back(session, during, number, by=BY, now=NOW)

    after = as_decided(rulebook, engine)
    worked = [one.workdays.is_workday(on) for one in (rulebook, during, after)]
    assert [True, False, True] == worked
    with pytest.raises(Refused, match="đã rút"), transaction(engine) as session:
        take_days_back(session, after, number, by=BY, now=NOW)


@pytest.mark.one_database
def test_a_day_is_decided_once(cast: Cast, engine: Engine, rulebook: Rulebook) -> None:
    with transaction(engine) as session:
        decide_days(session, rulebook, day_of().decision(), by=BY, now=NOW)
        mine = with_decided(rulebook, decided(session))

    wanted = "đã có trong quyết định «Nghỉ bù»"
    with pytest.raises(Refused, match=wanted), transaction(engine) as session:
        decide_days(session, mine, day_of(title="Lần nữa").decision(), by=BY, now=NOW)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"days_off": ""}, "ít nhất một ngày nghỉ thêm hoặc một ngày làm bù"),
        ({"days_off": "20/03/2027"}, "vốn đã nghỉ"),
        ({"days_off": "", "worked": "16/03/2027"}, "vốn là ngày làm việc"),
        ({"days_off": "16/03/2027\n32/03/2027"}, "dòng «32/03/2027»"),
        ({"worked": "16/03/2027"}, "ngày này ghi hai lần"),
        ({"days_off": "16/03/2024\n16/03/2027"}, "các ngày phải cùng một năm"),
        ({"number": "không số"}, "12729/VPCP-KGVX"),
        ({"source": ""}, "hãy ghi đã đọc quyết định ở đâu"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(given: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        day_of(**given).decision()


def test_a_line_may_say_why_a_day_is_off_else_the_decision_does() -> None:
    decision = day_of(
        days_off="31/08/2026: nghỉ liền Quốc khánh", worked="22-8-2026", whole_year="1"
    ).decision()

    assert (2026, "year", True) == (decision.year, decision.scope, decision.confirmed)
    assert [(date(2026, 8, 31), "nghỉ liền Quốc khánh")] == [
        (one.on, one.label) for one in decision.days_off
    ]
    assert [(date(2026, 8, 22), "Nghỉ bù")] == [(one.on, one.label) for one in decision.worked]
