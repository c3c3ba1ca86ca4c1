"""A site that behaves as badly as real ones do, on a real socket; what it does is its path's name.

`http://so-y.example:PORT/nho-giot-than` drips. A bench gives whole hosts one behaviour instead
(`hosts`). Whoever asks resolves every name to this machine (`resolve`).
"""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from dondoc.web.site_rules import SiteRules

HERE = "127.0.0.1"
RULES = SiteRules(inside=True, gap_seconds=0, within=5)
"""For a site on this machine, without waiting between two requests."""
ETAG = '"ban-1"'
WORDS = "Thủ tục hành chính của Sở Tư pháp được công khai tại đây để người dân và tổ chức biết. "
PAGE = f"<!doctype html><title>Thủ tục</title><h1>Danh mục</h1><p>{WORDS * 12}</p>"
SOFT_404 = "<!doctype html><title>Không tìm thấy trang</title><p>Xin mời về trang chủ.</p>"
SAME_FOR_ALL = f"<!doctype html><title>Cổng</title><p>{'Xin chào. ' * 90} Mục {{}} {{}}</p>"
CHALLENGE = (
    '<!doctype html><script src="/TSPD/08a?type=17"></script><noscript>Please enable JavaScript'
    "</noscript><p>Your support ID is: 1234</p>"
)
SHELL = '<!doctype html><title>Cổng</title><div id="root"></div><script src="/app.js"></script>'
LINK_ALONE = '<script src="/dem.js"></script><a href="https://dichvucong.gov.vn">Xem tại đây</a>'
HUGE = 12 * 1024 * 1024
BOMB = 64 * 1024 * 1024


def resolve(host: str, port: int) -> list[Any]:
    """Every name leads here, every number where it says."""
    return [(2, 1, 6, "", (host if host.replace(".", "").isdecimal() else HERE, port))]


class WildSite(ThreadingHTTPServer):
    """Several names on one port. `asked` is who asked for what, in order, robots.txt too."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__((HERE, 0), _Answers)
        self.scheme = "http"
        if tls is not None:
            self.scheme = "https"
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.hosts: dict[str, str] = {}
        self.robots: str | None = None
        self.file = b""  # what lies under /tep, and packed under /tep-gzip
        self.latency = 0.0
        self.seen: Counter[str] = Counter()
        self.closing = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def at(self, path: str, host: str = "so-y.example") -> str:
        return f"{self.scheme}://{host}:{self.server_port}/{path}"

    def paths(self) -> list[str]:
        """What was asked for, beside robots.txt."""
        return [path for _host, path in self.asked if path != "/robots.txt"]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on it, or dislikes its certificate, is no news."""


class _Answers(BaseHTTPRequestHandler):
    server: WildSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        self.server.asked.append((host, self.path))
        self.server.headers.append(dict(self.headers))
        kind = self.server.hosts.get(host) or self.path.strip("/").partition("?")[0]
        slow = self.server.latency
        if self.path != "/robots.txt":  # a file; the page is made by a program
            slow = _SLOW.get(kind, slow)
        if slow and self.server.closing.wait(slow):
            return
        with suppress(OSError):
            if self.path == "/robots.txt" and kind not in _ALL_OF_IT:
                self._robots()
            elif kind in _KINDS:
                _KINDS[kind](self)
            else:
                self.say(404, "<!doctype html><title>404 Not Found</title>")
        self.close_connection = True

    def _robots(self) -> None:
        if self.server.robots is None:
            self.say(404, "")
        else:
            self.say(200, self.server.robots, kind="text/plain")

    def say(
        self, status: int, body: str | bytes, *, kind: str = "text/html; charset=utf-8", **more: str
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in (
            headers | {key.replace("_", "-"): said for key, said in more.items()}
        ).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def drip(self, what: bytes) -> None:
        while not self.server.closing.wait(0.02):
            self.wfile.write(what)

    def log_message(self, *_given: object) -> None: ...


def _good(answer: _Answers) -> None:
    if answer.headers.get("If-None-Match") == ETAG:
        answer.say(304, b"", ETag=ETAG)
    else:
        answer.say(200, PAGE, ETag=ETAG, Last_Modified="Wed, 31 Mar 2027 08:00:00 GMT")


def _hang(answer: _Answers) -> None:
    answer.server.closing.wait(60)


def _drip_head(answer: _Answers) -> None:
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    answer.drip(b".")


def _drip_body(answer: _Answers) -> None:
    answer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    answer.drip(b".")


def _cut(answer: _Answers) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
    answer.wfile.write(head + PAGE.encode())


def _bomb(answer: _Answers) -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packing.compress(PAGE.encode())
    for _piece in range(BOMB // 2**20):
        packed += packing.compress(bytes(2**20))
    answer.say(200, packed + packing.flush(), Content_Encoding="gzip")


def _huge(answer: _Answers) -> None:
    answer.say(200, PAGE.encode() + b"<!-- x -->" * (HUGE // 10))


def _busy_once(answer: _Answers) -> None:
    answer.server.seen[answer.headers["Host"] + answer.path] += 1
    if answer.server.seen[answer.headers["Host"] + answer.path] == 1:
        answer.say(503, "", Retry_After="0")
    else:
        answer.say(200, PAGE)


def _same_for_all(answer: _Answers) -> None:
    answer.say(200, SAME_FOR_ALL.format(len(answer.server.asked), answer.path))


def _chain(answer: _Answers) -> None:
    left = int(answer.path.partition("?")[2])
    if left:
        answer.say(302, "", Location=f"/chuoi?{left - 1}")
    else:
        answer.say(200, PAGE)


def _cookie(answer: _Answers) -> None:
    if "quen=1" in answer.headers.get("Cookie", ""):
        answer.say(200, PAGE)
    else:
        answer.say(302, "", Location="/banh", Set_Cookie="quen=1")


def _moved(where: str) -> Callable[[_Answers], None]:
    return lambda answer: answer.say(302, "", Location=where)


def _packed(encoding: str, body: bytes) -> Callable[[_Answers], None]:
    return lambda answer: answer.say(200, body, Content_Encoding=encoding)


def _page(body: str | bytes, kind: str = "text/html; charset=utf-8") -> Callable[[_Answers], None]:
    return lambda answer: answer.say(200, body, kind=kind)


_BARE_DEFLATE = zlib.compress(PAGE.encode())[2:-4]
_SLOW: dict[str, float] = {"cham-2": 2.0, "cham-3": 3.0, "cham-5": 5.0}
_ALL_OF_IT = frozenset({"treo", "ban-mai", "nho-giot-dau", "loi-robots", "nho-giot-than"})
"""What a whole host does, its robots.txt too."""
_KINDS: dict[str, Callable[[_Answers], None]] = {
    "tot": _good,
    **dict.fromkeys(_SLOW, _good),
    "treo": _hang,
    "nho-giot-dau": _drip_head,
    "nho-giot-than": _drip_body,
    "dut": _cut,
    "bom": _bomb,
    "lon": _huge,
    "vong": _moved("/vong"),
    "chuoi": _chain,
    "banh": _cookie,
    "ra-trong": _moved("http://169.254.169.254/latest/meta-data/"),
    "ra-tep": _moved("file:///etc/passwd"),
    "ra-hong": _moved("http://["),
    "ra-ngoai": _moved("http://khac.example/"),
    "ban": _busy_once,
    "ban-mai": lambda answer: answer.say(503, ""),
    "ban-lau": lambda answer: answer.say(503, "", Retry_After="3600"),
    "cam": lambda answer: answer.say(403, ""),
    "mat": lambda answer: answer.say(410, ""),
    "mem": _page(SOFT_404),
    "nhu-nhau": _same_for_all,
    "chan": _page(CHALLENGE),
    "chan-503": lambda answer: answer.say(503, CHALLENGE),
    "chi-dan": _page(LINK_ALONE),
    "vo": _page(SHELL),
    "rong": _page(""),
    "gzip": _packed("gzip", gzip.compress(PAGE.encode())),
    "deflate": _packed("deflate", zlib.compress(PAGE.encode())),
    "deflate-tran": _packed("deflate", _BARE_DEFLATE),
    "gzip-hong": _packed("gzip", b"\x1f\x8b khong phai gzip"),
    "gzip-dut": _packed("gzip", gzip.compress(PAGE.encode())[:-20]),
    "nen-la": _packed("br", b"\x0b\x02"),
    "tep.pdf": _page("<!doctype html><title>404 - File or directory not found.</title>"),
    "tep": lambda answer: answer.say(200, answer.server.file, kind="x/y"),
    "tep-gzip": lambda answer: answer.say(200, answer.server.file, Content_Encoding="gzip"),
}
