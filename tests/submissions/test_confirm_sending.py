"""Sent through the document system: the day counts once an officer has seen it in the register."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.ledger.installation import Context
from dondoc.problems import Refused
from dondoc.reporting.waiting_lists import all_waiting
from dondoc.rounds.on_time_rate import is_judged
from dondoc.rounds.progress import Progress, progress
from dondoc.rounds.standing_words import standing_words
from dondoc.submissions.arrival_register import confirm_matched, match_register
from dondoc.submissions.confirm_sending import Arrival, confirm_sending
from models import Notice, Submission
from models.database import transaction
from models.kinds import DecisionKind

DUE, AFTER, CHECKED = date(2027, 3, 16), at(date(2027, 3, 17), 9), at(date(2027, 3, 18), 9)
LATER = at(date(2027, 3, 18), 10)
BEFORE_THAT = at(date(2027, 3, 17), 16)


def _confirm(life, on: date, **changes) -> str:
    with transaction(life.engine) as session:
        return confirm_sending(
            session,
            life.rulebook,
            assignment_id=life.id,
            account=changes.get("account", life.officer),
            arrival=Arrival(on, changes.get("number")),
            now=CHECKED,
        )


def _round(life, now) -> Progress:
    with transaction(life.engine, write=False) as session:
        return progress(session, life.rulebook, duty="III.1.1.c", period="2027-Q1", as_of=now)


def _judged(life, now) -> list[str]:
    """Which units the rates and the lists of who is late speak of, that answered."""
    rows = _round(life, now).rows
    return [row.unit.code for row in rows if row.standing.handed_in and is_judged(row)]


def test_until_it_is_confirmed_it_is_neither_on_time_nor_late(life):
    life.submit(AFTER, sent_on="16/3/2027")

    waiting = life.standing(LATER)
    said = standing_words(life.facts(LATER), waiting, LATER, life.rulebook.registry.plan)
    assert (None, True) == (waiting.on_time, waiting.unproven)
    assert "chờ xác nhận ngày gửi" == said.word
    assert "0 đúng hạn, 1 chờ xác nhận ngày gửi" in _round(life, LATER).sentence()
    assert [] == _judged(life, LATER)

    said = _confirm(life, DUE, number="451")
    assert "lần gửi 1, theo sổ văn bản đến ngày 16/03/2027, số đến 451" == said
    assert (True, False) == (life.standing(LATER).on_time, life.standing(LATER).unproven)
    assert "1 đúng hạn)" in _round(life, LATER).sentence()
    assert ["so-tai-chinh"] == _judged(life, LATER)
    # A day past shows what was known then.
    assert life.standing(BEFORE_THAT).unproven
    with transaction(life.engine, write=False) as session:
        assert "451" == session.exec(select(Submission.incoming_number)).one()
        assert ["v1", "v1r1"] == session.exec(select(Notice.rung).order_by(col(Notice.id))).all()


@pytest.mark.one_database
def test_it_waits_for_an_officer_though_the_report_itself_is_accepted(life, settings):
    life.submit(AFTER, sent_on="16/3/2027")
    life.decide(at(date(2027, 3, 17), 10), DecisionKind.ACCEPTED)

    def waiting() -> list[int]:
        context = Context(settings, life.rulebook, life.engine, LATER)
        with transaction(life.engine, write=False) as session:
            return [one.facts.id for one in all_waiting(session, context, LATER).reports]

    assert [life.id] == waiting()
    _confirm(life, DUE)
    assert [] == waiting()


@pytest.mark.one_database
def test_the_register_has_the_last_word(life):
    life.submit(AFTER, sent_on="16/3/2027")
    said = _confirm(life, date(2027, 3, 17))

    assert said.endswith("ngày 17/03/2027; đơn vị ghi đã gửi ngày 16/03/2027")
    assert (False, False) == (life.standing(LATER).on_time, life.standing(LATER).unproven)


@pytest.mark.one_database
@pytest.mark.parametrize(("sent_on", "late"), [("", True), ("17/03/2027", True)])
def test_a_day_that_would_be_late_all_the_same_waits_for_nobody(life, sent_on, late):
    life.submit(AFTER, sent_on=sent_on)

    assert (not late, False) == (life.standing(LATER).on_time, life.standing(LATER).unproven)


@pytest.mark.one_database
def test_what_cannot_be_is_refused(life, cast):
    with pytest.raises(Refused, match="trước ngày ký"):
        life.submit(AFTER, sent_on="10/03/2027")
    with pytest.raises(Refused, match="sau hôm nay"):
        life.submit(AFTER, sent_on="18/03/2027")
    with pytest.raises(Refused, match="không có ngày gửi nào chờ"):
        _confirm(life, DUE)
    life.submit(AFTER, sent_on="16/3/2027")
    with pytest.raises(Refused, match="sau lúc ghi vào hệ thống"):
        _confirm(life, date(2027, 3, 18))
    with pytest.raises(Refused, match="chỉ được xem"):
        _confirm(life, DUE, account=cast.viewer)


REGISTER = """số đến,ngày đến,cơ quan ban hành,số ký hiệu,trích yếu
449,15/03/2027,Sở Y tế,80/BC-SYT,Báo cáo khác
450,19/03/2027,Sở Tài chính,12/BC-STC,Gửi nhầm ngày
451,16/03/2027,Sở Tài chính,số 12/bc-stc,Báo cáo CCHC quý I
"""


@pytest.mark.one_database
def test_the_register_confirms_what_it_holds_and_says_what_cannot_be(life):
    life.submit(AFTER, sent_on="16/3/2027")
    with transaction(life.engine) as session:
        matched = match_register(
            session, life.rulebook, REGISTER.encode(), account=life.officer, now=CHECKED
        )
        confirm_matched(session, life.rulebook, matched, account=life.officer, now=CHECKED)

    [found] = matched.found
    assert ("Sở Tài chính", Arrival(DUE, "451")) == (found.unit.name, found.arrival)
    assert ["dòng 3, cột ngày đến"] == [one.field for one in matched.problems]
    assert () == matched.left
    assert life.standing(LATER).on_time
