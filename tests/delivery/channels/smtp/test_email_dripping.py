"""A letter has its time in all, whatever the server does with it."""

from __future__ import annotations

import pytest

from dondoc.delivery.channels.smtp.pool import POOL, Security, SmtpAccount
from dondoc.delivery.channels.smtp.transaction import SmtpLetter, deliver
from dondoc.delivery.envelope import OutcomeKind
from dondoc.delivery.retry import LATEST, LEASE
from dondoc.limits import DOT_SECONDS, LETTER_SECONDS
from tests.support.dripping_server import DrippingServer


@pytest.mark.parametrize("greeting", [b"", b"220 mx.example ESMTP\r\n"])
def test_a_server_that_drips_does_not_hold_the_letter(greeting: bytes):
    with DrippingServer(greeting) as server:
        account = SmtpAccount("127.0.0.1", server.port, security=Security.INSECURE)
        letter = SmtpLetter("a@b.example", "c@d.example", b"Subject: x\r\n\r\nx\r\n")

        outcome = deliver(account, letter, pool=POOL, seconds=0.3)

    assert OutcomeKind.DEFERRED is outcome.kind


def test_a_letter_begun_at_the_last_moment_is_over_before_its_lease():
    assert LATEST.total_seconds() + LETTER_SECONDS + DOT_SECONDS < LEASE.total_seconds()
