"""What goes to Zalo, and what each of its answers comes to."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.zalo.tokens import Places, ZaloAccount
from dondoc.delivery.channels.zalo.zalo_plugin import LONGEST
from dondoc.delivery.envelope import OutcomeKind
from dondoc.problems import Refused
from tests.support.mail_servers import letter
from tests.support.zalo_server import FIRST, FOLLOWER, PHONE, STRANGER, ZaloServer

LINE = (
    "Sở Nội vụ nhắc: Báo cáo tuyên truyền CCHC quý I/2027, hạn thứ Ba 16/03. https://a.example/v/x"
)


@pytest.fixture
def zalo():
    with ZaloServer() as running:
        yield running


@pytest.fixture
def account(sqlite_engine, zalo):
    return ZaloAccount(
        sqlite_engine, "4242", "khoa-bi-mat", FIRST, template="7890", places=zalo.places
    )


def send(account, to, body=LINE):
    return apprise_send.send(to, title="Nhắc", body=body, envelope=letter(credentials=account))


def test_the_official_account_says_the_short_text(zalo, account):
    assert OutcomeKind.SENT is send(account, f"zalooa://{FOLLOWER}").kind
    expected = {"recipient": {"user_id": FOLLOWER}, "message": {"text": LINE}}
    assert [expected] == zalo.messages


def test_zns_fills_the_template_and_is_tracked_by_our_key(zalo, account):
    assert OutcomeKind.SENT is send(account, "zns://0912345678").kind
    (message,) = zalo.messages
    assert (PHONE, "7890") == (message["phone"], message["template_id"])
    said = LINE.removesuffix(" https://a.example/v/x")
    assert {"noi_dung": said, "duong_dan": "https://a.example/v/x"} == message["template_data"]
    assert "3f9c2a7d41b04c6b8f0e.v1" == message["tracking_id"]


def test_a_second_try_of_zns_has_the_same_tracking_id(zalo, account):
    zalo.answers = [(503, {})]

    kinds = [send(account, f"zns://{PHONE}").kind for _ in range(2)]

    assert [OutcomeKind.DEFERRED, OutcomeKind.SENT] == kinds
    assert 1 == len({message["tracking_id"] for message in zalo.messages})


@pytest.mark.parametrize(
    ("status", "error", "expected"),
    [
        (200, -213, OutcomeKind.REFUSED),
        (200, -108, OutcomeKind.REFUSED),
        (200, -224, OutcomeKind.CHANNEL),
        (200, -99999, OutcomeKind.DEFERRED),
        (429, None, OutcomeKind.DEFERRED),
        (500, None, OutcomeKind.DEFERRED),
        (200, None, OutcomeKind.DEFERRED),  # HTTP 200 alone is no success
    ],
)
def test_an_answer_is_an_outcome_after_one_try(zalo, account, status, error, expected):
    zalo.answers = [(status, {} if error is None else {"error": error, "message": "lời của Zalo"})]

    outcome = send(account, f"zalooa://{FOLLOWER}")

    assert expected is outcome.kind
    assert 1 == len(zalo.messages)
    assert error is None or "lời của Zalo" in outcome.words


@pytest.mark.parametrize("stale", [(200, {"error": -216}), (401, {})])
def test_a_token_that_a_refresh_cannot_mend_is_the_channels_fault(zalo, account, stale):
    zalo.answers = [stale, stale]

    assert OutcomeKind.CHANNEL is send(account, f"zalooa://{FOLLOWER}").kind
    assert 2 == len(zalo.refreshes)  # the first token, and one more for the stale one


def test_a_line_lost_after_the_request_is_unknown(zalo, account):
    zalo.silent = True

    assert OutcomeKind.UNKNOWN is send(account, f"zalooa://{FOLLOWER}").kind
    assert 1 == len(zalo.messages)


def test_nobody_listening_is_deferred(zalo, account):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    closed = replace(zalo.places, message=f"http://127.0.0.1:{port}/")

    assert OutcomeKind.DEFERRED is send(replace(account, places=closed), "zalooa://1000000001").kind


def test_who_does_not_follow_is_refused_in_zalos_words(account):
    outcome = send(account, f"zalooa://{STRANGER}")

    assert (OutcomeKind.REFUSED, -213) == (outcome.kind, outcome.code)
    assert "not followed" in outcome.words


def test_a_long_digest_keeps_whole_lines(zalo, account):
    lines = [f"{number}. Việc số {number}. https://a.example/v/{number}" for number in range(90)]

    send(account, f"zalooa://{FOLLOWER}", "\n".join(lines))

    said = zalo.messages[0]["message"]["text"].splitlines()
    assert len("\n".join(said)) <= LONGEST
    assert lines[: len(said) - 1] == said[:-1]
    assert "…" == said[-1]


def test_zns_without_a_template_is_the_channels_fault(account):
    outcome = send(replace(account, template=""), f"zns://{PHONE}")

    assert OutcomeKind.CHANNEL is outcome.kind
    assert "DONDOC_ZNS_TEMPLATE" in outcome.words


@pytest.mark.parametrize("url", ["zalooa://an.nv", "zalooa://", "zns://02073000002", "zns://12"])
def test_an_address_that_is_none_is_refused_with_what_to_write(url):
    with pytest.raises(Refused, match=r"mã người dùng|số di động"):
        apprise_send.check_url(url)


@pytest.mark.parametrize("url", ["zns://0912345678", "zns://84912345678", "zns://+84912345678"])
def test_a_telephone_number_may_be_written_as_people_do(url):
    apprise_send.check_url(url)


def test_zalo_itself_is_asked_over_https():
    assert {"https"} == {address.partition("://")[0] for address in vars(Places()).values()}
