"""Every delivery test has real mail servers at hand."""

from __future__ import annotations

from tests.support.mail_servers import (
    certificate,
    envelope,
    line,
    no_line_outlives_its_test,
    server_tls,
    smtp,
    start_line,
    start_smtp,
    trusted,
)

__all__ = [
    "certificate",
    "envelope",
    "line",
    "no_line_outlives_its_test",
    "server_tls",
    "smtp",
    "start_line",
    "start_smtp",
    "trusted",
]
