"""One dispatch in a process of its own, over the real mail plugin, to be killed from outside.

    python -m tests.delivery.kill_child 2027-03-01T01:00:00+00:00

The settings come from the environment; every commit of the ledger is told by a byte on stdout.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime

from sqlalchemy import event

from dondoc.delivery.dispatch import dispatch_window
from dondoc.rounds.rulebook import load_rulebook
from dondoc.settings import load_settings
from models.database import make_engine


def main() -> None:
    settings = load_settings()
    engine = make_engine(settings.database)
    event.listen(engine, "commit", lambda _connection: os.write(1, b"."))
    dispatch_window(engine, settings, load_rulebook(), datetime.fromisoformat(sys.argv[1]))


if __name__ == "__main__":
    main()
