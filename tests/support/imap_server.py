"""A mailbox for tests, on a real socket: as much of IMAP4rev1 (RFC 3501) as a reader needs.

server.put(raw, came=at(...))     # lies in INBOX under the next UID
server.renumber(77)               # the mailbox was made anew: another UIDVALIDITY
server.cut_after = 1              # the line breaks after so many mails were fetched whole
server.folder = "Sent"            # what its one folder is called, as IMAP writes it
"""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.utils import format_datetime
from typing import Any, Self

_LITERAL = re.compile(r"^(\S+) (?:UID )?(\S+)(?: (.*))?$")


@dataclass
class Stored:
    uid: int
    raw: bytes
    came: datetime
    flags: set[str] = field(default_factory=set)
    size: int = 0


class ImapServer:
    """One account, one folder; every command that was given is in `said`.

    `tls` speaks TLS from the first byte, `starttls` after STARTTLS.
    """

    def __init__(
        self,
        *,
        user: str = "tra-loi",
        password: str = "bi-mat",
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self._tls, self._starttls = tls, starttls
        self.user, self.password = user, password
        self.folder = "INBOX"
        self.uid_validity = 7
        self.mails: list[Stored] = []
        self.said: list[str] = []
        self.cut_after: int | None = None
        self.busy: set[int] = set()  # mails that the server does not give out now
        self._next = 1
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._writers: set[asyncio.StreamWriter] = set()

    def put(self, raw: bytes, *, came: datetime, size: int = 0) -> int:
        self.mails.append(Stored(self._next, raw, came, size=size or len(raw)))
        self._next += 1
        return self._next - 1

    def renumber(self, uid_validity: int) -> None:
        self.uid_validity, self._next = uid_validity, 1
        for mail in self.mails:
            mail.uid, self._next = self._next, self._next + 1

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        """Nobody answers any more."""
        self._do(self._finish())

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _finish(self) -> None:
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        writer.write(b"* OK ready\r\n")
        fetched = 0
        while line := await reader.readline():
            tag, command, rest = self._parse(line.decode("utf-8", "replace").strip())
            self.said.append(f"{command} {rest}")
            if command == "FETCH" and "BODY" in rest:
                if self.cut_after is not None and fetched >= self.cut_after:
                    writer.transport.abort()
                    return
                fetched += 1
            name = "_starttls_" if command == "STARTTLS" else f"_{command.lower()}"
            answer = getattr(self, name)(rest)
            done, untagged = answer if isinstance(answer, tuple) else ("OK done", answer)
            writer.write(b"".join(b"* " + one + b"\r\n" for one in untagged))
            writer.write(f"{tag} {done}\r\n".encode())
            await writer.drain()
            if command == "STARTTLS" and self._starttls:
                await writer.start_tls(self._starttls)
            if command == "LOGOUT":
                break
        writer.close()

    def _parse(self, line: str) -> tuple[str, str, str]:
        found = _LITERAL.match(line)
        assert found is not None, line
        return found[1], found[2].upper(), found[3] or ""

    def _capability(self, _rest: str) -> list[bytes]:
        more = b" STARTTLS" if self._starttls else b""
        return [b"CAPABILITY IMAP4REV1 UIDPLUS" + more]

    def _starttls_(self, _rest: str) -> Any:
        return ("OK begin" if self._starttls else "BAD not offered"), []

    def _login(self, rest: str) -> Any:
        right = rest == f'"{self.user}" "{self.password}"'
        return ("OK in" if right else "NO wrong login"), []

    def _authenticate(self, _rest: str) -> Any:
        return "NO not offered", []

    def _select(self, rest: str, access: str = "READ-WRITE") -> Any:
        if rest.strip('"') != self.folder:
            return "NO no such folder", []
        return f"OK [{access}] selected", [
            f"{len(self.mails)} EXISTS".encode(),
            f"OK [UIDVALIDITY {self.uid_validity}] valid".encode(),
        ]

    def _examine(self, rest: str) -> Any:
        return self._select(rest, "READ-ONLY")

    def _search(self, rest: str) -> list[bytes]:
        if named := re.search(r'HEADER "([\w-]+)" "([^"]+)"', rest):
            return self._found([one for one in self.mails if _carries(one, *named.groups())])
        found = re.search(r"UID (\d+):\*", rest)
        first = int(found[1]) if found else 1
        last = max((mail.uid for mail in self.mails), default=0)
        chosen = [m for m in self.mails if m.uid >= first or m.uid == last]  # «n:*» holds the last
        return self._found(chosen)

    def _found(self, mails: list[Stored]) -> list[bytes]:
        return [" ".join(["SEARCH", *(str(one.uid) for one in mails)]).encode()]

    def _fetch(self, rest: str) -> Any:
        number, _, parts = rest.partition(" ")
        if int(number) in self.busy:
            return "NO busy", []
        mail = next((one for one in self.mails if one.uid == int(number)), None)
        if mail is None:
            return []
        if "BODY" not in parts:
            day = format_datetime(mail.came).split(", ")[1]  # «15 Mar 2027 09:10:00 +0700»
            came = "-".join(day.split(" ", 3)[:3]) + " " + day.split(" ", 3)[3]
            about = f'RFC822.SIZE {mail.size} INTERNALDATE "{came}"'
            return [f"1 FETCH (UID {mail.uid} {about})".encode()]
        whole = "HEADER" not in parts
        raw = mail.raw if whole else mail.raw.partition(b"\n\n")[0] + b"\n\n"
        name = "BODY[]" if whole else "BODY[HEADER]"
        return [f"1 FETCH (UID {mail.uid} {name} {{{len(raw)}}}\r\n".encode() + raw + b")"]

    def _store(self, rest: str) -> list[bytes]:
        number, _, flags = rest.partition(" ")
        for mail in self.mails:
            if mail.uid == int(number):
                mail.flags |= set(re.findall(r"\\\w+", flags))
        return []

    def _logout(self, _rest: str) -> list[bytes]:
        return [b"BYE bye"]


def _carries(mail: Stored, name: str, value: str) -> bool:
    """RFC 3501 §6.4.4, HEADER: the field holds the string."""
    return value in message_from_bytes(mail.raw).get(name, "")
