"""The web server as the portal needs it: nobody holds a line without using it."""

from __future__ import annotations

import asyncio
import gc
from typing import Any, ClassVar

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from dondoc.limits import HEAD_SECONDS, MOST_CONNECTIONS, MOST_REQUESTS, PIECE_SECONDS


class PatientProtocol(H11Protocol):
    """One line to the portal. uvicorn waits for the head of a request, and for a reader, for ever.

    With too many lines, who has waited longest without a whole request makes room: so a thousand
    half-sent requests keep nobody out.
    """

    head_seconds: ClassVar[float] = HEAD_SECONDS
    read_seconds: ClassVar[float] = PIECE_SECONDS
    most: ClassVar[int] = MOST_CONNECTIONS

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head_due: asyncio.TimerHandle | None = None
        self._read_due: asyncio.TimerHandle | None = None
        self._since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn's own
        super().connection_made(transport)
        self._wait_for_head()
        if len(self.connections) > self.most:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_due = _stop(self._head_due)
        self._read_due = _stop(self._read_due)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.under_way:
            self._head_due = _stop(self._head_due)
        elif self.timeout_keep_alive_task is None:
            self._wait_for_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._read_due = self.loop.call_later(self.read_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._read_due = _stop(self._read_due)
        super().resume_writing()

    @property
    def under_way(self) -> bool:
        """Has a request come whole, but for its body, and is not answered yet?"""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def sending(self) -> bool:
        """Is the other side still to send: a head, or the rest of a body?"""
        return not self.under_way or bool(self.cycle.more_body)

    def _wait_for_head(self) -> None:
        if self._head_due is None:
            self._since = self.loop.time()
            self._head_due = self.loop.call_later(self.head_seconds, self._give_up)

    def _give_up(self) -> None:
        self._head_due = None
        if not self.under_way:
            self.transport.abort()

    def _make_room(self) -> None:
        mine = [one for one in self.connections if isinstance(one, PatientProtocol)]
        waiting = [one for one in mine if one is not self and one.sending]
        oldest = min(waiting, key=lambda one: (one.under_way, one._since), default=None)
        if oldest is not None:
            self.connections.discard(oldest)
            oldest.transport.abort()


def _stop(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """No timer any more."""
    if timer is not None:
        timer.cancel()
    return None


def spare_the_collector() -> None:
    """What was loaded stays: it is not looked through again for every few thousand rows of a page.

    A page over thousands of units makes some 30,000 objects, none of them in a circle; looking for
    circles among those and all that was loaded took a third of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def web_server(app: FastAPI, host: str, port: int) -> uvicorn.Server:
    """The server, not started yet."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=PatientProtocol,
        ws="none",
        log_config=None,  # as the program's other lines (`operations.log_lines`)
        lifespan="off",
        limit_concurrency=MOST_REQUESTS,
        timeout_graceful_shutdown=int(PIECE_SECONDS),
    )
    return uvicorn.Server(config)
