"""«Sửa lúc nhận»: lateness follows, what was known before stays, the unit gets its receipt anew."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlmodel import col, select

from dondoc.clock import at, end_of
from dondoc.problems import Refused
from dondoc.reporting.history import history
from dondoc.rounds.standing import StandingKind
from dondoc.submissions.correct_receipt import Correction, correct_receipt
from models import Audit, Notice
from models.database import transaction
from models.kinds import DecisionKind

FIFTEENTH, DUE, AFTER, THURSDAY = (date(2027, 3, day) for day in (15, 16, 17, 18))
WHY = "Văn thư ghi nhầm ngày"


def _correct(life, now: datetime, on: date, hour: time | None = None, **changes) -> str:
    with transaction(life.engine) as session:
        return correct_receipt(
            session,
            life.rulebook,
            assignment_id=life.id,
            account=changes.pop("account", life.officer),
            correction=Correction(on, hour, **{"reason": WHY, **changes}),
            now=now,
        )


def test_a_wrong_time_of_receipt_is_corrected_and_the_days_before_stay(life):
    life.submit(at(AFTER, 9))
    said = _correct(life, at(THURSDAY, 9), FIFTEENTH, time(15, 5))

    assert (
        f"lần gửi 1, từ 09:00 ngày 17/03/2027 thành 15:05 ngày 15/03/2027; lý do: “{WHY}”" == said
    )
    before, now = end_of(AFTER), at(THURSDAY, 10)
    assert (False, True) == (life.standing(before).on_time, life.standing(now).on_time)
    [then], [since] = life.facts(before).submissions, life.facts(now).submissions
    assert (at(AFTER, 9), at(FIFTEENTH, 15, 5)) == (then.received_at, since.received_at)


def test_corrected_twice_each_day_has_what_was_known_then(life):
    life.submit(at(AFTER, 9))
    _correct(life, at(AFTER, 10), DUE)
    life.decide(at(AFTER, 11), DecisionKind.ACCEPTED)
    _correct(life, at(THURSDAY, 9), AFTER, time(8))

    moments = (at(AFTER, 9, 30), at(AFTER, 12), at(THURSDAY, 10))
    assert [False, True, False] == [life.standing(moment).on_time for moment in moments]
    assert StandingKind.COMPLETED is life.standing(at(THURSDAY, 10)).kind


@pytest.mark.one_database
def test_the_history_keeps_both_and_the_unit_gets_its_receipt_anew(life):
    life.submit(at(AFTER, 9), received_at=at(AFTER, 8))
    said = _correct(life, at(THURSDAY, 9), FIFTEENTH)

    with transaction(life.engine, write=False) as session:
        lived = history(session, life.rulebook, life.id, as_of=at(THURSDAY, 10))
        acts = list(session.exec(select(Audit.act).where(col(Audit.detail) == said)))
        kept = select(Notice).where(col(Notice.kind) == "receipt").order_by(col(Notice.id))
        receipts = session.exec(kept).all()
    [handed] = [line for line in lived if line.says.startswith("Nộp")]
    assert "Cơ quan nhận lúc 08:00 ngày 17/03/2027." in handed.details
    assert f"Sửa lúc nhận: {said}." in [line.says for line in lived]
    assert ["sửa lúc nhận"] == acts
    assert ["v1", "v1r1"] == [one.rung for one in receipts]


@pytest.mark.one_database
def test_what_cannot_be_is_refused_in_words(life, cast):
    with pytest.raises(Refused, match="đã gửi lần: chưa lần nào"):
        _correct(life, at(AFTER, 8), FIFTEENTH)
    life.submit(at(AFTER, 9))
    now = at(THURSDAY, 9)

    with pytest.raises(Refused, match="sau lúc ghi vào hệ thống"):
        _correct(life, now, AFTER, time(9, 1))
    with pytest.raises(Refused, match="trước ngày ký văn bản"):
        _correct(life, now, date(2027, 3, 10))
    with pytest.raises(Refused, match="vẫn là lúc đang ghi"):
        _correct(life, now, AFTER, time(9))
    with pytest.raises(Refused, match="đã gửi lần: 1"):
        _correct(life, now, FIFTEENTH, version=2)
    with pytest.raises(Refused, match="hãy ghi lý do"):
        _correct(life, now, FIFTEENTH, reason=" ")
    with pytest.raises(Refused, match="chỉ được xem"):
        _correct(life, now, FIFTEENTH, account=cast.viewer)


@pytest.mark.one_database
def test_while_the_report_is_wanted_again_no_receipt_says_that_all_is_well(life):
    life.submit(at(AFTER, 9))
    life.decide(at(AFTER, 10), DecisionKind.RETURNED, "Thiếu mục II")
    _correct(life, at(AFTER, 11), DUE)

    with transaction(life.engine, write=False) as session:
        receipts = session.exec(select(Notice.rung).where(col(Notice.kind) == "receipt")).all()
    assert ["v1"] == receipts
