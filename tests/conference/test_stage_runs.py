"""The stages of a conference as named runs of its flow; what has passed is not made up for."""

from __future__ import annotations

from datetime import date

import pytest

from deployments.catalogue import Range, catalogue
from dondoc.clock import at
from dondoc.conference.settle_conference import settle_answers
from dondoc.conference.stage_runs import run_words, stage_runs, with_stages
from models.database import transaction
from tests.support.conference_hall import Hall, draft, to_day

pytestmark = pytest.mark.one_database
NAME = "Hội nghị hướng dẫn chấm điểm 2026"


def _named(hall: Hall, today: date) -> dict[date, str]:
    found = hall.read(lambda s: stage_runs(s, hall.rulebook, today=today))
    return {one.on: one.name for one in found}


def test_a_run_is_named_by_its_stages(hall: Hall) -> None:
    hall.plan()

    named = _named(hall, date(2026, 11, 2))

    assert f"{NAME} · nhắc đăng ký, còn 5 ngày làm việc" == named[date(2026, 11, 12)]
    assert f"{NAME} · hạn trả lời, gửi tài liệu" == named[date(2026, 11, 19)]
    assert f"{NAME} · họp" == named[date(2026, 11, 27)]


def test_a_stage_that_passed_has_no_run_and_a_move_moves_the_rest(hall: Hall) -> None:
    hall.plan()
    hall.move(at(date(2026, 11, 10), 9), to_day(date(2026, 12, 4)))

    named = _named(hall, date(2026, 11, 20))

    assert min(named) >= date(2026, 11, 20)
    assert f"{NAME} · họp" == named[date(2026, 12, 4)]
    assert date(2026, 11, 27) in named  # the answers' new date


def test_cancelled_it_has_no_run(hall: Hall) -> None:
    hall.plan()
    hall.cancel(at(date(2026, 11, 10), 9))

    assert {} == _named(hall, date(2026, 11, 10))


def test_two_conferences_of_a_year_are_told_apart(hall: Hall) -> None:
    hall.plan()
    hall.plan(draft(title="Hội nghị bổ sung"))

    words = hall.read(lambda s: run_words(s, hall.rulebook, date(2026, 11, 27)))

    assert f"{NAME} · họp; {NAME} (hoi-nghi-2026-2) · họp" == words


def test_its_one_deployment_has_the_stages_as_days(hall: Hall) -> None:
    hall.plan()
    today = date(2026, 11, 2)

    rulebook = hall.read(lambda s: with_stages(s, hall.rulebook, today=today))

    wanted = catalogue(rulebook, Range.around(today))
    [one] = [deployment for deployment in wanted if "tra-loi-giay-moi" in deployment.name]
    assert one.gives(f"{NAME} · họp")
    assert "scoring_conference" == one.flow


def test_who_never_answered_is_closed_after_the_day_once(hall: Hall) -> None:
    hall.plan()
    hall.invite(at(date(2026, 11, 5), 9))
    hall.answer(at(date(2026, 11, 9), 9), "so-y-te", "comes", "Nguyễn Văn An")

    with transaction(hall.engine) as session:
        assert 0 == settle_answers(session, now=at(date(2026, 11, 27), 9))
        assert 2 == settle_answers(session, now=at(date(2026, 11, 28), 9))
        assert 0 == settle_answers(session, now=at(date(2026, 11, 30), 9))


def test_the_day_after_it_the_run_is_named_by_accounts_and_minutes(hall: Hall) -> None:
    hall.plan()

    words = hall.read(lambda s: run_words(s, hall.rulebook, date(2026, 11, 30)))

    assert f"{NAME} · giao tài khoản chấm điểm, biên bản" == words
