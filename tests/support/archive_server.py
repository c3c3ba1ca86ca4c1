"""A tiny IMAP server that knows only how to find a letter by its Message-ID."""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from typing import Any, Self


class ArchiveServer(socketserver.ThreadingTCPServer):
    """`holds` are the Message-IDs in `folder`; `asked` is every command, without its tag."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self,
        *,
        folder: str = '"Sent"',
        password: str = "mat-khau",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.holds: set[str] = set()
        self.asked: list[str] = []
        self.folder, self.password, self.tls = folder, password, tls
        self.port: int = self.server_address[1]

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        if self.tls is None:
            return line, address
        return self.tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, *_: Any) -> None:
        """A client that does not trust the certificate hangs up: that is what is tested."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    server: ArchiveServer

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self.server.asked.append(command)
            self._say(*self._answer(tag, command))

    def _answer(self, tag: str, command: str) -> list[str]:
        word = command.upper()
        if word.startswith("CAPABILITY"):
            return ["* CAPABILITY IMAP4rev1", f"{tag} OK done"]
        if word.startswith("LOGIN"):
            right = self.server.password in command
            return [f"{tag} OK in" if right else f"{tag} NO wrong user or password"]
        if word.startswith("EXAMINE"):
            there = command.split(" ", 1)[1] == self.server.folder
            return (
                ["* 3 EXISTS", f"{tag} OK [READ-ONLY]"] if there else [f"{tag} NO no such folder"]
            )
        if word.startswith("UID SEARCH"):
            wanted = re.search(r'HEADER "Message-ID" "([^"]+)"', command)
            held = wanted is not None and wanted[1] in self.server.holds
            return [f"* SEARCH{' 7' if held else ''}", f"{tag} OK done"]
        return ["* BYE", f"{tag} OK bye"] if word == "LOGOUT" else [f"{tag} BAD {command}"]

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
