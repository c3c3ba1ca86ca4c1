"""Is a link alive? One bounded request to a public address; our own network is never reached.

Whoever holds a unit's link chooses the address, so the server must not be led to what only it can
see: every hop's name is resolved once, refused where any of its addresses is not public, and the
connection goes to the very address that was looked at.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

MOST_HOPS = 5
"""Redirects that are followed."""

_ANSWER_SECONDS = 4.0  # for the connection, and for each piece of the answer
_TOTAL_SECONDS = 8.0  # for all of it, whatever the other side does
_AT_ONCE = 8  # checks that may hang at the same time
_PORTS = {"http": 80, "https": 443}
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_NAT64 = ip_network("64:ff9b::/96")
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; DonDoc)", "Accept": "*/*"}


class LinkState(StrEnum):
    ALIVE = "alive"
    DEAD = "dead"
    FORBIDDEN = "forbidden"  # not an address of the public Internet
    UNKNOWN = "unknown"  # cannot be verified now


@dataclass(frozen=True)
class LinkVerdict:
    """What was found, with a Vietnamese phrase that says why where it is not alive."""

    state: LinkState
    words: str = ""


LinkCheck = Callable[[str], LinkVerdict]
"""How `record_activity` asks; a test gives its own."""

ALIVE = LinkVerdict(LinkState.ALIVE)
_SLOW = LinkVerdict(LinkState.UNKNOWN, "trang không trả lời kịp")
_UNREACHED = LinkVerdict(LinkState.UNKNOWN, "không kết nối được tới trang")
_INSIDE = LinkVerdict(LinkState.FORBIDDEN, "địa chỉ này không thuộc mạng Internet công cộng")
_ODD_PORT = LinkVerdict(LinkState.UNKNOWN, "không kiểm tra cổng riêng của trang")
_TOO_MANY = LinkVerdict(LinkState.UNKNOWN, "trang chuyển tiếp quá nhiều lần")

_hanging = threading.BoundedSemaphore(_AT_ONCE)


def link_check(*, inside: bool = False) -> LinkCheck:
    """The checker to use; `inside` (the demo alone) lets it reach private addresses and ports."""
    return lambda link: _bounded(lambda: _follow(link, inside=inside))


def once(check: LinkCheck, link: str) -> LinkCheck:
    """Asks now and answers later: nothing goes over the network while the ledger is locked."""
    found = check(link)
    return lambda asked: found if asked == link else check(asked)


def _bounded(work: Callable[[], LinkVerdict]) -> LinkVerdict:
    """What `work` finds, or that it was too slow: a server may drip its answer for hours."""
    if not _hanging.acquire(blocking=False):
        return _SLOW
    found: list[LinkVerdict] = []

    def run() -> None:
        try:
            found.append(work())
        finally:
            _hanging.release()

    thread = threading.Thread(target=run, name="link-check", daemon=True)
    thread.start()
    thread.join(_TOTAL_SECONDS)
    return found[0] if found else _SLOW


def _follow(link: str, *, inside: bool) -> LinkVerdict:
    address = link
    for _hop in range(MOST_HOPS + 1):
        try:
            status, onward = _ask(address, inside=inside)
        except _Stopped as stopped:
            return stopped.verdict
        except (requests.RequestException, OSError, ValueError):
            return _UNREACHED
        if status in _MOVED and onward:
            address = urljoin(address, onward)
            continue
        return _judged(status)
    return _TOO_MANY


def _judged(status: int) -> LinkVerdict:
    if status in _GONE:
        return LinkVerdict(LinkState.DEAD, f"trang trả lời không còn nội dung này (mã {status})")
    if status >= 400:
        return LinkVerdict(LinkState.UNKNOWN, f"trang trả lời mã {status}")
    return ALIVE


class _Stopped(Exception):
    def __init__(self, verdict: LinkVerdict) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict


def _ask(link: str, *, inside: bool) -> tuple[int, str]:
    """Status and `Location` of one request. The body is never read, so its size does not matter."""
    parts = urlsplit(link)
    host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
    if parts.scheme not in _PORTS or not host or port is None or parts.username is not None:
        raise _Stopped(_INSIDE)
    address = _public_address(host, port, inside=inside)
    if not inside and port != _PORTS[parts.scheme]:
        raise _Stopped(_ODD_PORT)
    with requests.Session() as session:
        session.trust_env = False  # no proxy, no password of ours
        session.mount(f"{parts.scheme}://", _ToAddress(host, secure=parts.scheme == "https"))
        answer = session.get(
            _at(parts, address, port),
            headers={**_HEADERS, "Host": parts.netloc},
            timeout=_ANSWER_SECONDS,
            allow_redirects=False,
            stream=True,
        )
        answer.close()
        return answer.status_code, answer.headers.get("Location", "")


def _public_address(host: str, port: int, *, inside: bool) -> str:
    """An address of the host; stops where one of them is not of the public Internet."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not inside and not all(map(_is_public, addresses)):
        raise _Stopped(_INSIDE)
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
