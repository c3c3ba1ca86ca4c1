"""Real mail servers for what is told to administrators."""

from __future__ import annotations

from tests.support.mail_servers import smtp as smtp  # noqa: PLC0414 - fixtures of this folder
from tests.support.mail_servers import start_smtp as start_smtp  # noqa: PLC0414
