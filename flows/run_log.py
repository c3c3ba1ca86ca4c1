"""What our own modules warn of, in the log of the run: the Prefect UI shows it.

A worker or an administrator sets nothing for it. Everyone who may see Prefect reads that log, so no
address, token or traceback gets into it; the traceback stands in the worker's own output.
"""

from __future__ import annotations

import contextlib
import contextvars
import copy
import logging
from collections.abc import Iterator

from prefect.logging.handlers import APILogHandler

from dondoc.contacts.address import masked
from dondoc.text import without_tokens

OURS = ("dondoc", "tasks", "deployments", "models")


@contextlib.contextmanager
def our_warnings() -> Iterator[None]:
    """While the run lasts, the warnings of our loggers also go to its log."""
    hearing = _RunLog()
    loggers = [logging.getLogger(name) for name in OURS]
    for logger in loggers:
        logger.addHandler(hearing)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(hearing)


class _RunLog(APILogHandler):
    """Speaks for the run that made it, also from the threads that it started."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._context = contextvars.copy_context()

    def emit(self, record: logging.LogRecord) -> None:
        # A context can be entered by one thread at a time: each record gets its own.
        self._context.copy().run(super().emit, _bare(record))


def _bare(record: logging.LogRecord) -> logging.LogRecord:
    told = copy.copy(record)
    fault = record.exc_info[1] if record.exc_info else None
    said = record.getMessage() + (f" ({type(fault).__name__})" if fault else "")
    told.msg, told.args = without_tokens(masked(said)), ()
    told.exc_info = told.exc_text = told.stack_info = None
    return told
