"""What is in doubt is looked up before it is sent again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import LEASE
from models import Attempt, Message
from models.database import transaction
from models.kinds import MessageState
from tests.support.imap_server import ImapServer
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
UNKNOWN = Outcome(OutcomeKind.UNKNOWN, None, "mất kết nối sau khi gửi xong thư")
DUE_AGAIN = EIGHT + 2 * LEASE + timedelta(minutes=1)
LAPSED = EIGHT + LEASE + timedelta(minutes=1)
MINUTES = 10  # the archive's lag as the settings have it


class Log:
    """The mail server's log, written by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def has_taken(self, message: Message) -> None:
        with self.path.open("a", encoding="utf-8") as log:
            log.write(f"mx postfix/cleanup[1]: 4F2A: message-id=<{message.mime_id}>\n")
            log.write("mx postfix/smtp[2]: 4F2A: to=<a@b.example>, status=sent (250 Ok)\n")


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "mail.log")


@pytest.fixture
def office(engine, settings, rulebook, cast, log):
    archive = {"archive_url": SecretStr(str(log.path))}
    office = Office(engine, settings.model_copy(update=archive), rulebook)
    office.morning(OPENING)
    return office


def _doubtful(office: Office) -> Message:
    unknown = col(Message.state) == MessageState.UNKNOWN
    found: Message = office.read(lambda s: s.exec(select(Message).where(unknown)).one())
    return found


def _tries(office: Office, message: Message) -> list[tuple[str, str]]:
    query = select(Attempt).where(col(Attempt.message_id) == message.id).order_by(col(Attempt.id))
    return [(one.outcome, one.words) for one in office.read(lambda s: s.exec(query).all())]


def test_an_unknown_that_the_archive_holds_is_sent_and_not_sent_again(office, log):
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(EIGHT)
    doubtful = _doubtful(office)
    log.has_taken(doubtful)

    result = office.window(DUE_AGAIN)

    assert (0, 1) == (result.sent, result.found)
    assert "1 đã đi từ trước, tìm thấy ở nơi lưu" in result.sentence()
    assert 1 == len(office.postman.to("so-tai-chinh"))
    assert ("found", "Tìm thấy trong nhật ký máy chủ thư, 4F2A: status=sent (250 Ok)") == (
        _tries(office, doubtful)[-1]
    )
    assert {MessageState.SENT} == {message.state for message in office.messages()}
    assert not any(message.possible_duplicate for message in office.messages())


def test_an_unknown_that_the_archive_does_not_hold_is_sent_again_and_marked(office):
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(EIGHT)
    doubtful = _doubtful(office)

    assert 1 == office.window(DUE_AGAIN).sent
    first, second = office.postman.to("so-tai-chinh")
    assert first.envelope.message_id == second.envelope.message_id
    marked = [message.id for message in office.messages() if message.possible_duplicate]
    assert [doubtful.id] == marked


def test_what_a_dead_process_left_waits_until_the_archive_has_caught_up(office, log):
    office.dies(EIGHT)
    first, *_others = office.messages()

    assert 0 == office.window(LAPSED).sent
    assert {MessageState.UNKNOWN} == {message.state for message in office.messages()}
    assert "chưa thấy thư ở nơi lưu" in _tries(office, first)[-1][1]

    log.has_taken(first)
    result = office.window(EIGHT + LEASE + timedelta(minutes=MINUTES + 1))

    assert (2, 1) == (result.sent, result.found)


def test_an_archive_that_cannot_be_read_is_waited_for_but_not_for_ever(office, log):
    office.dies(EIGHT)
    log.path.unlink()

    assert 0 == office.window(LAPSED).sent
    assert 0 == office.window(EIGHT + LEASE + timedelta(minutes=2 * MINUTES)).sent
    assert 3 == office.window(EIGHT + LEASE + timedelta(minutes=4 * MINUTES + 1)).sent


def test_a_folder_over_imap_is_asked_as_well(office):
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(EIGHT)
    with ImapServer(user="luu", password="mat-khau") as imap:
        imap.folder = "Sent"
        imap.put(f"Message-ID: <{_doubtful(office).mime_id}>\n\nx".encode(), came=EIGHT)
        url = f"imap://luu:mat-khau@127.0.0.1:{imap.port}/Sent?mode=insecure"
        office.settings = office.settings.model_copy(update={"archive_url": SecretStr(url)})

        result = office.window(DUE_AGAIN)

    assert (0, 1) == (result.sent, result.found)
    assert 1 == sum("SEARCH" in said for said in imap.said)


def test_a_chat_message_is_never_looked_up(office, log):
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(EIGHT)
    doubtful = _doubtful(office)
    log.has_taken(doubtful)
    with transaction(office.engine) as session:
        session.get_one(Message, doubtful.id).channel = "json"

    result = office.window(DUE_AGAIN)

    assert (1, 0) == (result.sent, result.found)
