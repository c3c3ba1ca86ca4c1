"""The line to a mailbox is protected, and its server must show a certificate that we trust."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from tests.support.imap_server import ImapServer

CAME = at(date(2027, 3, 15), 9, 10)
LINES = [("imaps", "tls"), ("imap", "starttls")]


@pytest.fixture(params=LINES, ids=[scheme for scheme, _how in LINES])
def guarded(request, quick_room, server_tls):
    """A room that reads from a server over TLS, at once or after STARTTLS."""
    scheme, how = request.param
    with ImapServer(**{how: server_tls}) as server:
        server.put(quick_room.letter().as_bytes(), came=CAME)
        quick_room.read_from(server, scheme=scheme, more="")
        yield quick_room, server


def test_a_server_with_a_trusted_certificate_is_read(guarded, certificate, monkeypatch):
    room, _server = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert "" == room.read_mail().fault
    assert 1 == len(room.submissions())


def test_any_other_never_sees_the_password(guarded):
    room, server = guarded

    assert "không kết nối" in room.read_mail().fault
    assert not [one for one in server.said if "bi-mat" in one]
    assert [] == room.submissions()


def test_a_server_without_starttls_never_sees_the_password(quick_room):
    with ImapServer() as server:
        quick_room.read_from(server, more="")
        fault = quick_room.read_mail().fault
        assert "máy chủ không cho mã hóa đường truyền (STARTTLS)" in fault
        assert "imaps://" in fault
        assert not [one for one in server.said if "bi-mat" in one]
