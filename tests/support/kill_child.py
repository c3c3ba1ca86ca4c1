"""One dispatch in a process of its own, over the real mail plugin, to be killed from outside.

The settings come from the environment; every commit of the ledger is told by a byte on `tells`.
With `together` it says that it is ready and begins when a byte comes on `hears`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from multiprocessing.connection import Connection

from sqlalchemy import event

from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import load_settings
from models.database import make_engine


def run_dispatch(
    environment: Mapping[str, str],
    now: datetime,
    tells: Connection,
    hears: Connection,
    together: bool,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    settings = load_settings()
    engine = make_engine(settings.database)
    rulebook = load_rulebook()
    if together:
        os.write(tells.fileno(), b"!")
        os.read(hears.fileno(), 1)
    event.listen(engine, "commit", lambda _connection: os.write(tells.fileno(), b"."))
    dispatch_window(engine, settings, rulebook, now)
