"""How often one reader is written to: early reminders meet, what is late is one list a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import col, select

from dondoc.clock import at, local_date
from dondoc.notices.write import plan_notices
from dondoc.rounds.opening import open_rounds
from models import Assignment, Contact, Decision, Message, Notice, Round
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind
from tests.support.post import Office

pytestmark = pytest.mark.one_database

PLAN, BUDGET, SCORING, REPORT = "III.1.1.a1", "III.2.b1", "III.1.2.c3", "III.1.1.c"
REVIEW, PUBLICATION = "II.3.3", "II.3.5"
UNIT = "so-tai-chinh"
CLERK, HEAD, ABOVE = f"van-thu@{UNIT}.example", f"giam-doc@{UNIT}.example", "vp@ubnd-tinh.example"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def _live(office: Office, duties: Iterable[str], start_on: date, end_on: date) -> None:
    """Every working day: rounds open, notices are planned, the first window is dispatched."""
    plan = office.rulebook.registry.plan
    for offset in range((end_on - start_on).days + 1):
        on = start_on + timedelta(days=offset)
        if office.rulebook.workdays.is_workday(on):
            now = at(on, 7, 30)
            with transaction(office.engine) as session:
                for code in duties:
                    open_rounds(session, office.rulebook, plan.duty(code), now=now)
                plan_notices(session, office.rulebook, now=now, after_due=True)
            office.window(at(on, 8))


def _answered(office: Office, duty: str, now: datetime) -> None:
    """The unit owes it no more."""
    with transaction(office.engine) as session:
        query = select(Assignment).join(Round).where(col(Round.duty) == duty)
        mine = session.exec(query.where(col(Assignment.unit_code) == UNIT)).one()
        mine.completed_at = now
        session.add(
            Decision(
                assignment_id=mine.id or 0,
                kind=DecisionKind.WAIVED,
                decided_by="system",
                decided_at=now,
            )
        )


def _said(office: Office, address: str) -> dict[date, list[str]]:
    """What a contact read about its unit on which day: duty and rung."""
    query = (
        select(Message.sent_at, Round.duty, Notice.rung)
        .join(Notice, col(Notice.message_id) == col(Message.id))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Round)
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(
            col(Contact.address) == address,
            col(Assignment.unit_code) == UNIT,
            col(Notice.cancelled_at).is_(None),
            col(Notice.kind) != NoticeKind.CONTINUOUS.value,
        )
        .order_by(col(Message.id), col(Round.duty))
    )
    found: dict[date, list[str]] = defaultdict(list)
    for sent_at, duty, rung in office.read(lambda s: s.exec(query).all()):
        found[local_date(sent_at)].append(f"{duty} {rung}")
    return dict(found)


def test_an_early_reminder_waits_for_another_message_and_the_last_goes_ahead_with_one(office):
    """The opening of 22/02 waits for the plan's T-2; the budget's T-2 of 24/02 joins."""
    _live(office, (PLAN, BUDGET, REVIEW), date(2027, 2, 17), date(2027, 2, 24))

    said = _said(office, CLERK)
    assert ["II.3.3 OPEN", "III.1.1.a1 T-2", "III.2.b1 T-2"] == said[date(2027, 2, 23)]
    assert {date(2027, 2, 17), date(2027, 2, 23)} == set(said)


def test_an_opening_waits_for_a_letter_that_will_come(office):
    """The publication's T-5 is 24/03 and waits itself; on 25/03 the opening's three days end."""
    _live(office, (REVIEW,), date(2027, 2, 22), date(2027, 2, 22))
    _answered(office, REVIEW, at(date(2027, 2, 23), 9))
    _live(office, (REVIEW, PUBLICATION), date(2027, 3, 15), date(2027, 3, 25))

    march = {on: rungs for on, rungs in _said(office, CLERK).items() if on > date(2027, 3, 21)}
    assert {date(2027, 3, 25): ["II.3.3 OPEN", "II.3.5 T-5"]} == march


def test_where_no_letter_will_come_the_opening_loses_no_day(office):
    _live(office, (REVIEW,), date(2027, 2, 22), date(2027, 2, 22))
    _answered(office, REVIEW, at(date(2027, 2, 23), 9))
    _live(office, (REVIEW,), date(2027, 3, 15), date(2027, 3, 25))

    assert {date(2027, 2, 22), date(2027, 3, 22)} == set(_said(office, CLERK))


def test_alone_it_leaves_on_the_third_day(office):
    _live(office, (SCORING,), date(2027, 12, 1), date(2027, 12, 31))

    days = {f"{on:%d/%m}": rungs for on, rungs in _said(office, CLERK).items()}
    wanted = {"01/12": "OPEN", "22/12": "T-10", "29/12": "T-2", "31/12": "T"}
    assert {on: [f"{SCORING} {rung}"] for on, rung in wanted.items()} == days


def test_that_it_waited_is_no_outage(office):
    _live(office, (SCORING,), date(2027, 12, 1), date(2027, 12, 22))

    reminder = office.postman.to("van-thu%40so-tai-chinh")[-1].body
    assert "chậm" not in reminder
    assert "lẽ ra" not in reminder


def test_a_first_word_is_never_put_off(office):
    """A new clerk's first message is the reminder of the day, on its day."""
    office.add_contact(UNIT, "moi", also=True)
    with transaction(office.engine) as session:
        query = select(Contact).where(col(Contact.address) == f"moi@{UNIT}.example")
        session.exec(query).one().disabled_at = at(date(2027, 2, 1), 8)
    _live(office, (REPORT,), date(2027, 3, 1), date(2027, 3, 8))
    with transaction(office.engine) as session:
        session.exec(query).one().disabled_at = None
    _live(office, (REPORT,), date(2027, 3, 9), date(2027, 3, 9))

    assert [date(2027, 3, 9)] == list(_said(office, f"moi@{UNIT}.example"))
    assert date(2027, 3, 9) not in _said(office, CLERK)


@pytest.fixture
def late(office):
    """Two things due on 25 and 26/02, a Thursday and a Friday, and never handed in."""
    _live(office, (PLAN, BUDGET), date(2027, 2, 24), date(2027, 4, 9))
    return office


@pytest.mark.parametrize("reader", [CLERK, HEAD])
def test_what_is_late_is_said_at_once_then_in_one_list_a_week(late, reader):
    said = {on: rungs for on, rungs in _said(late, reader).items() if on > date(2027, 2, 26)}

    weekly = {
        "02/03": ["III.2.b1 T+1"],
        "08/03": ["III.1.1.a1 T+11", "III.2.b1 T+6"],
        "15/03": ["III.1.1.a1 T+16", "III.2.b1 T+11"],
        "22/03": ["III.1.1.a1 T+21", "III.2.b1 T+16"],
        "29/03": ["III.2.b1 T+21"],
    }
    assert weekly == {f"{on:%d/%m}": rungs for on, rungs in said.items()}
    assert "III.1.1.a1 T+1" in _said(late, reader)[date(2027, 2, 26)]


def test_nobody_reads_of_what_is_late_on_two_working_days_running(late):
    for reader in (CLERK, HEAD):
        days = [on for on in _said(late, reader) if on > date(2027, 2, 25)]
        gaps = [late.rulebook.workdays.count(a, b) for a, b in pairwise(days)]
        assert min(gaps) >= 2


def test_what_is_no_longer_to_be_said_takes_nothing_along(office):
    """The plan is handed in while its reminder waits: the budget's waits on for its own T-2."""
    _live(office, (PLAN, BUDGET), date(2027, 2, 17), date(2027, 2, 22))
    _answered(office, PLAN, at(date(2027, 2, 22), 9))
    _live(office, (PLAN, BUDGET), date(2027, 2, 23), date(2027, 2, 24))

    assert date(2027, 2, 23) not in _said(office, CLERK)
    assert ["III.2.b1 T-2"] == _said(office, CLERK)[date(2027, 2, 24)]


def test_the_superior_gets_one_letter_a_month(late):
    """T+7 is 08/03 and 09/03: the second waits until the month is over."""
    said = _said(late, ABOVE)

    wanted = {"08/03": ["III.1.1.a1 T+7"], "07/04": ["III.2.b1 T+7"]}
    assert wanted == {f"{on:%d/%m}": rungs for on, rungs in said.items()}


def test_a_second_planning_of_the_day_adds_nothing(late):
    before = len(late.notices())
    with transaction(late.engine) as session:
        for hour in (9, 13):
            plan_notices(session, late.rulebook, now=at(date(2027, 4, 9), hour), after_due=True)

    assert before == len(late.notices())


def test_a_list_waits_a_day_where_something_else_falls_due(office):
    """Its last day is 12/03; the report is due that day, so that both go on the next."""
    _live(office, (PLAN,), date(2027, 2, 24), date(2027, 3, 1))
    _live(office, (PLAN, REPORT), date(2027, 3, 2), date(2027, 3, 11))
    with transaction(office.engine) as session:
        query = select(Assignment).join(Round).where(col(Round.duty) == REPORT)
        report = session.exec(query.where(col(Assignment.unit_code) == UNIT)).one()
        report.due_on = report.target_on = report.first_due_on = date(2027, 3, 12)
    _live(office, (PLAN, REPORT), date(2027, 3, 12), date(2027, 3, 15))

    said = _said(office, HEAD)
    assert date(2027, 3, 12) not in said
    assert ["III.1.1.a1 T+16", "III.1.1.c T+1"] == said[date(2027, 3, 15)]
