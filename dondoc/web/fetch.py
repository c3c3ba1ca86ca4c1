"""The one way to fetch: within a deadline, by bounded redirects, to where it may lead alone.

Who asks for much (the publication check) does so by `SiteVisitor`; a link or a feed is `fetch`ed.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as LateOnLine

from dondoc.limits import (
    ANSWER_SECONDS,
    LARGEST_CERTIFICATE,
    LONGEST_VALIDATOR,
    LONGEST_WAIT,
    MOST_FETCHES_AT_ONCE,
    MOST_HOPS,
    TOTAL_SECONDS,
)
from dondoc.web.certificate_chain import Trust, lacks_an_issuer, why_refused
from dondoc.web.deadline import Deadline
from dondoc.web.guarded_session import (
    PORTS,
    Connector,
    GuardedSession,
    Resolve,
    check_address,
    system_resolve,
)
from dondoc.web.media_types import media_type_of, of_content_type
from dondoc.web.page_body import ENCODINGS, Body, BodyCaps, read_body
from dondoc.web.site_answer import NotFetched, SiteAnswer, SiteRules, Tls, Why

_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})
_NOTHING = Body(b"", 0, truncated=False)
AGENT = "Mozilla/5.0 (compatible; DonDoc)"

Turn = Callable[[str, SiteRules], AbstractContextManager[float]]
"""Waits until this host may be asked; gives the seconds that this took."""


@dataclass(frozen=True)
class Asking:
    """How something is asked for: what goes along, how much is taken, how long is waited."""

    rules: SiteRules
    caps: BodyCaps
    connect_seconds: float
    read_seconds: float
    headers: Mapping[str, str]


def fetch(
    link: str, *, inside: bool = False, most: int = 0, within: float = TOTAL_SECONDS
) -> SiteAnswer:
    """The answer at the end of the redirects, with at most so many bytes of what it holds.

    `inside` (the demo alone) lets it reach private addresses and ports. Raises NotFetched.
    """
    asking = Asking(
        rules=SiteRules(inside=inside, within=within),
        caps=BodyCaps(wire=most, unpacked=most, kept=most),
        connect_seconds=ANSWER_SECONDS,
        read_seconds=ANSWER_SECONDS,
        headers={"User-Agent": AGENT},
    )
    if not _asked_now.acquire(blocking=False):
        raise NotFetched(Why.SLOW)
    try:
        return _plain_fetcher().fetch(link, asking)
    finally:
        _asked_now.release()


_asked_now = threading.BoundedSemaphore(MOST_FETCHES_AT_ONCE)


@cache
def _plain_fetcher() -> Fetcher:
    return Fetcher(Trust())


class Fetcher:
    """Fetches; `turn` is waited for before each request, `before` may refuse an address."""

    def __init__(
        self,
        trust: Trust,
        *,
        resolve: Resolve = system_resolve,
        turn: Turn = lambda _host, _rules: nullcontext(0.0),
    ) -> None:
        self._trust = trust
        self._resolve = resolve
        self._turn = turn

    def fetch(
        self, address: str, asking: Asking, *, before: Callable[[str], None] = lambda _address: None
    ) -> SiteAnswer:
        """The answer at the end of the redirects. Raises NotFetched."""
        deadline = Deadline(asking.rules.within, longest=asking.read_seconds)
        visit = _Visit(self._trust, self._resolve, asking, deadline, self._turn)
        own = check_address(address, asking.rules)
        asked_again = False
        for _hop in range(MOST_HOPS + 1):
            before(address)
            answer, headers = visit.ask(address)
            if not asked_again and _may_ask_again(answer, headers, deadline):
                asked_again = True
                answer, headers = visit.ask(address)
            if answer.status not in _MOVED or not headers.get("Location"):
                host = check_address(address, asking.rules)
                off_host = not asking.rules.is_official(host, own=own)
                return replace(answer, off_host=off_host, seconds=deadline.spent())
            address = _onward(address, headers["Location"])
        raise NotFetched(Why.TOO_MANY)


def _may_ask_again(answer: SiteAnswer, headers: Mapping[str, str], deadline: Deadline) -> bool:
    """Is the server busy for no longer than may be waited? It has been waited for then."""
    if answer.status not in _BUSY:
        return False
    said = headers.get("Retry-After", "0").strip()
    pause = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else LONGEST_WAIT + 1
    if pause > LONGEST_WAIT or pause >= deadline.left():
        return False
    deadline.wait(pause)
    return True


def _onward(address: str, location: str) -> str:
    """Where a redirect leads; its bytes are UTF-8 where they are not ASCII."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(address, location)
    except ValueError:
        raise NotFetched(Why.UNREACHED) from None


class _Visit:
    """All requests for one address: its redirects, and what its certificate needs."""

    def __init__(
        self,
        trust: Trust,
        resolve: Resolve,
        asking: Asking,
        deadline: Deadline,
        turn: Turn,
    ) -> None:
        self._trust = trust
        self._asking = asking
        self._deadline = deadline
        self._turn = turn
        self._cookies = RequestsCookieJar()
        self._connector = Connector(
            asking.rules, deadline, connect_seconds=asking.connect_seconds, resolve=resolve
        )

    def ask(self, address: str) -> tuple[SiteAnswer, Mapping[str, str]]:
        """One answer and its headers; its chain completed where it needs that."""
        host = check_address(address, self._asking.rules)
        try:
            return self._ask(address, host, self._trust.context, self._asking)
        except ssl.SSLError as error:
            if not lacks_an_issuer(error):
                raise NotFetched(why_refused(error)) from None
        if not self._trust.complete(host, self._leaf(address, host), self._certificate):
            raise NotFetched(Why.TLS_UNTRUSTED)
        try:
            answer, headers = self._ask(address, host, self._trust.completing, self._asking)
        except ssl.SSLError as error:
            raise NotFetched(why_refused(error)) from None
        return replace(answer, tls=Tls.COMPLETED), headers

    def _ask(
        self, address: str, host: str, context: ssl.SSLContext, asking: Asking
    ) -> tuple[SiteAnswer, Mapping[str, str]]:
        """Raises ssl.SSLError for a line that cannot be trusted, NotFetched for any other fault."""
        with self._in_turn(host), GuardedSession(self._connector, context) as session:
            session.cookies = self._cookies
            with _faults():
                answer = session.get(
                    address,
                    headers={**_HEADERS, **asking.headers},
                    timeout=(asking.connect_seconds, self._deadline.step()),
                    allow_redirects=False,
                    stream=True,
                )
            try:
                with _faults():
                    is_page = 200 <= answer.status_code < 300
                    body = read_body(answer, asking.caps) if is_page else _NOTHING
            finally:
                answer.close()
        return self._answer(address, answer, body), answer.headers

    @contextmanager
    def _in_turn(self, host: str) -> Iterator[None]:
        with self._turn(host, self._asking.rules) as waited:
            self._deadline.forgive(waited)
            yield

    def _answer(self, address: str, answer: requests.Response, body: Body) -> SiteAnswer:
        declared, charset = of_content_type(answer.headers.get("Content-Type", ""))
        return SiteAnswer(
            status=answer.status_code,
            address=address,
            ip=self._connector.ip,
            media_type=media_type_of(body.content) or declared,
            declared_type=declared,
            charset=charset,
            body=body.content,
            truncated=body.truncated,
            tls=Tls.COMPLETE if address.startswith("https:") else Tls.NONE,
            etag=_validator(answer, "ETag"),
            last_modified=_validator(answer, "Last-Modified"),
            wire_bytes=body.wire_bytes,
        )

    def _leaf(self, address: str, host: str) -> bytes:
        """The site's own certificate (DER), as a line shows it over which nothing is asked."""
        bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        bare.check_hostname = False
        bare.verify_mode = ssl.CERT_NONE  # the certificate is looked at, and nothing else
        port = urlsplit(address).port or PORTS["https"]
        with self._in_turn(host):
            try:
                with bare.wrap_socket(
                    self._connector.open(host, port), server_hostname=host
                ) as line:
                    return line.getpeercert(binary_form=True) or b""
            except OSError:
                raise NotFetched(Why.TLS_BROKEN) from None

    def _certificate(self, address: str) -> bytes:
        caps = BodyCaps(*([LARGEST_CERTIFICATE] * 3))
        asking = replace(self._asking, caps=caps, headers={})
        try:
            host = check_address(address, asking.rules)
            answer, _headers = self._ask(address, host, self._trust.context, asking)
        except (NotFetched, ssl.SSLError):
            return b""
        return answer.body


_HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": ENCODINGS,
    "Connection": "close",  # a line kept open may be closed by its server while it is used
}


def _validator(answer: requests.Response, name: str) -> str:
    said: str = answer.headers.get(name, "")
    return said if len(said) <= LONGEST_VALIDATOR and said.isprintable() else ""


@contextmanager
def _faults() -> Iterator[None]:
    """What the libraries raise, as NotFetched; what concerns TLS as it is."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise _tls_fault(error) from None
    except (requests.Timeout, LateOnLine, TimeoutError):
        raise NotFetched(Why.SLOW) from None
    except (requests.RequestException, HTTPError, OSError, ValueError):
        raise NotFetched(Why.UNREACHED) from None


def _tls_fault(error: BaseException) -> ssl.SSLError:
    """What OpenSSL said, from inside what was wrapped around it."""
    seen: list[Any] = [error]
    while seen:
        one = seen.pop()
        if isinstance(one, ssl.SSLError):
            return one
        seen += [
            part
            for part in (*getattr(one, "args", ()), getattr(one, "reason", None))
            if isinstance(part, BaseException)
        ]
    return ssl.SSLError()
