"""The ledger follows the codes of the plan: rounds, people, links and what was said once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from dondoc.clock import at
from dondoc.ledger.follow_plan import RENAMED, follow_plan
from dondoc.ledger.notice_key import NoticeKey, about_duty
from dondoc.ledger.plan_gaps import plan_gaps
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Account, Assignment, Audit, Round
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.edited_plan import with_duty, with_role, with_unit
from tests.support.post import DUTY, Office

OPENED = date(2027, 3, 1)
NEW_CODE = "III.1.1.d"


@pytest.fixture
def office(engine: Engine, settings: Settings, rulebook: Rulebook, cast: Cast) -> Office:
    office = Office(engine, settings, rulebook)
    office.morning(OPENED)
    return office


def gaps(office: Office, edited: Rulebook) -> list[str]:
    return office.read(lambda s: [one.short() for one in plan_gaps(s, edited.registry, OPENED)])


def test_a_code_that_was_renamed_keeps_its_round(office: Office, rulebook: Rulebook) -> None:
    edited = with_duty(rulebook, DUTY, code=NEW_CODE, renamed_from=DUTY)
    duty = edited.registry.plan.duty(NEW_CODE)

    assert duty is edited.registry.plan.duty(DUTY) is edited.registry.duty_of("", DUTY)
    assert [] == gaps(office, edited)
    with transaction(office.engine) as session:
        assert [] == open_rounds(session, edited, duty, now=at(OPENED, 8))
        assert 0 < follow_plan(session, edited.registry, now=at(OPENED, 8))
        assert 0 == follow_plan(session, edited.registry, now=at(OPENED, 8))
        assert [] == open_rounds(session, edited, duty, now=at(OPENED, 8))
        assert [NEW_CODE] == list(session.exec(select(Round.duty).distinct()))
        charged = session.exec(select(Account.duties).where(col(Account.duties) != "")).one()
    assert charged.startswith(f"III.1.1.b1,{NEW_CODE},")
    acts = office.read(lambda s: list(s.exec(select(Audit.act, Audit.target, Audit.detail))))
    assert (RENAMED, f"duty:{NEW_CODE}", f"{DUTY} → {NEW_CODE}") in acts


def test_what_was_said_once_is_not_said_again(office: Office, rulebook: Rulebook) -> None:
    def said(code: str) -> NoticeRow:
        key = NoticeKey(about_duty(code, 2027), 1, NoticeKind.CONTINUOUS, "OPEN")
        now = at(OPENED, 8)
        return NoticeRow(key, assignment_id=None, not_before=now, created_at=now)

    edited = with_duty(rulebook, DUTY, code=NEW_CODE, renamed_from=DUTY)
    with transaction(office.engine) as session:
        # The second is another duty, whose code begins the same.
        assert 2 == len(insert_notices(session, [said(DUTY), said(f"{DUTY}2")]))
        follow_plan(session, edited.registry, now=at(OPENED, 9))
        assert [] == insert_notices(session, [said(NEW_CODE), said(f"{DUTY}2")])


def test_a_round_that_opened_twice_stays_and_is_named(office: Office, rulebook: Rulebook) -> None:
    named = with_duty(rulebook, DUTY, code=NEW_CODE, renamed_from=DUTY)
    with transaction(office.engine) as session:
        first = session.exec(select(Round)).one()
        session.add(Round(**first.model_dump(exclude={"id", "duty"}), duty=NEW_CODE))
        session.flush()
        follow_plan(session, named.registry, now=at(OPENED, 9))
        assert {DUTY, NEW_CODE} == set(session.exec(select(Round.duty)))

    said = f"kỳ 2027-Q1 đã mở cả dưới mã cũ {DUTY} lẫn mã {NEW_CODE}"
    assert [f"duties ({NEW_CODE}): {said}"] == gaps(office, named)


def test_a_unit_that_was_renamed_keeps_its_work_its_people_and_its_links(
    office: Office, rulebook: Rulebook
) -> None:
    office.window(at(OPENED, 8))
    edited = with_unit(rulebook, "so-y-te", code="so-y-te-moi", renamed_from="so-y-te")
    work = office.assignment("so-y-te")

    with transaction(office.engine) as session:
        follow_plan(session, edited.registry, now=at(OPENED, 9))
    assert [] == gaps(office, edited)
    assert work == office.assignment("so-y-te-moi")
    assert "so-y-te-moi" == office.contact("van-thu@so-y-te.example").unit_code


def test_a_renamed_role_stays_known(office: Office, rulebook: Rulebook) -> None:
    plan = rulebook.registry.plan
    old = plan.duty(DUTY).roles[0]
    edited = with_role(rulebook, old, lambda role: {"role": "moi", "renamed_from": old})
    count = len(rulebook.registry.units_in_role(old, OPENED))

    assert [] == gaps(office, edited)
    with transaction(office.engine) as session:
        follow_plan(session, edited.registry, now=at(OPENED, 9))
        moved = select(func.count()).where(col(Assignment.role) == "moi")
        assert count >= session.exec(moved).one() > 0
