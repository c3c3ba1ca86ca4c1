"""The single-use refresh token: asked for once, however many need it; kept before anything else."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.zalo.tokens import NAME, ZaloAccount
from dondoc.delivery.envelope import OutcomeKind
from models import ServiceToken
from models.database import make_engine, transaction
from tests.support.mail_servers import letter
from tests.support.zalo_server import FIRST, FOLLOWER, STRANGER, ZaloServer


@pytest.fixture
def zalo():
    with ZaloServer() as running:
        yield running


@pytest.fixture
def account(engine, zalo):
    return ZaloAccount(engine, "4242", "khoa-bi-mat", FIRST, places=zalo.places)


def send(account, to=FOLLOWER):
    return apprise_send.send(
        f"zalooa://{to}", title="a", body="b", envelope=letter(credentials=account)
    )


def kept(engine):
    with transaction(engine, write=False) as session:
        return session.get_one(ServiceToken, NAME)


def test_25_sends_on_8_threads_with_a_stale_token_make_one_refresh(zalo, account):
    send(account)
    zalo.access_token = "access-run-out"
    whom = [FOLLOWER] * 24 + [STRANGER]

    with ThreadPoolExecutor(8) as threads:
        outcomes = Counter(one.kind for one in threads.map(lambda to: send(account, to), whom))

    assert {OutcomeKind.SENT: 24, OutcomeKind.REFUSED: 1} == outcomes
    assert [FIRST, "refresh-1"] == zalo.refreshes


def test_two_processes_share_the_pair_that_one_of_them_bought(zalo, account):
    send(account)
    address = account.engine.url.render_as_string(hide_password=False)
    other = replace(account, engine=make_engine(address))

    with ThreadPoolExecutor(8) as threads:
        zalo.access_token = "access-run-out"
        both = [account, other] * 8
        outcomes = Counter(one.kind for one in threads.map(send, both))

    other.engine.dispose()
    assert {OutcomeKind.SENT: 16} == outcomes
    assert [FIRST, "refresh-1"] == zalo.refreshes


def test_the_new_pair_is_in_the_ledger_before_it_is_used(zalo, account):
    zalo.answers = [(500, {})]

    assert OutcomeKind.DEFERRED is send(account).kind
    row = kept(account.engine)
    assert ("access-1", "refresh-1") == (row.access_token, row.refresh_token)


def test_a_spent_refresh_token_stops_the_channel_and_says_what_to_do(zalo, account):
    zalo.refresh_token = "another"

    outcome = send(account)

    assert OutcomeKind.CHANNEL is outcome.kind
    assert "-14020" in outcome.words
    assert "DONDOC_ZALO_REFRESH_TOKEN" in outcome.words
    assert OutcomeKind.CHANNEL is send(account).kind
    assert [FIRST] == zalo.refreshes  # nobody asks again so soon


def test_another_token_in_the_settings_begins_anew_at_once(zalo, account):
    zalo.refresh_token = "refresh-b"
    send(account)

    assert OutcomeKind.SENT is send(replace(account, refresh_token="refresh-b")).kind


def test_zalo_out_of_order_defers_and_keeps_the_old_pair(zalo, account):
    zalo.token_answers = [(503, {})]

    assert OutcomeKind.DEFERRED is send(account).kind
    assert FIRST == kept(account.engine).refresh_token


@pytest.mark.parametrize("setting", ["app_id", "secret", "refresh_token"])
def test_a_missing_setting_is_the_channels_fault_and_nothing_is_asked(zalo, account, setting):
    outcome = send(replace(account, **{setting: ""}))

    assert OutcomeKind.CHANNEL is outcome.kind
    assert f"DONDOC_ZALO_{setting.upper()}" in outcome.words
    assert [] == zalo.refreshes


def test_no_secret_is_shown(account):
    assert "khoa-bi-mat" not in repr(account)
    assert FIRST not in repr(account)
