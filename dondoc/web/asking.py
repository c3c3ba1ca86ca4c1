"""One request and its answer, over a line that may be there: what went wrong is said truly."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as LateOnLine

from dondoc.limits import LARGEST_CERTIFICATE, LONGEST_VALIDATOR
from dondoc.web.certificate_chain import Trust, lacks_an_issuer, why_refused
from dondoc.web.connector import Connector, Resolve
from dondoc.web.guarded_session import GuardedSession
from dondoc.web.media_types import media_type_of, of_content_type
from dondoc.web.page_body import ENCODINGS, Body, BodyCaps, read_body
from dondoc.web.site_answer import NotFetched, SiteAnswer, Tls, Why
from dondoc.web.site_rules import SiteRules
from dondoc.web.target import Target, target_of
from dondoc.web.time_left import TimeLeft

Turn = Callable[[str, SiteRules], AbstractContextManager[float]]
"""Waits until this host may be asked, and holds it; gives the seconds that the wait took."""

_ALWAYS = {
    "Accept": "*/*",
    "Accept-Encoding": ENCODINGS,
    "Connection": "close",  # a line kept open may be closed by its server while it is used
}
_NOTHING = Body(b"", 0, truncated=False)


@dataclass(frozen=True)
class Asking:
    """How something is asked for: what goes along, how much is taken, how long is waited."""

    rules: SiteRules
    caps: BodyCaps
    connect_seconds: float
    read_seconds: float
    headers: Mapping[str, str]


class Asker:
    """Asks what one visit needs: the page, where it was moved to, a certificate it forgot."""

    def __init__(
        self, asking: Asking, time: TimeLeft, *, trust: Trust, resolve: Resolve, turn: Turn
    ) -> None:
        self._asking = asking
        self._time = time
        self._trust = trust
        self._turn = turn
        self._cookies = RequestsCookieJar()
        self._connector = Connector(
            asking.rules, time, connect_seconds=asking.connect_seconds, resolve=resolve
        )

    def ask(self, address: str, target: Target) -> tuple[SiteAnswer, Mapping[str, str]]:
        """One answer with its headers; the chain completed where it is not. Raises NotFetched."""
        try:
            return self._ask(address, target, self._trust.context, self._asking)
        except ssl.SSLError as error:
            if not lacks_an_issuer(error):
                raise NotFetched(why_refused(error)) from None
        if not self._trust.complete(target.host, self._leaf(target), self._certificate):
            raise NotFetched(Why.TLS_UNTRUSTED)
        try:
            answer, headers = self._ask(address, target, self._trust.completing, self._asking)
        except ssl.SSLError as error:
            raise NotFetched(why_refused(error)) from None
        return replace(answer, tls=Tls.COMPLETED), headers

    def _ask(
        self, address: str, target: Target, context: ssl.SSLContext, asking: Asking
    ) -> tuple[SiteAnswer, Mapping[str, str]]:
        """Raises ssl.SSLError where TLS fails, NotFetched for every other fault."""
        with (
            self._in_turn(target.host),
            _faults(),
            GuardedSession(self._connector, context, self._cookies) as session,
        ):
            answer = session.get(
                address,
                headers={**_ALWAYS, **asking.headers},
                timeout=self._time.step(),
                allow_redirects=False,
                stream=True,
            )
            try:
                has_page = not 300 <= answer.status_code < 400
                body = read_body(answer, asking.caps) if has_page else _NOTHING
            finally:
                answer.close()
        return self._answer(address, target, answer, body), answer.headers

    @contextmanager
    def _in_turn(self, host: str) -> Iterator[None]:
        with self._turn(host, self._asking.rules) as waited:
            self._time.forgive(waited)
            yield

    def _answer(
        self, address: str, target: Target, answer: requests.Response, body: Body
    ) -> SiteAnswer:
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
            tls=Tls.COMPLETE if target.scheme == "https" else Tls.NONE,
            etag=_validator(answer, "ETag"),
            last_modified=_validator(answer, "Last-Modified"),
            wire_bytes=body.wire_bytes,
        )

    def _leaf(self, target: Target) -> bytes:
        """The site's own certificate (DER), shown by a line over which nothing is asked."""
        unsure = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        unsure.check_hostname = False
        unsure.verify_mode = ssl.CERT_NONE  # it is looked at here, and judged by `complete`
        with self._in_turn(target.host):
            try:
                line = self._connector.open(target.host, target.port)
                with unsure.wrap_socket(line, server_hostname=target.host) as shown:
                    return shown.getpeercert(binary_form=True) or b""
            except OSError:
                raise NotFetched(Why.TLS_BROKEN) from None

    def _certificate(self, address: str) -> bytes:
        """An issuer's certificate from where another one says it lies; b"" where it does not."""
        caps = BodyCaps(LARGEST_CERTIFICATE, LARGEST_CERTIFICATE, LARGEST_CERTIFICATE)
        asking = replace(self._asking, caps=caps, headers={})
        try:
            target = target_of(address, asking.rules)
            return self._ask(address, target, self._trust.context, asking)[0].body
        except (NotFetched, ssl.SSLError):
            return b""


def _validator(answer: requests.Response, name: str) -> str:
    said: str = answer.headers.get(name, "")
    return said if len(said) <= LONGEST_VALIDATOR and said.isprintable() else ""


@contextmanager
def _faults() -> Iterator[None]:
    """What the libraries raise, as NotFetched; what OpenSSL said, without what is wrapped round."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise _of_openssl(error) from None
    except (requests.Timeout, LateOnLine, TimeoutError):
        raise NotFetched(Why.SLOW) from None
    except (requests.RequestException, HTTPError, OSError, ValueError):
        raise NotFetched(Why.UNREACHED) from None


def _of_openssl(error: BaseException) -> ssl.SSLError:
    inside: list[Any] = [error]
    while inside:
        one = inside.pop()
        if isinstance(one, ssl.SSLError):
            return one
        if isinstance(one, BaseException):
            inside += [*one.args, getattr(one, "reason", None)]
    return ssl.SSLError()
