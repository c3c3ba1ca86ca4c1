"""The log of a program that runs on: one line an event, no token, of an address only its domain.

Who keeps and turns over the lines is journald or logrotate (docs/theo-doi-van-hanh.md).
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

from dondoc.clock import local
from dondoc.contacts.address import masked
from dondoc.text import without_tokens

OURS = ("dondoc", "tasks", "models", "deployments", "uvicorn", "prefect")
_ACCESS = "uvicorn.access"
_BREAK = " ⏎ "
"""Between the lines of a traceback: a reader of the log counts events by lines."""


class LogLine(logging.Formatter):
    """`2027-03-01T08:00:00+07:00 INFO dondoc.x: …`, or the same as one JSON object."""

    def __init__(self, form: Literal["text", "json"]) -> None:
        super().__init__()
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        at = local(datetime.fromtimestamp(record.created, UTC)).isoformat(timespec="seconds")
        said, fault = _discreet(_said(record)), _discreet(self._fault(record))
        if self._form == "json":
            line = {"at": at, "level": record.levelname, "from": record.name, "said": said}
            if run := getattr(record, "flow_run_name", None):
                line["run"] = str(run)
            return json.dumps(line | ({"fault": fault} if fault else {}), ensure_ascii=False)
        whole = "\n".join(filter(None, (said, fault)))
        return f"{at} {record.levelname} {record.name}: {_BREAK.join(whole.splitlines())}"

    def _fault(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info else ""


class RunLine(LogLine):
    """The JSON line of a run of Prefect's, which makes its formatters by itself."""

    def __init__(self, *_format: object) -> None:
        super().__init__("json")


def log_lines(form: Literal["text", "json"], to: TextIO | None = None) -> logging.Handler:
    """From now on this process's events go out so; ours from INFO on, others' from WARNING on."""
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(LogLine(form))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    return handler


def _said(record: logging.LogRecord) -> str:
    """Of a request its method, path and status: neither who asked nor what was searched for."""
    if record.name == _ACCESS and isinstance(record.args, tuple) and len(record.args) == 5:
        _visitor, method, path, _version, status = record.args
        return f"{method} {str(path).partition('?')[0]} {status}"
    return record.getMessage()


def _discreet(text: str) -> str:
    return without_tokens(masked(text))
