"""Text goes out compressed where the browser takes it; what is compressed already, as it is.

What this gives away by its length, and why no secret is lost by it: docs/decisions/0051.
"""

from __future__ import annotations

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TEXTS = ("text/", "image/svg+xml", "application/json")
_SMALLEST = 1024
"""Bytes below which the saving is not worth a second look at the answer."""
_LEVEL = 5


class Compressed:
    """Compresses answers of text, as a whole: our pages are made whole before they leave."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _takes_gzip(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_compressed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_text(
                Headers(raw=message["headers"])
            ):
                held.append(message)
            elif not held:
                await send(message)
            else:
                held.append(message)
                if not message.get("more_body", False):
                    start, body = _squeezed(held)
                    held.clear()
                    await send(start)
                    await send(body)

        await self.app(scope, receive, send_compressed)


def _takes_gzip(headers: Headers) -> bool:
    offered = (one.split(";") for one in headers.get("accept-encoding", "").lower().split(","))
    return any(
        name.strip() == "gzip" and not any(part.strip() in ("q=0", "q=0.0") for part in weight)
        for name, *weight in offered
    )


def _is_text(headers: Headers) -> bool:
    plain = "content-encoding" not in headers and "content-disposition" not in headers
    return plain and headers.get("content-type", "").startswith(_TEXTS)


def _squeezed(held: list[Message]) -> tuple[Message, Message]:
    start, *parts = held
    body = b"".join(part.get("body", b"") for part in parts)
    headers = MutableHeaders(raw=list(start["headers"]))
    headers.add_vary_header("Accept-Encoding")
    if len(body) >= _SMALLEST:
        body = gzip.compress(body, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}
