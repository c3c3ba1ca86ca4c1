"""A portal with a feed, at a real address."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ITEM = "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate></item>"


class Site(ThreadingHTTPServer):
    """A portal with a feed; a page of it is there until it is taken down."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Pages)
        self.items: list[str] = []
        self.gone: set[str] = set()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def publish(self, number: int, day: str = "10 Mar 2027", title: str = "") -> None:
        link = self.url(f"/tin/{number}")
        said = title or f"Cải cách hành chính số {number}"
        self.items.append(ITEM.format(said, link, f"{day} 08:00:00 +0700"))


class _Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.send_response(404 if self.path in self.server.gone else 200)
        self.end_headers()
        if self.path == "/rss":
            self.wfile.write(f"<rss><channel>{''.join(self.server.items)}</channel></rss>".encode())

    def log_message(self, *_given: object) -> None: ...
