"""A session of `requests` whose every line is opened by a connector, and ends when it must.

Nothing of one request is left for the next but its cookies, and those end with the visit.
"""

from __future__ import annotations

import socket
import ssl
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from dondoc.web.connector import Connector
from dondoc.web.target import target_of
from dondoc.web.time_left import TimedTlsSocket


class GuardedSession(requests.Session):
    """One visit's: no proxy, no password of ours, and only lines of its connector."""

    def __init__(
        self, connector: Connector, context: ssl.SSLContext, cookies: RequestsCookieJar
    ) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies = cookies
        for scheme in ("http", "https"):
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
