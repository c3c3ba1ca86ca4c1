"""Apprise's register of schemes, with our own classes in it."""

from __future__ import annotations

import logging
import threading
from typing import Any

from apprise.manager_plugins import NotificationManager

from dondoc.delivery.channels.channel_list import CHANNELS

_installing = threading.Lock()


def plugins() -> Any:
    """The register, untyped."""
    untyped: Any = NotificationManager
    return untyped()


def install() -> None:
    """Put the classes of every channel in, in place of Apprise's own; again is harmless.

    All stock plugins are loaded first and under a lock: Apprise's lazy loading lets a second
    thread see half a list, in which `mailto` may be missing.
    """
    manager = plugins()
    with _installing:
        manager.load_modules()
        ours = [plugin for channel in CHANNELS for plugin in channel.plugins()]
        if all(scheme in manager and manager[scheme] is kind for kind, (scheme, *_) in ours):
            return
        for kind, schemes in ours:
            manager.add(kind, schemas=list(schemes), force=True)
        logging.getLogger("apprise").addFilter(_no_payloads)


def _no_payloads(record: logging.LogRecord) -> bool:
    """Apprise's DEBUG and TRACE print passwords, payloads and the links in them."""
    return record.levelno > logging.DEBUG
