"""A mail server far away, in a process of its own: an SMTP sink behind 20 ms each way.

`python -m tests.bench.line CERTIFICATE` prints its three ports (slow, direct, count) and runs until
its standard input is closed. The sink takes every letter and keeps nothing but how many, and how
many different Message-IDs; it speaks just enough SMTP, for its own cost must not be measured.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

ONE_WAY = 0.020  # seconds: a round trip of 40 ms
_HOST = "127.0.0.1"
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(\S+)")


class Sink(asyncio.Protocol):
    """One connection of the mail server; STARTTLS where a context is given."""

    letters = 0
    ids: set[bytes] = set()  # noqa: RUF012 - the process's one count

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._buffer = bytearray()
        self._in_letter = self._secure = self._shaking_hands = False

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        if not self._secure:
            self._say(b"220 sink ESMTP")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._read()

    def _read(self) -> None:
        while not self._shaking_hands:
            end = b"\r\n.\r\n" if self._in_letter else b"\r\n"
            at = self._buffer.find(end)
            if at < 0:
                return
            taken = bytes(self._buffer[:at])
            del self._buffer[: at + len(end)]
            if self._in_letter:
                self._take(taken)
            else:
                self._answer(taken[:4].upper())

    def _take(self, letter: bytes) -> None:
        self._in_letter = False
        found = _MESSAGE_ID.search(letter[:4000])
        Sink.letters += 1
        Sink.ids.add(found[1] if found else b"%d" % Sink.letters)
        self._say(b"250 2.0.0 Ok: queued")

    def _answer(self, command: bytes) -> None:
        if command == b"EHLO":
            offers = b"" if self._secure else b"250-STARTTLS\r\n"
            self._say(b"250-sink\r\n" + offers + b"250 8BITMIME")
        elif command == b"STAR":
            self._say(b"220 go ahead")
            self._protecting = asyncio.get_running_loop().create_task(self._protect())
        elif command == b"DATA":
            self._in_letter = True
            self._say(b"354 go ahead")
        elif command == b"QUIT":
            self._transport.close()
        else:
            self._say(b"250 2.0.0 Ok")

    async def _protect(self) -> None:
        self._secure = self._shaking_hands = True
        loop = asyncio.get_running_loop()
        self._transport = await loop.start_tls(
            self._transport, self, self._context, server_side=True
        )
        self._shaking_hands = False  # what came meanwhile is answered over the new line
        self._read()

    def _say(self, words: bytes) -> None:
        self._transport.write(words + b"\r\n")


class Far(asyncio.Protocol):
    """One end of a long line: what comes in goes out at the other end a while later."""

    def __init__(self, other: Far | None = None) -> None:
        self.other = other
        self._early: list[bytes] = []

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        for data in self._early:
            transport.write(data)

    def data_received(self, data: bytes) -> None:
        assert self.other is not None
        self._later(self.other.write, data)

    def connection_lost(self, _error: Exception | None) -> None:
        if self.other is not None:
            self._later(self.other.close)

    def write(self, data: bytes) -> None:
        if hasattr(self, "transport"):
            self.transport.write(data)
        else:
            self._early.append(data)

    def close(self) -> None:
        if hasattr(self, "transport"):
            self.transport.close()

    def _later(self, act: Callable[..., None], *given: Any) -> None:
        asyncio.get_running_loop().call_later(ONE_WAY, act, *given)


def _far(loop: asyncio.AbstractEventLoop, port: int) -> Far:
    near = Far()
    near.other = Far(near)
    dialling = loop.create_connection(lambda: near.other, _HOST, port)
    near.dialling = loop.create_task(dialling)  # type: ignore[attr-defined] # kept alive
    return near


async def _count(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(f"{Sink.letters} {len(Sink.ids)}\n".encode())
    await writer.drain()
    writer.close()


async def main(certificate: str) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    direct = await loop.create_server(lambda: Sink(context), _HOST, 0)
    port = direct.sockets[0].getsockname()[1]
    slow = await loop.create_server(partial(_far, loop, port), _HOST, 0)
    count = await asyncio.start_server(_count, _HOST, 0)
    ports = [server.sockets[0].getsockname()[1] for server in (slow, direct, count)]
    print(*ports, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
