"""What is done of a conference and what is late; by how many working days."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.cli.conference_view import progress_table
from dondoc.clock import at
from dondoc.conference.accounts.enter_logins import enter_logins
from dondoc.conference.accounts.hand_out import hand_out_accounts
from dondoc.conference.accounts.login_sheet import typed_login
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.find_conference import find_conference
from dondoc.conference.stage_progress import StageProgress, stage_progress
from dondoc.conference.stage_rules import Stage
from dondoc.messages.environment import phrases
from models.database import transaction
from tests.support.conference_hall import CODE, OFFICER, Hall

pytestmark = pytest.mark.one_database

FIFTH, SIXTH = date(2026, 12, 4), date(2026, 12, 7)  # working days after Friday 27/11/2026


def _stage(hall: Hall, stage: Stage, on: date) -> StageProgress:
    return next(one for one in _stages(hall, on) if one.day.stage is stage)


def _stages(hall: Hall, on: date) -> list[StageProgress]:
    conference, now = hall.conference(), at(on, 9)
    return hall.read(
        lambda s: stage_progress(
            s, hall.rulebook, conference, conference_figures(s, conference), now=now
        )
    )


def _word(found: StageProgress) -> str:
    return str(phrases("conference").stage_word(found))


def test_conclusions_are_in_time_until_the_fifth_working_day(hall: Hall) -> None:
    hall.plan()

    assert "chưa đến" == _word(_stage(hall, Stage.CONCLUSIONS, FIFTH))
    hall.publish(at(FIFTH, 16), "Kết luận", kind="conclusions")
    assert "đã xong" == _word(_stage(hall, Stage.CONCLUSIONS, SIXTH))


def test_conclusions_on_the_sixth_working_day_are_late_by_one(hall: Hall) -> None:
    """Case 21 of the reference."""
    hall.plan()

    assert "chưa làm, muộn 1 ngày làm việc" == _word(_stage(hall, Stage.CONCLUSIONS, SIXTH))
    hall.publish(at(SIXTH, 9), "Kết luận", kind="conclusions")

    found = _stage(hall, Stage.CONCLUSIONS, date(2027, 1, 4))
    assert "đã xong, muộn 1 ngày làm việc" == _word(found)
    assert "đã xong, muộn 1 ngày làm việc" in progress_table([found])
    assert not found.late


def test_the_papers_own_date_decides_and_the_first_of_several(hall: Hall) -> None:
    hall.plan()
    hall.publish(
        at(SIXTH, 9), "Kết luận", kind="conclusions", number="12/TB-SNV", dated_on="04/12/2026"
    )
    hall.publish(at(date(2026, 12, 14), 9), "Kết luận", kind="conclusions", sha256="b" * 64)

    assert "đã xong" == _word(_stage(hall, Stage.CONCLUSIONS, SIXTH))


def test_scoring_that_has_not_opened_says_nothing_of_itself(hall: Hall) -> None:
    hall.plan()

    assert "chưa đến (ngày mặc định, chưa xác nhận)" == _word(
        _stage(hall, Stage.SELF_SCORING, FIFTH)
    )


def test_without_any_account_nothing_is_late_once_units_have_scored_themselves(hall: Hall) -> None:
    """Accounts of earlier years were given out some other way."""
    hall.plan()
    hall.invite(at(date(2026, 11, 5), 9))

    found = _stage(hall, Stage.ACCOUNTS, date(2027, 1, 4))

    assert (False, "đã qua (ngày mặc định, chưa xác nhận)") == (found.late, _word(found))


def test_accounts_are_handed_out_n_of_n(hall: Hall) -> None:
    hall.plan()
    hall.invite(at(date(2026, 11, 5), 9))
    assert "chưa làm, muộn 5 ngày làm việc (ngày mặc định, chưa xác nhận)" == _word(
        _stage(hall, Stage.ACCOUNTS, SIXTH)
    )
    units = [hall.rulebook.registry.unit(code) for code in ("so-y-te", "so-tu-phap")]
    with transaction(hall.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        for number, unit in enumerate(units):
            entry = typed_login(unit, f"tk{number}", "")
            enter_logins(session, conference, [entry], by=OFFICER, now=at(FIFTH, 8))
            if number == 0:
                hand_out_accounts(session, hall.rulebook, conference, by=OFFICER, now=at(FIFTH, 8))

    assert "1/2, chưa đủ, muộn 5 ngày làm việc" in _word(_stage(hall, Stage.ACCOUNTS, SIXTH))
    with transaction(hall.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        hand_out_accounts(session, hall.rulebook, conference, by=OFFICER, now=at(FIFTH, 9))
    assert "2/2, đã xong" in _word(_stage(hall, Stage.ACCOUNTS, SIXTH))
