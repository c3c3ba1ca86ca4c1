"""Keeps signed links out of the web server's log: the reader of a log must not act for a unit."""

from __future__ import annotations

import logging

from dondoc.text import without_tokens


class HideTokens(logging.Filter):
    """Puts «…» in place of every token in a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(argument) for argument in record.args)
        record.msg = _hidden(record.msg)
        return True


def hide_tokens() -> None:
    """Filter uvicorn's access log; a second call adds nothing."""
    access = logging.getLogger("uvicorn.access")
    if not any(isinstance(one, HideTokens) for one in access.filters):
        access.addFilter(HideTokens())


def _hidden(value: object) -> object:
    return without_tokens(value) if isinstance(value, str) else value
