"""The stock chat schemes: what a service's answer comes to, in one request, and what it is told."""

from __future__ import annotations

import json
import re
import socket
from datetime import date

import pytest
from apprise.plugins.google_chat import NotifyGoogleChat
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery import apprise_send
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.envelope import OutcomeKind
from models import Contact
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.chat_services import SCHEMES, ChatService, address
from tests.support.mail_servers import letter
from tests.support.post import Office

OPENING = date(2027, 3, 1)


@pytest.fixture
def start(server_tls, certificate, monkeypatch):
    running = []
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))

    def start(scheme, status=200, *, silent=False):
        tls = server_tls if scheme == "workflows" else None  # Teams is spoken to over TLS alone
        service = ChatService(status, tls=tls, silent=silent)
        running.append(service.__enter__())
        google_stands_at(service.port)
        return service

    def google_stands_at(port):
        place = f"http://127.0.0.1:{port}/v1/spaces/{{workspace}}/messages"
        monkeypatch.setattr(NotifyGoogleChat, "notify_url", place)

    start.google_stands_at = google_stands_at
    yield start
    for service in running:
        service.__exit__()


def send(scheme, port):
    url = f"{scheme}://{address(scheme, port)}"
    return apprise_send.send(
        url, title="Nhắc", body="Hạn 16/03 https://a.example/v/x", envelope=letter()
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_taken_is_sent_in_one_request(start, scheme):
    service = start(scheme)

    assert OutcomeKind.SENT is send(scheme, service.port).kind
    assert 1 == len(service.bodies)


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_not_taken_is_deferred_after_one_request(start, scheme, status):
    service = start(scheme, status)

    assert OutcomeKind.DEFERRED is send(scheme, service.port).kind
    assert 1 == len(service.bodies)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_answer_is_deferred_after_one_request(start, scheme):
    service = start(scheme, silent=True)

    assert OutcomeKind.DEFERRED is send(scheme, service.port).kind
    assert 1 == len(service.bodies)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nobody_listening_is_deferred(start, scheme):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    start.google_stands_at(port)

    assert OutcomeKind.DEFERRED is send(scheme, port).kind


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_unit_reads_what_by_when_and_where_and_nothing_personal(
    start, scheme, sqlite_engine, settings, rulebook, sqlite_cast
):
    service = start(scheme)
    _only_contact(sqlite_engine, scheme, address(scheme, service.port))
    office = Office(sqlite_engine, settings, rulebook)
    office.morning(OPENING)

    here, eight = _no_mail(settings), at(OPENING, 8)
    result = dispatch_window(sqlite_engine, here, rulebook, eight, send=_to_our_stand_in)

    assert (1, 2) == (result.sent, result.deferred)
    (body,) = service.bodies
    said = json.dumps(json.loads(body), ensure_ascii=False)
    assert "Sở Nội vụ mở kỳ: Báo cáo tuyên truyền CCHC quý I/2027, hạn thứ Ba 16/03" in said
    assert re.search(rf"{settings.base_url}/v/[a-z2-7]{{32}}", said)
    assert len(said) < 1600  # Teams wraps its 150 letters in a card
    for personal in ("Phạm Thị Hà", "0207", "Đỗ Thị Lan", "Kính gửi"):
        assert personal not in said


def _to_our_stand_in(ready):
    """Past the look at where a webhook leads: the service stands on this machine."""
    return apprise_send.send(ready.url, title=ready.title, body=ready.body, envelope=ready.envelope)


def _only_contact(engine, channel, where):
    with transaction(engine) as session:
        mine = col(Contact.unit_code) == "so-y-te"
        for contact in session.exec(select(Contact).where(mine)):
            session.delete(contact)
        person = {"person": "Đỗ Thị Lan", "telephone": "0207 300 0009", "verified_at": VERIFIED}
        session.add(Contact(unit_code="so-y-te", channel=channel, address=where, **person))


def _no_mail(settings):
    closed = SecretStr("mailto://127.0.0.1:9?from=don-doc@so-noi-vu.example&mode=insecure")
    return settings.model_copy(update={"smtp_url": closed})
