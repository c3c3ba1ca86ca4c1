"""01/07/2025: who owes what on each side of the day, and what the abolished still owed.

The plan did not apply in 2025 (none is public), so one is made for it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.succession import Passed, settle_abolished
from dondoc.delivery.composing.compose import compose_item
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.history import history
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Assignment, Contact, Decision, Notice, Round
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind
from tests.support.cast import VERIFIED
from tests.support.plan_of_2025 import applied_in_2025

FROM = "Tiếp nhận từ Đài Phát thanh và Truyền hình tỉnh, hết hoạt động từ 01/07/2025"
BASIS = f"{FROM}; thời gian tính lại từ ngày tiếp nhận."
TAKEN = (
    "Hệ thống Đôn Đốc",
    f"{FROM}; hạn chuyển từ thứ Tư, 25/06/2025 sang thứ Năm, 03/07/2025.",
    "Đơn vị hết hoạt động: việc chưa xong chuyển cho đơn vị kế tiếp",
)
OPENED, AFTER = at(date(2025, 6, 2), 7, 30), at(date(2025, 7, 1), 7, 55)
REPORT, PRESS_AIR = "III.1.1.c", "III.1.6.a"


@pytest.fixture(scope="module")
def spanning(rulebook: Rulebook) -> Rulebook:
    return applied_in_2025(rulebook)


class Change:
    """A ledger in which a duty's round was opened in June."""

    def __init__(self, engine: Engine, rulebook: Rulebook, duty: str = REPORT) -> None:
        self.engine, self.rulebook, self.duty = engine, rulebook, duty
        with transaction(engine) as session:
            open_rounds(session, rulebook, rulebook.registry.plan.duty(duty), now=OPENED)

    def settle(self) -> Passed:
        with transaction(self.engine) as session:
            return settle_abolished(session, self.rulebook, [self.duty], now=AFTER)

    def row(self, unit: str) -> Assignment:
        query = select(Assignment).join(Round).where(col(Assignment.unit_code) == unit)
        with transaction(self.engine, write=False) as session:
            return session.exec(query.where(col(Round.duty) == self.duty)).one()

    def waived(self) -> dict[str, str]:
        query = select(Assignment.unit_code, Decision.reason).join(
            Decision, col(Decision.assignment_id) == col(Assignment.id)
        )
        with transaction(self.engine, write=False) as session:
            kind = col(Decision.kind) == DecisionKind.WAIVED
            return {code: why or "" for code, why in session.exec(query.where(kind))}


@pytest.fixture
def change(engine: Engine, spanning: Rulebook) -> Change:
    return Change(engine, spanning)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 6, 30), {"so_nganh": 20, "cap_huyen": 7}),
        (date(2025, 7, 1), {"so_nganh": 15, "cap_xa": 124}),
    ],
)
def test_a_duty_that_spans_the_day_resolves_to_the_bodies_of_each_side(
    spanning: Rulebook, on: date, expected: dict[str, int]
) -> None:
    registry = spanning.registry
    owing = Counter(role for _u, role in registry.responsible(registry.plan.duty(REPORT), on))

    assert expected == owing


def test_who_merged_into_a_body_that_reports_itself_is_waived(change: Change) -> None:
    change.settle()

    reason = "Đơn vị hết hoạt động từ 01/07/2025; Sở Tài chính đã có việc này."
    assert reason == change.waived()["so-ke-hoach-dau-tu"]


def test_a_district_without_a_successor_is_waived(change: Change) -> None:
    change.settle()

    assert "Đơn vị hết hoạt động từ 01/07/2025." == change.waived()["huyen-na-hang"]


def test_whoever_is_still_there_owes_what_he_owed(change: Change) -> None:
    change.settle()

    assert change.row("so-tai-chinh").waived_at is None
    assert "so-tai-chinh" not in change.waived()


def test_a_successor_of_its_own_takes_over_and_is_told(engine: Engine, spanning: Rulebook) -> None:
    air = Change(engine, spanning, PRESS_AIR)  # opened in April for the second quarter
    with transaction(engine) as session:
        session.add(
            Contact(unit_code="bao-va-dai", address="vt@bao-va-dai.example", verified_at=VERIFIED)
        )

    assert Passed(passed=1) == air.settle()
    taken = air.row("bao-va-dai")
    assert ("request", True, date(2025, 7, 3)) == (taken.tone, taken.chased, taken.due_on)
    assert taken.arithmetic.endswith("; nhận của Đài Phát thanh và Truyền hình tỉnh")
    wanted = "Chuyển cho Báo và phát thanh, truyền hình Tuyên Quang, đơn vị kế tiếp, hạn thứ Năm"
    assert air.waived()["dai-ptth"].startswith(wanted)
    with transaction(engine) as session:
        plan_notices(session, spanning, now=at(date(2025, 7, 7), 7, 55), after_due=True)
        told = set(session.exec(select(Notice.assignment_id)))
    assert {taken.id} == told


def test_a_new_body_takes_over_once_from_those_that_became_it(change: Change) -> None:
    change.settle()

    assert change.row("so-nong-nghiep-moi-truong").arithmetic.endswith(
        "nhận của Sở Nông nghiệp và Phát triển nông thôn"
    )
    waived = change.waived()["so-tai-nguyen-moi-truong"]
    assert waived.endswith("; Sở Nông nghiệp và Môi trường đã có việc này.")


def test_it_is_done_once(change: Change) -> None:
    assert Passed(passed=2, waived=12) == change.settle()  # 7 districts, 5 of 7 bodies
    assert Passed() == change.settle()


def test_on_the_last_day_nothing_changes_yet(engine: Engine, spanning: Rulebook) -> None:
    change = Change(engine, spanning)
    with transaction(engine) as session:
        last = at(date(2025, 6, 30), 7, 55)
        assert Passed() == settle_abolished(session, spanning, [REPORT], now=last)
    assert {} == change.waived()


@pytest.fixture
def air(engine: Engine, spanning: Rulebook) -> Change:
    """The Party's press took over what the broadcaster owed by 25/06, with a new date."""
    air = Change(engine, spanning, PRESS_AIR)
    air.settle()
    return air


def test_nobody_granted_what_a_successor_took_over(air: Change, settings: Settings) -> None:
    taken = air.row("bao-va-dai")
    with transaction(air.engine, write=False) as session:
        assert [DecisionKind.TAKEN_OVER] == list(
            session.exec(select(Decision.kind).where(col(Decision.assignment_id) == taken.id))
        )
        item = compose_item(
            session,
            air.rulebook,
            settings,
            assignment_id=taken.id or 0,
            kind=NoticeKind.REMINDER,
            now=AFTER,
        )
        lived = history(session, air.rulebook, taken.id or 0, as_of=AFTER)
    assert (BASIS, False) == (item.basis, item.basis_confirmed)
    said = [line for line in lived if line.kind == "decision"]
    assert [TAKEN] == [(line.who, line.says, line.rule) for line in said]
    assert all("gia hạn" not in f"{line.says} {line.rule} {line.details}".lower() for line in lived)


def test_a_date_taken_over_is_not_moved_back_by_the_calendar(
    air: Change, spanning: Rulebook
) -> None:
    duty = spanning.registry.plan.duty(PRESS_AIR)
    with transaction(air.engine) as session:
        assert [] == settle_dates(session, spanning, duty, now=AFTER)
    assert date(2025, 7, 3) == air.row("bao-va-dai").due_on


def test_what_was_taken_over_is_not_there_before(air: Change) -> None:
    before = at(date(2025, 6, 30), 17)
    with transaction(air.engine, write=False) as session:
        facts = load_facts(session, col(Round.duty) == PRESS_AIR, as_of=before)
    assert "bao-va-dai" not in {one.unit_code for one in facts}
