"""Pages that list procedures, on real sockets: each unit's site at an address of its own.

Every 127.0.0.x leads here, so that a run sees as many hosts as it has sources.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

WORDS = (
    "Danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của đơn vị được công khai tại đây. "
)


def list_page(rows: Iterable[tuple[str, str]], *, last: int = 1, links: bool = False) -> str:
    """A page with a table of codes and names, one of `last` pages; `links` lead to each's own."""
    lines = "".join(
        f"<tr><td>{number}</td><td>{code}</td><td>{_linked(code, name, links)}</td></tr>"
        for number, (code, name) in enumerate(rows, 1)
    )
    turns = "".join(f"<a href='/thu-tuc?page={page}'>{page}</a> " for page in range(1, last + 1))
    head = "<tr><th>STT</th><th>Mã TTHC</th><th>Tên thủ tục hành chính</th></tr>"
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Thủ tục hành chính</title></head>"
        f"<body><h1>Danh mục</h1><p>{WORDS * 4}</p><table>{head}{lines}</table>"
        f"<div class='pagination'>{turns if last > 1 else ''}</div></body></html>"
    )


def detail_page(code: str, name: str, parts: dict[str, str]) -> str:
    """The page of one procedure, with what it says under each label."""
    said = "".join(f"<h3>{label}</h3><p>{text}</p>" for label, text in parts.items())
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{name}</title></head>"
        f"<body><h1>{name}</h1><p>Mã thủ tục: {code}</p>{said}<p>{WORDS * 4}</p></body></html>"
    )


def _linked(code: str, name: str, links: bool) -> str:
    return f'<a href="/chi-tiet/{code}">{name}</a>' if links else name


class ListSite(ThreadingHTTPServer):
    """`pages` is what each host shows, `down` are those that break off; `asked` counts answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("", 0), _Page)
        self.pages: dict[str, str] = {}
        self.down: set[str] = set()
        self.asked: list[str] = []
        self.statuses: list[int] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def address(self, number: int) -> str:
        return f"http://127.0.0.{number}:{self.server_port}/thu-tuc"

    def show(self, number: int, rows: Iterable[tuple[str, str]]) -> None:
        self.pages[f"127.0.0.{number}"] = list_page(rows)

    def show_paged(self, number: int, rows: list[tuple[str, str]]) -> None:
        """The list over two pages, each leading to the other."""
        host = f"127.0.0.{number}"
        self.pages[host] = self.pages[f"{host}/thu-tuc?page=1"] = list_page(rows[:2], last=2)
        self.pages[f"{host}/thu-tuc?page=2"] = list_page(rows[2:], last=2)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up is no news."""


class _Page(BaseHTTPRequestHandler):
    server: ListSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        self.close_connection = True
        if host in self.server.down:
            return None
        key = host if self.path == "/thu-tuc" else f"{host}{self.path}"
        if key not in self.server.pages:
            return self._say(404, b"")
        self.server.asked.append(host)
        body = self.server.pages[key].encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        same = self.headers.get("If-None-Match") == tag
        return self._say(304 if same else 200, b"" if same else body, tag)

    def _say(self, status: int, body: bytes, tag: str = "") -> None:
        self.server.statuses.append(status)
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if tag:
                self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_given: object) -> None: ...
