"""An alarm that cannot be given, a second pause, two processes: told once, or said to be untold."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from dondoc.clock import at
from dondoc.delivery.operating.pause_alarm import AGAIN_AFTER, TOLD, UNTOLD, tell_of_pauses
from dondoc.ledger import audit
from models import Channel
from models.database import make_engine, transaction
from tests.support.broken_mail import Broken, base, wrong_login
from tests.support.mail_servers import mail_url

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
ADMINISTRATOR = "quan-tri@noi-khac.example"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Broken(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_without_another_way_the_run_says_that_nobody_was_told(office, start_smtp):
    office.point(wrong_login(start_smtp))

    said = office.for_real(EIGHT).sentence()

    assert "kênh tạm dừng: email" in said
    assert "chưa báo được cho quản trị: chưa đặt DONDOC_ALARM_URLS" in said


def test_an_alarm_that_fails_is_said_and_tried_again_after_an_hour(office, smtp, start_smtp):
    office.point(wrong_login(start_smtp), mail_url(smtp.port, ADMINISTRATOR))
    smtp.refused_recipients[ADMINISTRATOR] = "550 5.1.1 no such user"

    first = office.for_real(EIGHT)
    assert "mailto: 5.1.1 no such user" == first.untold
    assert first.untold == office.for_real(EIGHT + timedelta(minutes=10)).untold
    smtp.refused_recipients.clear()
    assert "" == office.for_real(EIGHT + AGAIN_AFTER + timedelta(minutes=1)).untold

    assert 1 == len(smtp.received)
    assert [audit.PAUSED, UNTOLD, TOLD] == office.audited()


def test_one_alarm_address_that_works_is_enough(office, smtp, start_smtp):
    dead = "json://127.0.0.1:1/"
    office.point(wrong_login(start_smtp), dead, mail_url(smtp.port, ADMINISTRATOR))

    assert "" == office.for_real(EIGHT).untold
    assert 1 == len(smtp.received)


def test_a_second_pause_is_told_again(office, smtp, start_smtp):
    office.point(wrong_login(start_smtp), mail_url(smtp.port, ADMINISTRATOR))
    office.for_real(EIGHT)
    with transaction(office.engine) as session:
        session.get_one(Channel, "email").paused_at = None

    office.for_real(at(OPENING, 14))

    assert 2 == len(smtp.received)
    assert 2 == len({one.message["Message-ID"] for one in smtp.received})


def test_what_a_person_paused_is_no_alarm(office, smtp):
    office.point(base(smtp), mail_url(smtp.port, ADMINISTRATOR))
    with transaction(office.engine) as session:
        session.add(Channel(name="email", paused_at=EIGHT, paused_why="đổi mật khẩu"))
        target = {"target": "channel:email", "now": EIGHT}
        audit.record(session, actor="account:1", act=audit.PAUSED, **target)

    result = office.for_real(EIGHT)

    assert (("email",), "", []) == (result.paused, result.untold, smtp.received)


def test_of_two_processes_that_meet_the_fault_one_tells(office, smtp, start_smtp):
    office.point(wrong_login(start_smtp))
    office.for_real(EIGHT)
    office.point("mailto://127.0.0.1:1?from=a@b.example", mail_url(smtp.port, ADMINISTRATOR))
    url = office.engine.url.render_as_string(hide_password=False)
    together = Barrier(2)

    def process() -> None:
        engine = make_engine(url)
        together.wait()
        tell_of_pauses(engine, office.settings, now=at(OPENING, 9))
        engine.dispose()

    both = [Thread(target=process) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert 1 == len(smtp.received)
