"""One dispatch in a process of its own, over the real mail plugin, to be killed from outside.

    python -m tests.support.kill_child 2027-03-01T01:00:00+00:00

The settings come from the environment; every commit of the ledger is told by a byte on stdout.
With the word `together` behind it, it says that it is ready and begins when a line comes on stdin.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

from sqlalchemy import event

from dondoc.delivery.dispatch import dispatch_window
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from models.database import make_engine


def main() -> None:
    settings = load_settings()
    engine = make_engine(settings.database)
    rulebook = load_rulebook()
    if "together" in sys.argv:
        os.write(1, b"!")
        os.read(0, 1)
    event.listen(engine, "commit", lambda _connection: os.write(1, b"."))
    dispatch_window(engine, settings, rulebook, datetime.fromisoformat(sys.argv[1]))


if __name__ == "__main__":
    main()
