"""A run that hangs ends by itself, says so, and the next one goes on."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from sqlmodel import select

from dondoc.delivery import workers
from flows.dispatch import dispatch
from flows.periodic_report import periodic_report
from models import Message
from models.database import transaction
from models.kinds import MessageState
from tasks.read_mail import read_mail
from tests.support.flow_office import Office
from tests.support.smtp_server import SILENT, SmtpServer

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

OPENING, NEXT_DAY = date(2021, 3, 1), date(2021, 3, 2)


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmtpServer]:
    """One line to a mail server, whose own time-out is far longer than the run's."""
    monkeypatch.setattr(workers, "LAST_MOMENTS", 0.2)
    monkeypatch.setenv("DONDOC_DEMO", "true")
    monkeypatch.setenv("DONDOC_SMTP_CONNECTIONS", "1")
    with SmtpServer() as server:
        url = f"mailto://127.0.0.1:{server.port}?from=a@b.example&mode=insecure&cto=300"
        monkeypatch.setenv("DONDOC_SMTP_URL", url)
        yield server


def _states(office: Office) -> dict[MessageState, int]:
    with transaction(office.engine, write=False) as session:
        return dict(Counter(session.exec(select(Message.state)).all()))


def test_a_dispatch_that_hangs_in_a_read_is_broken_off_and_the_next_one_goes_on(
    office: Office, smtp: SmtpServer
):
    periodic_report(as_of=OPENING, return_state=True)
    smtp.answer("DOT", SILENT)
    state = dispatch.with_options(timeout_seconds=5)(as_of=OPENING, return_state=True)
    left = _states(office)
    again = dispatch(as_of=NEXT_DAY, return_state=True)

    assert state.is_failed()
    assert "quá giờ" == state.name
    assert state.message == (
        "Chưa xong trong 5 giây cho phép nên đã dừng."
        " Những gì đã ghi vẫn còn; lượt sau làm tiếp phần còn lại."
    )
    assert state.message in office.said
    assert {MessageState.SENDING: 1, MessageState.PENDING: 2} == left
    assert again.is_completed()
    assert {MessageState.SENT: 3} == _states(office)  # the one in doubt too, its lease over


def test_a_mailbox_that_drips_its_answer_holds_up_no_mail(
    office: Office, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(read_mail, "timeout_seconds", 1.0)
    with _dripping() as port:
        monkeypatch.setenv("DONDOC_REPLY_TO", "tra-loi@don-doc.example")
        monkeypatch.setenv("DONDOC_INCOMING_URL", f"imap://a:b@127.0.0.1:{port}/INBOX")
        state = dispatch(return_state=True)

    assert state.is_completed()
    assert state.message.endswith("chưa đọc hết hộp thư đến trong thời gian cho phép.")
    assert "0 đã gửi · chưa đọc hết thư đến" == state.name


@contextmanager
def _dripping() -> Iterator[int]:
    """A server that greets with one letter now and then, and never comes to an end."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            with suppress(OSError), listening.accept()[0] as line:
                while not stop.wait(0.1):
                    line.sendall(b"*")

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        stop.set()
        thread.join()
