"""A session of `requests` whose lines lead only where they may, and end when they must.

Each name is looked up once, refused where any of its addresses may not be reached, and the
connection goes to the very address that was looked at: what the name says a moment later does not
count. Nothing of one visit is left for the next: no cookie, no line.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from dondoc.limits import MOST_ADDRESSES, MOST_LOOKUPS
from dondoc.text import parse_link
from dondoc.web.public_address import is_allowed, is_public, may_be_public
from dondoc.web.site_answer import NotFetched, SiteRules, Why
from dondoc.web.time_left import TimedSocket, TimedTlsSocket, TimeLeft

_PORTS = {"http": 80, "https": 443}

Resolve = Callable[[str, int], list[Any]]
"""What a name leads to, in the shape of `socket.getaddrinfo`; a test brings its own."""

_hanging = threading.BoundedSemaphore(MOST_LOOKUPS)


def system_resolve(host: str, port: int) -> list[Any]:
    """What this machine's resolver says."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class Connector:
    """Opens the lines of one visit. `ip` is where the last one went."""

    def __init__(
        self, rules: SiteRules, time: TimeLeft, *, connect_seconds: float, resolve: Resolve
    ) -> None:
        self.time = time
        self.ip = ""
        self.rules = rules
        self._connect_seconds = connect_seconds
        self._resolve = resolve

    def open(self, host: str, port: int) -> TimedSocket:
        """A line to it. Raises NotFetched where there may or can be none."""
        ends = self._ends(host, port)
        try:
            return self._first(ends)
        except ConnectionError:
            return self._again(ends)  # once more: a server that is being restarted refuses briefly

    def _again(self, ends: list[Any]) -> TimedSocket:
        try:
            return self._first(ends)
        except ConnectionError:
            raise NotFetched(Why.UNREACHED) from None

    def _first(self, ends: list[Any]) -> TimedSocket:
        """A line to the first address that takes it; ConnectionError where one would not."""
        late = False
        for family, _kind, _protocol, _name, end in ends[:MOST_ADDRESSES]:
            line = TimedSocket(family, socket.SOCK_STREAM)
            line.settimeout(self.time.step(self._connect_seconds))
            try:
                line.connect(end)
            except OSError as error:
                line.close()
                late = late or isinstance(error, TimeoutError)
                continue
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.settimeout(self.time.step())
            line.time = self.time
            self.ip = str(end[0])
            return line
        if late:
            raise NotFetched(Why.SLOW)
        raise ConnectionError

    def _ends(self, host: str, port: int) -> list[Any]:
        if "%" in host:  # a zone of our own machine
            raise NotFetched(Why.INSIDE)
        found = self._look_up(host, port)
        if not self.rules.inside and not all(self._may_reach(str(one[4][0])) for one in found):
            raise NotFetched(Why.INSIDE)
        return found

    def _may_reach(self, address: str) -> bool:
        return is_public(address) or is_allowed(address, self.rules.allow_cidrs)

    def _look_up(self, host: str, port: int) -> list[Any]:
        """Its addresses. Only a thread of its own bounds how long the system's resolver takes."""
        if not _hanging.acquire(timeout=self.time.step()):
            raise NotFetched(Why.SLOW)
        found: SimpleQueue[list[Any]] = SimpleQueue()

        def run() -> None:
            try:
                found.put(self._resolve(host, port))
            except (OSError, UnicodeError):
                found.put([])  # nobody knows the name
            finally:
                _hanging.release()

        threading.Thread(target=run, name="name-lookup", daemon=True).start()
        with suppress(Empty):
            return found.get(timeout=self.time.step())
        raise NotFetched(Why.SLOW)


@dataclass(frozen=True)
class Target:
    """Whom an address asks. `origin` is the address up to its path."""

    scheme: str
    host: str
    port: int
    origin: str


def target_of(address: str, rules: SiteRules) -> Target:
    """Whom it asks, as it is written; where the name leads is looked at when the line is opened.

    Raises NotFetched where it may not be asked.
    """
    parts = parse_link(address)
    if parts is None:
        raise NotFetched(Why.UNREACHED)
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotFetched(Why.INSIDE)
    usual = _PORTS[parts.scheme]
    port = parts.port or usual
    if not rules.inside and port not in (usual, *rules.ports):
        raise NotFetched(Why.ODD_PORT if may_be_public(parts.hostname) else Why.INSIDE)
    return Target(parts.scheme, parts.hostname, port, f"{parts.scheme}://{parts.netloc}")


class GuardedSession(requests.Session):
    """One visit's: no proxy, no password of ours, and only lines of its connector."""

    def __init__(
        self, connector: Connector, context: ssl.SSLContext, cookies: RequestsCookieJar
    ) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies = cookies
        for scheme in _PORTS:
            self.mount(f"{scheme}://", _GuardedAdapter(connector, context))


class _PlainLine(HTTPConnection):
    connector: Connector

    def _new_conn(self) -> socket.socket:
        return self.connector.open(self._dns_host, self.port)


class _TlsLine(HTTPSConnection):
    connector: Connector

    def _new_conn(self) -> socket.socket:
        return self.connector.open(self._dns_host, self.port)

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, TimedTlsSocket):
            self.sock.time = self.connector.time


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, connector: Connector, context: ssl.SSLContext) -> None:
        super().__init__(max_retries=0)
        self._connector = connector
        self._context = context
        self._plain = type("_PlainLine", (_PlainLine,), {"connector": connector})
        self._secure = type("_TlsLine", (_TlsLine,), {"connector": connector})
        self._pools: list[HTTPConnectionPool] = []

    def get_connection_with_tls_context(
        self, request: Any, verify: Any, proxies: Any = None, cert: Any = None
    ) -> HTTPConnectionPool:
        """A pool whose lines are ours."""
        target = target_of(request.url, self._connector.rules)
        host, port = target.host, target.port
        pool: HTTPConnectionPool
        if target.scheme == "https":
            pool = HTTPSConnectionPool(host, port, ssl_context=self._context)
            pool.ConnectionCls = self._secure
        else:
            pool = HTTPConnectionPool(host, port)
            pool.ConnectionCls = self._plain
        self._pools.append(pool)
        return pool

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing to add: the context verifies, and has its roots since it was made."""

    def close(self) -> None:
        for pool in self._pools:
            pool.close()
        super().close()
