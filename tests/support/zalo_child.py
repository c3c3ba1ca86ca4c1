"""Zalo messages sent from a process of its own, as soon as a line comes on stdin.

    python -m tests.support.zalo_child LEDGER http://127.0.0.1:PORT 8

The first letters of what came of each stand on stdout. Several run at once on one ledger.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.zalo.tokens import ZaloAccount
from dondoc.delivery.envelope import Envelope
from models.database import make_engine
from tests.support.zalo_server import FIRST, FOLLOWER, places


def main() -> None:
    ledger, base, count = sys.argv[1:]
    engine = make_engine(ledger)
    account = ZaloAccount(engine, "4242", "khoa-bi-mat", FIRST, places=places(base))

    def send(number: int) -> str:
        envelope = Envelope(message_id=f"{number}@don-doc.example", text="b", credentials=account)
        address = f"zalooa://{FOLLOWER}"
        return apprise_send.send(address, title="a", body="b", envelope=envelope).kind.value

    print("sẵn sàng", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(4) as threads:
        print(*threads.map(send, range(int(count))))
    engine.dispose()


if __name__ == "__main__":
    main()
