"""One bounded request to a public address; our own network is never reached.

Somebody else chooses the address (a holder of a unit's link, a data file), so the server must not
be led to what only it can see: every hop's name is resolved once, refused where any of its
addresses is not public, and the connection goes to the very address that was looked at.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
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
_NAT64 = ip_network("64:ff9b::/96")
# Not compressed: a few bytes that unpack to very many would defeat the limit.
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; DonDoc)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}

_hanging = threading.BoundedSemaphore(MOST_FETCHES_AT_ONCE)


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


def fetch(link: str, *, inside: bool = False, most: int = 0) -> FetchedPage:
    """The answer at the end of the redirects, with at most so many bytes of what it holds.

    `inside` (the demo alone) lets it reach private addresses and ports. Raises NotFetched.
    """
    return _bounded(lambda: _follow(link, inside=inside, most=most))


def _bounded(work: Callable[[], FetchedPage]) -> FetchedPage:
    """What `work` finds, or that it was too slow: a server may drip its answer for hours."""
    if not _hanging.acquire(blocking=False):
        raise NotFetched(Why.SLOW)
    found: list[FetchedPage | NotFetched] = []

    def run() -> None:
        try:
            found.append(work())
        except NotFetched as why:
            found.append(why)
        finally:
            _hanging.release()

    thread = threading.Thread(target=run, name="public-fetch", daemon=True)
    thread.start()
    thread.join(TOTAL_SECONDS)
    if not found:
        raise NotFetched(Why.SLOW)
    if isinstance(found[0], NotFetched):
        raise found[0]
    return found[0]


def _follow(link: str, *, inside: bool, most: int) -> FetchedPage:
    address = link
    for _hop in range(MOST_HOPS + 1):
        try:
            answer, onward = _ask(address, inside=inside, most=most)
        except (requests.RequestException, OSError, ValueError):
            raise NotFetched(Why.UNREACHED) from None
        if answer.status in _MOVED and onward:
            address = urljoin(address, onward)
            continue
        return answer
    raise NotFetched(Why.TOO_MANY)


def _ask(link: str, *, inside: bool, most: int) -> tuple[FetchedPage, str]:
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
        session.mount(f"{parts.scheme}://", _ToAddress(host, secure=parts.scheme == "https"))
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
    if not inside and not all(map(_is_public, addresses)):
        raise NotFetched(Why.INSIDE)
    return addresses[0]


def _is_public(text: str) -> bool:
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        # An IPv4 address may hide in a mapped, 6to4, Teredo or NAT64 one.
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if hidden is not None:
            return hidden.is_global and not hidden.is_multicast
        if address in _NAT64:
            return False
    return address.is_global and not address.is_multicast


def _at(parts: SplitResult, address: str, port: int) -> str:
    host = f"[{address}]" if ":" in address else address
    return parts._replace(netloc=f"{host}:{port}", fragment="").geturl()


class _ToAddress(HTTPAdapter):
    """Connects to an address, and asks its certificate for the host's name."""

    def __init__(self, host: str, *, secure: bool) -> None:
        self._named: dict[str, Any] = (
            {"server_hostname": host, "assert_hostname": host} if secure else {}
        )
        super().__init__(max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **options: Any
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, **options, **self._named)
