"""What is only counted is told once a year with the page to add it on, and never chased."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.notices.yearly import tell_continuous
from models import Contact, Message, Notice, Token
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.counted_plan import NEWS, QUARTERLY, counted_rulebook
from tests.support.counting import Counting
from tests.support.post import Postman
from tests.support.watches import SetWatch

pytestmark = pytest.mark.one_database

MORNING = at(date(2027, 3, 3), 7, 30)
TOLD = ["so-tai-chinh", "so-tu-phap", "so-y-te"]


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def month(engine, cast, counted):
    found = Counting(engine, counted)
    found.open(MORNING.date())
    return found


def tell(month: Counting, now: datetime) -> int:
    with transaction(month.engine) as session:
        return tell_continuous(session, month.rulebook, now=now).notices


def told(month: Counting) -> list[str]:
    """Who was told, in order; all of it is of the one kind."""
    query = select(Contact.unit_code, Notice.kind).join(Contact).order_by(Contact.unit_code)
    with transaction(month.engine, write=False) as session:
        found = session.exec(query).all()
    assert {"continuous"} == {kind for _unit, kind in found}
    return [unit for unit, _kind in found]


def test_each_unit_is_told_once_and_nobody_tells_himself(month):
    assert [3, 0, 0] == [tell(month, MORNING + timedelta(days=days)) for days in (0, 0, 1)]
    assert TOLD == told(month)


def test_the_next_months_bring_no_further_word(month):
    tell(month, MORNING)
    month.open(date(2027, 4, 1))

    assert 0 == tell(month, at(date(2027, 4, 1), 7, 30))


def test_the_next_year_brings_one(engine, cast, counted):
    year = Counting(engine, counted)
    for on in (date(2026, 3, 3), date(2026, 12, 1), date(2027, 3, 3)):
        year.open(on)

    days = (date(2026, 3, 3), date(2026, 12, 1), date(2027, 3, 3), date(2027, 3, 4))
    assert [3, 0, 3, 0] == [tell(year, at(on, 7, 30)) for on in days]


def test_whoever_comes_new_to_a_unit_is_told_too(month):
    tell(month, MORNING)
    new = Contact(
        unit_code="so-y-te", address="moi@so-y-te.example", also=True, verified_at=VERIFIED
    )
    with transaction(month.engine) as session:
        session.add(new)

    assert 1 == tell(month, at(date(2027, 3, 10), 7, 30))
    assert [*TOLD, "so-y-te"] == told(month)


def test_a_round_that_was_looked_at_is_told_to_nobody(month):
    assert 0 == tell(month, at(date(2027, 4, 5), 7, 30))


def test_what_is_read_from_the_reports_is_told_to_nobody(engine, cast, rulebook):
    reports = Counting(engine, rulebook, "III.1.1.a2")
    reports.open(date(2027, 3, 1))

    assert 0 == tell(reports, at(date(2027, 3, 1), 7, 30))


def test_two_of_them_make_one_letter_whose_links_last_the_year(month, settings):
    other = Counting(month.engine, month.rulebook, QUARTERLY)
    other.open(date(2027, 2, 1))
    tell(month, MORNING)
    postman = Postman()

    where = (month.engine, settings, month.rulebook, at(date(2027, 3, 3), 8))
    dispatch_window(*where, postman, watch=SetWatch())

    (letter,) = postman.to("so-y-te")
    assert "ghi mỗi khi thực hiện, ít nhất 4 tin, bài mỗi tháng; không có hạn gửi" in letter.body
    assert "ít nhất 1 tin, bài mỗi kỳ báo cáo" in letter.body
    assert "hạn thứ" not in letter.body
    with transaction(month.engine, write=False) as session:
        ends = set(session.exec(select(Token.expires_at)))
    assert {at(date(2027, 3, 3), 8) + timedelta(days=400)} == ends


def test_one_of_them_says_how_many_and_that_nothing_will_follow(month, settings):
    tell(month, MORNING)

    dispatch_window(month.engine, settings, month.rulebook, at(date(2027, 3, 3), 8), Postman())

    mine = select(Message).join(Contact).where(col(Contact.unit_code) == "so-y-te")
    with transaction(month.engine, write=False) as session:
        message = session.exec(mine).one()
    assert message.subject.startswith("[Thường xuyên] Tin, bài CCHC")
    assert "ít nhất 4 tin, bài mỗi tháng" in message.text
    assert "trong năm không có thư nhắc về việc này" in message.text
    assert "2027-M03" not in message.text
    assert NEWS not in message.text
