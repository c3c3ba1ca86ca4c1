"""Administrators hear of a silence by another way than mail: once, and again when it is over.

To a real mail server on this machine.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.ledger import beats
from dondoc.ledger.installation import Installation
from dondoc.operations.silence import Miss, Silent
from dondoc.operations.tell_of_silence import AGAIN_AFTER, OVER_TOLD, TOLD, UNTOLD, tell_of_silence
from dondoc.operations.watchman import Watchman, keep_watching, start_watching
from models import Audit, Silence
from models.database import transaction
from models.kinds import BeatName, SilenceKind
from tests.support.mail_servers import mail_url
from tests.support.stamped_ledger import stamp

MONDAY = date(2027, 3, 1)
NINE = at(MONDAY, 9)
HOUR = timedelta(hours=1)
MISSED = Silent(SilenceKind.DISPATCH, at(MONDAY, 8), Miss.NOT_BEGUN)
DOWN = Silent(SilenceKind.PREFECT, at(MONDAY, 8, 30), Miss.FAILED)


@pytest.fixture
def told(settings, smtp):
    url = mail_url(smtp.port, "quan-tri@noi-khac.example")
    return settings.model_copy(update={"alarm_urls": SecretStr(url)})


def _subjects(smtp):
    return [one.message["Subject"] for one in smtp.received]


def _acts(engine):
    with transaction(engine, write=False) as session:
        return list(session.exec(select(Audit.act).order_by(col(Audit.id))))


def _rows(engine):
    with transaction(engine, write=False) as session:
        return list(session.exec(select(Silence)))


def test_once_for_each_and_once_when_it_is_over(engine, told, smtp):
    for minutes in (0, 1, 90):
        tell_of_silence(engine, told, [MISSED], now=NINE + timedelta(minutes=minutes))
    for minutes in (91, 92):
        tell_of_silence(engine, told, [], now=NINE + timedelta(minutes=minutes))

    first, second = smtp.received
    assert "[Đôn Đốc] Không thấy lượt phát hành thông báo" == first.message["Subject"]
    said = first.message.get_content()
    assert "Đợt gửi lúc 08:00 ngày 01/03/2027 chưa thấy chạy." in said
    assert "dondoc dispatch" in said
    assert "[Đôn Đốc] Đã trở lại: không thấy lượt phát hành thông báo" == second.message["Subject"]
    assert "đã báo động từ 08:00 ngày 01/03/2027" in second.message.get_content()
    assert [TOLD, OVER_TOLD] == _acts(engine)
    assert [] == _rows(engine)


def test_two_processes_at_once_tell_once(engine, told, smtp):
    with ThreadPoolExecutor(2) as both:
        looks = [both.submit(tell_of_silence, engine, told, [DOWN], now=NINE) for _ in range(2)]
        said = [look.result() for look in looks]

    assert [[], [SilenceKind.PREFECT]] == sorted(said)
    assert ["[Đôn Đốc] Máy chủ Prefect không trả lời"] == _subjects(smtp)


def test_what_comes_back_before_its_end_was_told_is_the_same_incident(engine, told, smtp):
    tell_of_silence(engine, told, [DOWN], now=NINE)
    smtp.answer_always["RCPT"] = "451 4.3.0 try later"
    tell_of_silence(engine, told, [], now=NINE + HOUR)
    tell_of_silence(engine, told, [DOWN], now=NINE + 2 * HOUR)
    smtp.answer_always.clear()
    tell_of_silence(engine, told, [], now=NINE + 4 * HOUR)

    assert [TOLD, UNTOLD, OVER_TOLD] == _acts(engine)
    assert 2 == len(smtp.received)


def test_who_could_not_be_told_is_told_after_an_hour(engine, told, smtp):
    smtp.answer("RCPT", "451 4.3.0 try later")
    assert [] == tell_of_silence(engine, told, [DOWN], now=NINE)
    assert [] == tell_of_silence(engine, told, [DOWN], now=NINE + timedelta(minutes=59))
    assert "451" in _rows(engine)[0].failed or "try later" in _rows(engine)[0].failed
    assert [SilenceKind.PREFECT] == tell_of_silence(engine, told, [DOWN], now=NINE + AGAIN_AFTER)

    assert 1 == len(smtp.received)


@pytest.mark.one_database
def test_what_nobody_was_told_of_ends_without_a_word(engine, settings):
    tell_of_silence(engine, settings, [MISSED], now=NINE)
    assert [SilenceKind.DISPATCH] == [row.kind for row in _rows(engine)]
    tell_of_silence(engine, settings, [], now=NINE + HOUR)

    assert [] == _rows(engine)
    assert [] == _acts(engine)


@pytest.fixture
def watchman(engine, told, rulebook):
    stamp(engine)
    return Watchman.of(Installation(told, rulebook, engine), since=at(MONDAY, 7))


@pytest.mark.one_database
def test_the_watchman_tells_of_a_window_that_did_not_run_and_of_the_one_that_did(
    watchman, engine, smtp
):
    watchman.look(at(MONDAY, 8, 29))
    assert [] == smtp.received
    watchman.look(at(MONDAY, 8, 30))
    with transaction(engine) as session:
        beats.begin(session, BeatName.DISPATCH, now=at(MONDAY, 9))
        beats.end(session, BeatName.DISPATCH, well=True, now=at(MONDAY, 9))
    watchman.look(at(MONDAY, 9, 1))

    assert 2 == len(smtp.received)
    assert "Lượt phát hành thông báo lại chạy" in smtp.received[1].message.get_content()


@pytest.mark.one_database
def test_a_prefect_that_does_not_answer_is_noted_and_told_after_ten_minutes(
    watchman, engine, smtp, monkeypatch
):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    watchman.look(at(MONDAY, 8))
    with transaction(engine, write=False) as session:
        assert at(MONDAY, 8) == beats.beats(session)[BeatName.PREFECT].failing_since
    watchman.look(at(MONDAY, 8, 10))

    assert ["[Đôn Đốc] Máy chủ Prefect không trả lời"] == _subjects(smtp)


@pytest.mark.one_database
def test_a_portal_that_was_there_and_is_no_longer_is_told_with_what_still_goes(
    watchman, smtp, says
):
    there = says(200, b'{"status":"ok"}')
    for minute in (0, 1, 10):
        where = there if minute == 0 else "http://127.0.0.1:9"
        settings = watchman.here.settings.model_copy(update={"base_url": where})
        replace(watchman, here=replace(watchman.here, settings=settings)).look(
            at(MONDAY, 8, minute)
        )
    assert [] == smtp.received
    replace(watchman, here=replace(watchman.here, settings=settings)).look(at(MONDAY, 8, 11))

    assert ["[Đôn Đốc] Cổng không mở được"] == _subjects(smtp)
    said = smtp.received[0].message.get_content()
    assert "từ 08:01 ngày 01/03/2027" in said
    assert "trả lời bằng thư vẫn nhận" in said


@pytest.mark.one_database
def test_a_look_that_fails_is_logged_and_not_the_last(watchman, engine, smtp, caplog):
    stop, hours = threading.Event(), iter([None, at(MONDAY, 8, 30)])

    def clock():
        hour = next(hours)
        if hour is None:
            raise RuntimeError("đồng hồ hỏng")
        stop.set()
        return hour

    keep_watching(watchman, clock, stop, every=0)

    assert "Chưa xem được việc định kỳ có chạy không" in caplog.messages
    assert ["[Đôn Đốc] Không thấy lượt phát hành thông báo"] == _subjects(smtp)


@pytest.mark.one_database
def test_in_the_demo_nobody_watches(watchman):
    demo = watchman.here.settings.model_copy(update={"demo": True})
    before = threading.active_count()
    start_watching(replace(watchman.here, settings=demo), lambda: NINE)

    assert before == threading.active_count()
