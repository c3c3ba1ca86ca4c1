"""A mail server for tests, on a real socket, that fails where it is told to.

    server.answer("RCPT", "450 4.2.0 busy")   # the next RCPT gets this reply
    server.answer("DOT", DROP)                # the next letter is taken, then the line is cut

Steps: MAIL, RCPT, DATA (before 354), BODY (354, then cut or silent), DOT (after the letter).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult

DROP = "DROP"
SILENT = "SILENT"
ACCEPTED = "250 2.0.0 Ok: queued as 4F2A"


@dataclass(frozen=True)
class Received:
    sender: str
    recipients: list[str]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.data, policy=default)


class SmtpServer:
    """`tls` speaks TLS from the first byte, `starttls` after STARTTLS; `password` asks a login."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        password: str = "",
        must_log_in: bool = False,
        no_login_by: Sequence[str] = (),
    ) -> None:
        self.received: list[Received] = []
        self.connections = 0
        self.login_refusal = "535 5.7.8 Authentication failed"
        self.refused_recipients: dict[str, str] = {}
        self.answer_always: dict[str, str] = {}
        self.delays: dict[str, float] = {}  # seconds before the answer to a step
        self._script: dict[str, deque[str]] = defaultdict(deque)
        self._tls = tls
        self._options: dict[str, Any] = {"tls_context": starttls, "auth_required": must_log_in}
        self._options["auth_exclude_mechanism"] = no_login_by
        if password or must_log_in:
            self._options |= {"authenticator": self._log_in, "auth_require_tls": False}
        self._password = password.encode()
        self._open: set[_Session] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def answer(self, step: str, reply: str) -> None:
        self._script[step].append(reply)

    def drop_clients(self) -> None:
        """Cut every open connection; they are gone when this returns."""
        self._do(self._cut_all())

    def __enter__(self) -> Self:
        self._thread.start()
        listening = self._loop.create_server(self._session, "127.0.0.1", 0, ssl=self._tls)
        self._server = self._do(listening)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._finish())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    def _session(self) -> _Session:
        self.connections += 1
        return _Session(self, self._script, self._open, loop=self._loop, **self._options)

    def _abort_all(self) -> list[_Session]:
        closing = list(self._open)
        for session in closing:
            session.cut()
        return closing

    async def _cut_all(self) -> None:
        await asyncio.gather(*(session.gone.wait() for session in self._abort_all()))

    async def _finish(self) -> None:
        self._server.close()
        self._abort_all()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _log_in(self, _server: Any, _session: Any, _env: Any, _how: str, auth: Any) -> AuthResult:
        if auth.password == self._password:
            return AuthResult(success=True)
        return AuthResult(success=False, handled=False, message=self.login_refusal)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refused_recipients:
            return self.refused_recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: _Session, _session: Any, envelope: Any
    ) -> str:
        await asyncio.sleep(self.delays.get("DOT", 0.0))
        reply = await server.scripted("DOT", before=lambda: self._keep(envelope))
        if reply is None:
            self._keep(envelope)
        return reply or ACCEPTED

    def _keep(self, envelope: Any) -> None:
        data = bytes(envelope.original_content)
        self.received.append(Received(envelope.mail_from, list(envelope.rcpt_tos), data))


class _Session(SMTP):
    """One connection; says what the script has for a step, else what a good server says."""

    def __init__(
        self, handler: SmtpServer, script: Any, sessions: set[_Session], **options: Any
    ) -> None:
        super().__init__(handler, hostname="mail.test", **options)
        self._script = script
        self._handler = handler
        self._sessions = sessions
        self.gone = asyncio.Event()

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._sessions.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._sessions.discard(self)
        self.gone.set()

    def cut(self) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        with contextlib.suppress(AttributeError):  # Python 3.11.2, where the other side was quicker
            self.transport.abort()

    async def scripted(self, step: str, before: Any = None) -> str | None:
        """The reply set for this step; never returns if it is to cut the line or stay silent."""
        if not self._script[step]:
            return None
        reply: str = self._script[step].popleft()
        if reply not in (DROP, SILENT):
            return reply
        if before:
            before()
        if reply == DROP:
            self.cut()
        await asyncio.Event().wait()  # until the end of the connection cancels this
        return None

    async def _step(self, step: str, usual: Any, arg: str | None) -> None:
        reply = await self.scripted(step) or self._handler.answer_always.get(step)
        if reply is None:
            await usual(arg)
            return
        await self.push(reply)
        if reply.startswith("421") and self.transport:
            self.transport.close()

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        await self._step("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        await self._step("RCPT", super().smtp_RCPT, arg)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        if self._script["BODY"]:
            await self.push("354 Go ahead")
            await self.scripted("BODY")
        await self._step("DATA", super().smtp_DATA, arg)
