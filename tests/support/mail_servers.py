"""Mail servers on real sockets, a certificate made on the spot, and letters to send."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.smtp.pool import POOL
from dondoc.delivery.envelope import Envelope, Outcome
from tests.support.smtp_server import SmtpServer

SENDER = "don-doc@so-noi-vu.example"
CLERK = "van-thu@so-tai-chinh.example"
LINK = "https://don-doc.example/x/3f9c2a7d41b04c6b8f0e5d1a2b3c4d5e6f708192a3b4c5d6e7f80910a1b2c3d4"
TEXT = f"Kính gửi: Sở Tài chính\n\nĐề nghị xác nhận tại:\n{LINK}\n\nTrân trọng.\n"


@pytest.fixture(autouse=True)
def no_line_outlives_its_test() -> Iterator[None]:
    yield
    POOL.close_all()


@pytest.fixture
def start_smtp() -> Iterator[Callable[..., SmtpServer]]:
    with ExitStack() as running:
        yield lambda **options: running.enter_context(SmtpServer(**options))


@pytest.fixture
def smtp(start_smtp: Callable[..., SmtpServer]) -> SmtpServer:
    return start_smtp()


@dataclass(frozen=True)
class Line:
    """A mail server and how one speaks with it: plain, STARTTLS or TLS from the first byte."""

    mode: str
    server: SmtpServer

    def send(self, **query: Any) -> Outcome:
        url = mail_url(self.server.port, **{"mode": self.mode} | query)
        return apprise_send.send(url, title="Nhắc hạn", body="x", envelope=letter())


MODES = ("insecure", "starttls", "ssl")
"""Every fault of notify.md §1 is met on each of them."""


@pytest.fixture
def start_line(
    start_smtp: Callable[..., SmtpServer], server_tls: ssl.SSLContext, trusted: None
) -> Callable[..., Line]:
    """Start a server that speaks in this mode; the process trusts its certificate."""
    protected = {"insecure": {}, "starttls": {"starttls": server_tls}, "ssl": {"tls": server_tls}}
    return lambda mode, **options: Line(mode, start_smtp(**protected[mode], **options))


@pytest.fixture(params=MODES)
def line(request: pytest.FixtureRequest, start_line: Callable[..., Line]) -> Line:
    return start_line(request.param)


@pytest.fixture
def envelope() -> Envelope:
    return letter()


@pytest.fixture
def trusted(certificate: Path) -> Iterator[None]:
    """The process trusts the test certificate, as an administrator's CA file makes it."""
    POOL.trust(certificate)
    yield
    POOL.trust(None)


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    return server_context(certificate)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and self-signed certificate of 127.0.0.1, in one PEM file."""
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    return write_certificate(tmp_path_factory.mktemp("tls") / "local.pem", address)


def server_context(pem: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem)
    return context


def write_certificate(path: Path, subject: x509.GeneralName) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2120, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([subject]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def mail_url(port: int, to: str = CLERK, *, login: str = "", **query: Any) -> str:
    """`mailto://` to this port of this machine, without TLS unless `mode` says otherwise."""
    given = {"mode": "insecure", "from": SENDER, "name": "Sở Nội vụ – Đôn Đốc", "to": to} | query
    words = "&".join(f"{key}={quote(str(value), safe='')}" for key, value in given.items())
    return f"mailto://{login}127.0.0.1:{port}?{words}"


def letter(message_id: str = "3f9c2a7d41b04c6b8f0e.v1@don-doc.example", **given: Any) -> Envelope:
    return Envelope(message_id=message_id, text=given.pop("text", TEXT), **given)
