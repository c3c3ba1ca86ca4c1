"""The one door for text: whatever an address or a form brings is UTF-8 and legible, or is made so.

The sender chooses no codec: decoding some of them takes the square of a form's length, and holds
everybody meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.types import ASGIApp, Receive, Scope, Send

from dondoc.limits import LARGEST_ID, LONGEST_PART, MOST_FIELDS
from dondoc.text import legible

NOWHERE = "/khong-co-trang-nay"
_MULTIPART = b"multipart/form-data"


class PlainText:
    """Takes the codec out of a form's heading, and what is illegible out of an address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(_plain(scope) if scope["type"] == "http" else scope, receive, send)


class PlainRequest(Request):
    """A request whose form is read as the class above wants it."""

    async def form(self, **limits: Any) -> FormData:  # type: ignore[override] # awaited, never entered
        """The form, every name and value legible."""
        given = {"max_files": 0, "max_fields": MOST_FIELDS, **limits}
        form = await super().form(**given)
        return FormData([(legible(name), _value(value)) for name, value in form.multi_items()])


class PlainRoute(APIRoute):
    """Every route of the portal: its function and its parameters see a `PlainRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_plain(request: Request) -> Response:
            if any(map(_beyond, request.path_params.values())):
                raise HTTPException(404)
            return await handle(PlainRequest(request.scope, request.receive))

        return handle_plain


def _beyond(value: object) -> bool:
    """Is it a number that no row can have?"""
    text = str(value)
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return False
    return len(digits) > len(str(LARGEST_ID)) or not 0 <= int(text) <= LARGEST_ID


def _value(value: UploadFile | str) -> UploadFile | str:
    if isinstance(value, str):
        return legible(value)
    value.filename = legible(value.filename or "")
    return value


def _plain(scope: Scope) -> Scope:
    """The scope with a plain heading, path and query; itself where it is plain already."""
    changes: dict[str, Any] = {}
    if path := _changed(scope["path"]):
        changes = {"path": path, "raw_path": quote(path).encode()}
    query = scope["query_string"].decode("latin-1")
    pairs = parse_qsl(query, keep_blank_values=True)
    plain = [(legible(name), legible(value)) for name, value in pairs]
    if plain != pairs:
        changes["query_string"] = urlencode(plain).encode()
    said = Headers(scope=scope).get("content-type", "")
    if "charset" in said.lower():
        kept = [one for one in scope["headers"] if one[0].lower() != b"content-type"]
        changes["headers"] = [*kept, (b"content-type", _without_codec(said))]
    return {**scope, **changes} if changes else scope


def _changed(path: str) -> str:
    if any(len(part) > LONGEST_PART for part in path.split("/")):
        return NOWHERE
    plain = legible(path)
    return "" if plain == path else plain or "/"


def _without_codec(said: str) -> bytes:
    kind, parts = parse_options_header(said)
    boundary = parts.get(b"boundary", b"").replace(b'"', b"").replace(b"\\", b"")
    return kind + (b'; boundary="' + boundary + b'"' if kind == _MULTIPART else b"")
