from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from dondoc.delivery import apprise_send
from dondoc.delivery.envelope import Envelope, OutcomeKind
from tests.support.mail_servers import letter, mail_url
from tests.support.smtp_server import SmtpServer

GOOD, BAD = "a@so-tai-chinh.example", "b@so-tai-chinh.example"


def test_each_thread_sees_its_own_outcome(smtp: SmtpServer) -> None:
    smtp.refused_recipients[BAD] = "550 5.1.1 no such user"
    together = threading.Barrier(2)

    def send_many(to: str) -> list[Envelope]:
        envelopes = [letter(f"{number}.{to}", text=f"gửi {to}") for number in range(15)]
        together.wait()
        for envelope in envelopes:
            apprise_send.send(mail_url(smtp.port, to), title="a", body="x", envelope=envelope)
        return envelopes

    with ThreadPoolExecutor(2) as threads:
        good, bad = threads.map(send_many, [GOOD, BAD])

    assert [OutcomeKind.SENT] * 15 == [sent.outcome.kind for sent in good if sent.outcome]
    assert [OutcomeKind.REFUSED] * 15 == [sent.outcome.kind for sent in bad if sent.outcome]
    assert {(GOOD,)} == {tuple(received.recipients) for received in smtp.received}
    assert [f"<{number}.{GOOD}>" for number in range(15)] == [
        received.message["Message-ID"] for received in smtp.received
    ]
    assert 2 >= smtp.connections
