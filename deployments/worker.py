"""The worker; in the background it looks for runs whose process is gone, and whether all runs.

Runs that an outage left behind hold the pool's slots: with all of them held no flow would start
that could put them right. So the worker's process looks first, and goes on looking.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from datetime import timedelta

import httpx

from deployments.door import look_at_door
from deployments.outages import Patience, mended_sentence, put_runs_right
from deployments.ownership import mark_of
from dondoc import clock
from dondoc.ledger.installation import load_installation
from dondoc.operations.log_lines import RunLine, log_lines
from dondoc.operations.watchman import start_watching
from dondoc.problems import Refused
from dondoc.settings import Settings, load_settings

EVERY = 120.0
"""Seconds between two looks."""

RUNS_IN_JSON = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
    "PREFECT_LOGGING_FORMATTERS_JSON_CLASS": f"{RunLine.__module__}.{RunLine.__name__}",
}
"""Keys of Prefect's logging.yml. Its own JSON line would tell every argument as it was given."""

_log = logging.getLogger("prefect.dondoc")


def keep_looking(stop: threading.Event, patience: Patience, every: float, pool: str) -> None:
    """Look at once, then again and again; a fault is logged and does not end it."""
    while True:
        try:
            mended = put_runs_right(clock.now(), patience=patience, pool=pool)
            if mended:
                _log.warning(
                    "%s: %s", mended_sentence(mended), ", ".join(one.name for one in mended)
                )
        except Exception:  # noqa: BLE001 - a look that failed must not be the last one
            _log.exception("Chưa xem được các lượt chạy bị gián đoạn")
        if stop.wait(every):
            return


def _watch() -> threading.Event | None:
    """Look, as the portal does, whether all else runs: who else would tell that the portal does
    not? A ledger that is not ready yet is what the others say.
    """
    try:
        return start_watching(load_installation(), clock.now)
    except Refused as refused:
        _log.warning("Worker chưa xem được việc định kỳ có chạy không. %s", refused)
        return None


def _look_at_door() -> None:
    """Raises Refused where anybody could give this worker code to run, or our password is wrong.

    A server that does not answer yet is waited for by Prefect's own worker.
    """
    try:
        warning = look_at_door(open_allowed=load_settings().prefect_open)
    except httpx.TransportError:
        return
    if warning:
        _log.warning(warning)


def _speak_in_lines(settings: Settings) -> None:
    """The worker's lines and those of its runs as the other programs' are.

    Only where JSON is asked for: Prefect's console says more to who looks at it.
    """
    if settings.log == "json":
        os.environ.update(RUNS_IN_JSON)
        log_lines(settings.log)


def main() -> int:
    """Run Prefect's own worker for our pool until it is stopped."""
    parser = argparse.ArgumentParser(description="Chạy worker của Đôn Đốc.")
    parser.add_argument("--pool", default="", help="nhóm chạy; để trống là của bản cài này")
    parser.add_argument("--look-every", type=float, default=EVERY, help="giây giữa hai lần xem")
    parser.add_argument("--patience", type=float, default=None, help="giây chờ một tiến trình mất")
    given = parser.parse_args()
    os.umask(0o077)  # what the flows write is nobody else's
    try:
        _speak_in_lines(load_settings())
        _look_at_door()
        pool = given.pool or mark_of(load_settings()).pool
    except Refused as refused:
        print(f"Worker không chạy được. {refused}", file=sys.stderr)
        return 2
    waits = timedelta(seconds=given.patience) if given.patience is not None else None
    patience = Patience(waits, waits) if waits is not None else Patience()
    stop = threading.Event()
    looking = (stop, patience, given.look_every, pool)
    threading.Thread(target=keep_looking, args=looking, daemon=True).start()
    watching = _watch()
    sys.argv = ["prefect", "worker", "start", "--type", "process", "--pool", pool]
    from prefect.cli import app  # noqa: PLC0415 - the whole of Prefect's command line

    try:
        app()
    finally:
        stop.set()
        if watching is not None:
            watching.set()
    return 0


if __name__ == "__main__":
    sys.exit(main())
