"""One bounded request to a public address; our own network is never reached.

Somebody else chooses the address (a holder of a unit's link, a data file), so the server must not
be led to what only it can see: every hop's name is resolved once, refused where any of its
addresses is not public, and the connection goes to the very address that was looked at.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urljoin

import requests
from requests.adapters import HTTPAdapter

from dondoc.limits import ANSWER_SECONDS, MOST_FETCHES_AT_ONCE, MOST_HOPS, TOTAL_SECONDS
from dondoc.text import parse_link

_PIECE = 16_384
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_NEVER = tuple(
    ip_network(one)
    for one in (
        "::/96",  # IPv4-compatible
        "::ffff:0:0:0/96",  # translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # the same for a network's own use, RFC 8215
        "fec0::/10",  # site-local
        "192.0.0.0/24",  # protocol assignments, RFC 6890
    )
)
"""Not public either, though `ipaddress` says so of some in some releases."""
# Not compressed: a few bytes that unpack to very many would defeat the limit.
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; DonDoc)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}

_hanging = threading.BoundedSemaphore(MOST_FETCHES_AT_ONCE)


_INSIDE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Ends of names that only a network of its own knows."""


class Why(StrEnum):
    """Why nothing was fetched."""

    INSIDE = "inside"  # not an address of the public Internet
    ODD_PORT = "odd_port"
    TOO_MANY = "too_many"  # redirects
    SLOW = "slow"
    UNREACHED = "unreached"


class NotFetched(Exception):
    """Nothing came; `why` says why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class FetchedPage:
    """An answer, its body cut off at the limit."""

    status: int
    body: bytes = b""


def fetch(
    link: str, *, inside: bool = False, most: int = 0, within: float = TOTAL_SECONDS
) -> FetchedPage:
    """The answer at the end of the redirects, with at most so many bytes of what it holds.

    `inside` (the demo alone) lets it reach private addresses and ports. Raises NotFetched.
    """
    if not _hanging.acquire(blocking=False):
        raise NotFetched(Why.SLOW)
    lines = _Lines()
    found: list[FetchedPage | NotFetched] = []

    def run() -> None:
        try:
            found.append(_follow(link, lines, inside=inside, most=most))
        except NotFetched as why:
            found.append(why)
        except Exception:  # noqa: BLE001 - whatever the other side wrote is its own affair
            found.append(NotFetched(Why.UNREACHED))
        finally:
            _hanging.release()

    thread = threading.Thread(target=run, name="public-fetch", daemon=True)
    thread.start()
    thread.join(within)
    late = thread.is_alive()
    lines.cut()  # who drips is hung up on: the thread ends and its place is free
    if late:
        raise NotFetched(Why.SLOW)
    if isinstance(found[0], NotFetched):
        raise found[0]
    return found[0]


class _Lines:
    """The connections of one request, which may be cut from outside whatever they wait for."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._open: list[socket.socket] = []
        self._cut = False

    def take(self, line: socket.socket) -> None:
        """Keep hold of a new connection. Raises NotFetched where time is over already."""
        with self._guard:
            if self._cut:
                line.close()
                raise NotFetched(Why.SLOW)
            self._open.append(line.dup())  # TLS takes the first for itself

    def cut(self) -> None:
        with self._guard:
            self._cut = True
            while self._open:
                line = self._open.pop()
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()


def _follow(link: str, lines: _Lines, *, inside: bool, most: int) -> FetchedPage:
    address = link
    for _hop in range(MOST_HOPS + 1):
        answer, onward = _ask(address, lines, inside=inside, most=most)
        if answer.status in _MOVED and onward:
            address = urljoin(address, onward)
            continue
        return answer
    raise NotFetched(Why.TOO_MANY)


def _ask(link: str, lines: _Lines, *, inside: bool, most: int) -> tuple[FetchedPage, str]:
    """One request: what answered, and its `Location`."""
    parts = parse_link(link)
    if parts is None:
        raise NotFetched(Why.UNREACHED)
    host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
    if parts.scheme not in _PORTS or not host or port is None or parts.username is not None:
        raise NotFetched(Why.INSIDE)
    address = _public_address(host, port, inside=inside)
    if not inside and port != _PORTS[parts.scheme]:
        raise NotFetched(Why.ODD_PORT)
    with requests.Session() as session:
        session.trust_env = False  # no proxy, no password of ours
        to_address = _ToAddress(host, lines, secure=parts.scheme == "https")
        session.mount(f"{parts.scheme}://", to_address)
        answer = session.get(
            _at(parts, address, port),
            headers={**_HEADERS, "Host": parts.netloc},
            timeout=ANSWER_SECONDS,
            allow_redirects=False,
            stream=True,
        )
        try:
            body = _beginning(answer, most) if answer.ok and answer.status_code < 300 else b""
        finally:
            answer.close()
        return FetchedPage(answer.status_code, body), answer.headers.get("Location", "")


def _beginning(answer: requests.Response, most: int) -> bytes:
    body = b""
    while len(body) < most:
        piece: bytes = answer.raw.read(min(_PIECE, most - len(body)), decode_content=False)
        if not piece:
            break
        body += piece
    return body


def _public_address(host: str, port: int, *, inside: bool) -> str:
    """An address of the host; stops where one of them is not of the public Internet."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not inside and not all(map(is_public, addresses)):
        raise NotFetched(Why.INSIDE)
    return addresses[0]


def resolves_inside(host: str) -> bool:
    """Does this name lead now to an address that is not of the public Internet?

    False where nobody knows the name: nothing can be sent there either.
    """
    try:
        _public_address(host, 0, inside=False)
    except NotFetched:
        return True
    except (OSError, UnicodeError):
        return False
    return False


def is_public(text: str) -> bool:
    """Is it an address of the public Internet, with no other one hidden inside it?"""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        # An IPv4 address may hide in a mapped, 6to4 or Teredo one.
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if hidden is not None:
            return is_public(str(hidden))
    if any(address in one for one in _NEVER if one.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def may_be_public(host: str) -> bool:
    """Could this host be of the public Internet, as it is written? Nothing is looked up."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        return is_public(bare)
    except ValueError:
        pass
    with suppress(OSError):
        return is_public(socket.inet_ntoa(socket.inet_aton(bare)))  # 2130706433, 0x7f.1
    return "." in bare and not bare.endswith(_INSIDE)


def _at(parts: SplitResult, address: str, port: int) -> str:
    host = f"[{address}]" if ":" in address else address
    return parts._replace(netloc=f"{host}:{port}", fragment="").geturl()


class _ToAddress(HTTPAdapter):
    """Connects to an address, and asks its certificate for the host's name."""

    def __init__(self, host: str, lines: _Lines, *, secure: bool) -> None:
        self._lines = lines
        self._named: dict[str, Any] = (
            {"server_hostname": host, "assert_hostname": host} if secure else {}
        )
        super().__init__(max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **options: Any
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, **options, **self._named)
        schemes: dict[str, Any] = self.poolmanager.pool_classes_by_scheme
        self.poolmanager.pool_classes_by_scheme = {
            scheme: _pool(kind, self._lines) for scheme, kind in schemes.items()
        }


def _pool(kind: Any, lines: _Lines) -> Any:
    """The pool whose connections can be cut."""

    class Held(kind.ConnectionCls):  # type: ignore[misc]
        def _new_conn(self) -> socket.socket:
            line: socket.socket = super()._new_conn()
            lines.take(line)
            return line

    return type(kind.__name__, (kind,), {"ConnectionCls": Held})
