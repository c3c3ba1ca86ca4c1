"""What every answer carries and every request obeys, whichever page it is for."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dondoc.limits import LARGEST_FILE, LARGEST_FORM, LARGEST_UPLOAD, PIECE_SECONDS, SLOWEST_LINE

_UPLOADS = re.compile(
    r"/v/[^/]+/nop$|/bang/dot-xuat/xem$|/bang/tai-lieu/\d+/doc-lai$"
    r"|/quan-tri/mau-van-ban/[^/]+/dat$"
)
_TABLES = re.compile(r"/quan-tri/dau-moi/xem$")
_MARKS = re.compile(r"""(?<=[\w/])(?:&gt|[.,;:!?…)\]>»”’"'*])+$""")  # each letter one way: linear
"""What a sentence, a bracket or a mail program puts behind an address; none of ours ends so."""
_READ_BEFORE_REFUSING = 4 * LARGEST_UPLOAD

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address holds the link's token
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


WITH_SCRIPT = {
    "Content-Security-Policy": SECURITY_HEADERS["Content-Security-Policy"]
    + "; script-src 'self'; connect-src 'self'"
}
"""Of the one page with a script, the conference's desk: our own file, talking to us alone."""


class SecurityHeaders:
    """Gives every answer the headers above, unless the page set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-cache")  # kept, but asked for again
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ForgiveMarks:
    """Finds the page of an address that was copied with the mark behind it: «…/abc.», «…/abc>»."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = _MARKS.sub("", scope["path"])
            if path != scope["path"]:
                scope = {**scope, "path": path, "raw_path": quote(path).encode()}
        await self.app(scope, receive, send)


class HeadLikeGet:
    """Answers HEAD as GET without its body, on every route."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_without_body)


class BodyDeadline:
    """Waits for a body so long and no longer: for each piece of it, and at no slower a pace."""

    def __init__(self, app: ASGIApp, *, piece: float = PIECE_SECONDS) -> None:
        self.app = app
        self.piece = piece

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        waits = scope["type"] == "http"
        await self.app(scope, self._in_time(receive) if waits else receive, send)

    def _in_time(self, receive: Receive) -> Receive:
        now = asyncio.get_running_loop().time
        began: float | None = None  # when it was first asked for: until then it is we who wait
        read, whole = 0, False

        async def receive_in_time() -> Message:
            nonlocal began, read, whole
            if whole:  # what comes now is word that the other side has gone
                return await receive()
            began = began or now()
            left = began + self.piece + read / SLOWEST_LINE - now()
            try:
                async with asyncio.timeout(min(self.piece, left)):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers={"Connection": "close"}) from None
            read += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            return message

        return receive_in_time


class BodyLimit:
    """Refuses a body that is too large: at once where its length is said, else while it comes."""

    def __init__(
        self, app: ASGIApp, refuse: Callable[[Request], Awaitable[Response] | Response]
    ) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = body_limit(scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        if said.isdigit() and int(said) > limit:
            await _read_away(receive)
            answer = self.refuse(Request(scope))
            response = answer if isinstance(answer, Response) else await answer
            await response(scope, receive, send)
            return
        await self.app(scope, _counted(receive, limit), send)


def body_limit(path: str) -> int:
    """Bytes that a request to this path may bring."""
    if _TABLES.search(path):
        return LARGEST_FILE + LARGEST_FORM
    return LARGEST_UPLOAD if _UPLOADS.search(path) else LARGEST_FORM


def _counted(receive: Receive, limit: int) -> Receive:
    read = 0

    async def receive_within_limit() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise HTTPException(413, headers={"Connection": "close"})
        return message

    return receive_within_limit


async def _read_away(receive: Receive) -> None:
    # A browser that is still sending shows «connection reset» instead of the page that explains.
    read = 0
    while read < _READ_BEFORE_REFUSING:
        try:
            message = await receive()
        except HTTPException:  # too slow, which is as wrong as too large
            return
        read += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
