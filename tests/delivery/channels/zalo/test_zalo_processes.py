"""Two processes that find Zalo's access token stale at once buy one new pair between them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dondoc.delivery.channels.zalo.tokens import ZaloAccount
from dondoc.delivery.envelope import OutcomeKind
from tests.support.zalo_server import FIRST, ZaloServer

ROOT = Path(__file__).resolve().parents[2]
EACH = 8


def test_two_processes_with_a_stale_token_make_one_refresh(engine):
    ledger = engine.url.render_as_string(hide_password=False)
    with ZaloServer() as zalo:
        account = ZaloAccount(engine, "4242", "khoa-bi-mat", FIRST, places=zalo.places)
        assert "access-1" == account.renew("")
        zalo.access_token = "access-run-out"
        command = [sys.executable, "-m", "tests.support.zalo_child", ledger, zalo.base, str(EACH)]
        children = [
            subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        try:
            for child in children:
                assert "sẵn sàng\n" == child.stdout.readline()
            for child in children:
                child.stdin.write("đi\n")
                child.stdin.flush()
            said = [word for child in children for word in child.communicate()[0].split()]
        finally:
            for child in children:
                child.kill()
                child.wait()

    assert [OutcomeKind.SENT.value] * 2 * EACH == said
    assert [FIRST, "refresh-1"] == zalo.refreshes
