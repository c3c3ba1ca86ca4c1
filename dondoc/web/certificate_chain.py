"""The certificate that a site forgot to send: found, and verified before it is trusted.

Browsers fetch a missing intermediate from where the site's own certificate says, so its owner sees
no fault. We do as they do: first from a folder of the office, then from that address. Whatever is
found is trusted only if it leads from the site's certificate to a root that we had before: what a
stranger's server offers as a root proves nothing. Nothing is ever read over a line that was not
verified.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.general_name import DNSName, IPAddress
from cryptography.x509.oid import AuthorityInformationAccessOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from dondoc.limits import LARGEST_CERTIFICATE, MOST_INTERMEDIATES, MOST_PINNED
from dondoc.web.site_answer import Why
from dondoc.web.time_left import TimedTlsSocket

_EXPIRED, _NOT_YET = 10, 9
_SELF_SIGNED = (18, 19)
_NO_ISSUER = (20, 21)
_OTHER_NAME = (62, 64)
"""OpenSSL's `X509_V_ERR_…`."""

Ask = Callable[[str], bytes]
"""Fetches a certificate's address, by the same guarded way; b"" where nothing came."""


def why_refused(error: ssl.SSLError) -> Why:
    """What is wrong with a site's certificate, or with its line."""
    code = getattr(error, "verify_code", None)
    if code in (_EXPIRED, _NOT_YET):
        return Why.TLS_EXPIRED
    if code in _OTHER_NAME:
        return Why.TLS_OTHER_NAME
    if code in _SELF_SIGNED:
        return Why.TLS_SELF_SIGNED
    return Why.TLS_UNTRUSTED if isinstance(error, ssl.SSLCertVerificationError) else Why.TLS_BROKEN


def lacks_an_issuer(error: ssl.SSLError) -> bool:
    """May the fault be that a certificate between the site's own and the root was not sent?"""
    return getattr(error, "verify_code", None) in _NO_ISSUER


class Trust:
    """Whom we believe: the roots, and what was verified against them since.

    `context` takes complete chains alone; `completing` those too that need a certificate found by
    `complete`. `folder` holds intermediates that the office keeps (PEM, `.pem` or `.crt`).
    """

    def __init__(self, roots: Path | None = None, folder: Path | None = None) -> None:
        self._roots = roots or Path(certifi.where())
        self._folder = folder
        self._lock = threading.Lock()
        self._fetched: dict[str, list[x509.Certificate]] = {}
        self.context = self._of_roots()
        self.completing = self._of_roots()

    def _of_roots(self) -> ssl.SSLContext:
        """Without OpenSSL's partial chains: an intermediate alone is nobody's root."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self._roots)
        context.sslsocket_class = TimedTlsSocket
        return context

    def complete(self, host: str, leaf: bytes, ask: Ask) -> bool:
        """Find what lies between this certificate (DER) and a root; False where nothing does."""
        try:
            site = x509.load_der_x509_certificate(leaf)
            verifier = PolicyBuilder().store(self._store).build_server_verifier(_subject(host))
        except ValueError:
            return False
        between = list(self._kept)
        for fetched in [[], *self._climb(site, ask)]:
            between += fetched
            with suppress(VerificationError):
                self._believe(verifier.verify(site, between)[1:-1])
                return True
        return False

    def _climb(self, site: x509.Certificate, ask: Ask) -> Iterator[list[x509.Certificate]]:
        """From each certificate to its issuer's, as it says where that lies."""
        one = site
        for _step in range(MOST_INTERMEDIATES):
            found = self._issuers(one, ask)
            if not found:
                return
            yield found
            one = found[0]

    def _issuers(self, one: x509.Certificate, ask: Ask) -> list[x509.Certificate]:
        address = _issuer_address(one)
        if not address:
            return []
        with self._lock:
            known = self._fetched.get(address)
        if known is None:
            known = _certificates(ask(address))
            with self._lock:
                self._fetched[address] = known
        return known

    def _believe(self, verified: Sequence[x509.Certificate]) -> None:
        for one in verified:
            self.completing.load_verify_locations(cadata=one.public_bytes(Encoding.DER))

    @cached_property
    def _store(self) -> Store:
        return Store(x509.load_pem_x509_certificates(self._roots.read_bytes()))

    @cached_property
    def _kept(self) -> list[x509.Certificate]:
        if self._folder is None or not self._folder.is_dir():
            return []
        files = sorted(one for one in self._folder.iterdir() if one.suffix in (".pem", ".crt"))
        return [
            one
            for file in files[:MOST_PINNED]
            if file.stat().st_size <= LARGEST_CERTIFICATE
            for one in _certificates(file.read_bytes())
        ]


def _subject(host: str) -> DNSName | IPAddress:
    try:
        return IPAddress(ip_address(host))
    except ValueError:
        return DNSName(host.encode("idna").decode("ascii"))


def _issuer_address(one: x509.Certificate) -> str:
    """Where the issuer's own certificate lies: the first address in the clear, or ""."""
    try:
        found = one.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return ""
    for access in found:
        where = access.access_location
        if access.access_method == AuthorityInformationAccessOID.CA_ISSUERS and isinstance(
            where, x509.UniformResourceIdentifier
        ):
            address: str = where.value
            if address.startswith("http://"):
                return address
    return ""


def _certificates(content: bytes) -> list[x509.Certificate]:
    """In whatever of the three ways they are written; none where it is no certificate."""
    for read in (x509.load_pem_x509_certificates, pkcs7.load_der_pkcs7_certificates):
        with suppress(ValueError, UnsupportedAlgorithm):
            return read(content)[:MOST_INTERMEDIATES]
    with suppress(ValueError):
        return [x509.load_der_x509_certificate(content)]
    return []
