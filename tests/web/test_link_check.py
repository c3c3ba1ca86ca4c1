"""A link is alive, dead, forbidden, or cannot be checked now; our own network is never reached."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dondoc.limits import MOST_FETCHES_AT_ONCE
from dondoc.web.fetch import fetch
from dondoc.web.link_check import LinkState, check_once, link_check
from dondoc.web.site_answer import NotFetched, Why

STATUS = {
    **dict.fromkeys(("/song", "/tin", "/khong-dut", "/nho-giot"), 200),
    "/da-xoa": 410,
    "/khong-co": 404,
    "/loi": 503,
}
MOVES = {"/dich": "/song", "/vong": "/vong", "/ra-trong": "http://10.0.0.1/", "/tep": "file:///x"}
MOVES["/hong-chuyen"] = "http://["


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = STATUS.get(self.path, 302)
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", MOVES[self.path])
        self.end_headers()
        if self.path == "/tin":
            self.wfile.write(b'<meta property="article:published_time" content="2027-03-31">')
        with suppress(ConnectionError):  # the client has read enough
            while self.path == "/khong-dut":
                self.wfile.write(b"<p>" * 10_000)
            while self.path == "/nho-giot" and not self.server.closing.wait(0.02):
                self.wfile.write(b".")

    def log_message(self, *_given: object) -> None: ...


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.asked = []  # type: ignore[attr-defined]
    server.closing = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.closing.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def at(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/song", LinkState.ALIVE),
        ("/dich", LinkState.ALIVE),
        ("/khong-co", LinkState.DEAD),
        ("/da-xoa", LinkState.DEAD),
        ("/loi", LinkState.UNKNOWN),
        ("/vong", LinkState.UNKNOWN),
        ("/hong-chuyen", LinkState.UNKNOWN),
        ("/tep", LinkState.FORBIDDEN),
    ],
)
def test_it_says_how_a_page_stands(site, path, state):
    assert state == link_check(inside=True)(at(site, path)).state


def test_it_follows_five_redirects_and_no_more(site):
    link_check(inside=True)(at(site, "/vong"))

    assert 6 == len(site.asked)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8450/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[::7f00:1]/",
        "http://[::ffff:0:7f00:1]/",
        "http://[fec0::1]/",
        "http://[::ffff:c000:8]/",
        "http://192.0.0.8/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0.0.0.0/",
        "http://nguoi:mat-khau@example.vn/",
        "ftp://example.vn/",
    ],
)
def test_it_never_reaches_our_own_network(address):
    assert LinkState.FORBIDDEN == link_check()(address).state


def test_nothing_is_asked_of_a_private_address(site):
    assert LinkState.FORBIDDEN == link_check()(at(site, "/song")).state
    assert [] == site.asked


def test_a_page_that_is_down_cannot_be_checked(site):
    address = at(site, "/song")
    site.shutdown()
    site.server_close()

    assert LinkState.UNKNOWN == link_check(inside=True)(address).state


def test_a_name_that_nobody_knows_cannot_be_checked():
    assert LinkState.UNKNOWN == link_check()("https://khong-co.invalid/tin").state


def test_it_asks_before_and_answers_later(site):
    address = at(site, "/song")
    asked_before = check_once(link_check(inside=True), address)

    assert LinkState.ALIVE == asked_before(address).state
    assert LinkState.ALIVE == asked_before(address).state
    assert ["/song"] == site.asked


def test_it_brings_the_day_that_the_page_states(site):
    assert date(2027, 3, 31) == link_check(inside=True)(at(site, "/tin")).published_on
    assert link_check(inside=True)(at(site, "/song")).published_on is None


def test_a_page_without_end_is_read_to_its_limit(site):
    assert LinkState.ALIVE == link_check(inside=True)(at(site, "/khong-dut")).state


def test_pages_that_drip_are_hung_up_on_and_take_nobodys_place(site):
    for _time in range(2 * MOST_FETCHES_AT_ONCE):
        with pytest.raises(NotFetched) as stopped:
            fetch(at(site, "/nho-giot"), inside=True, most=1000, within=0.1)
        assert Why.SLOW == stopped.value.why
    for thread in threading.enumerate():
        if thread.name == "public-fetch":
            thread.join(5)

    assert LinkState.ALIVE == link_check(inside=True)(at(site, "/song")).state
