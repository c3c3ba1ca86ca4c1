"""What a channel is: one folder here, one value of this class, one line in `channel_list`.

Everything that the rest of the project knows of a channel it asks here, so nothing outside the
folder names it. A scheme of Apprise that no folder claims is a stock one: sent as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any, NamedTuple

from sqlalchemy import Engine

from dondoc.mailbox.mail_source import Source
from dondoc.settings import Settings


class Plugin(NamedTuple):
    """A class of ours for Apprise, and the schemes for which it stands in."""

    kind: Any  # Apprise's classes carry no types
    schemes: tuple[str, ...]


def as_written(_settings: Settings, scheme: str, address: str) -> str:
    return f"{scheme}://{address}"


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class ChannelContract:
    """A way to send. Loading the value costs nothing: what is heavy is imported when called."""

    schemes: tuple[str, ...]
    """What stands in a contact's `channel`."""

    refusal: Callable[[str, str], str]
    """Of a scheme and an address: why it cannot be used and what to write, in Vietnamese; or ''."""

    plugins: Callable[[], Sequence[Plugin]]
    """Our classes, put into Apprise before anything is sent."""

    url: Callable[[Settings, str, str], str] = as_written
    """The Apprise address of a scheme and one recipient."""

    hours: tuple[time, time] | None = None
    """From when to when the service delivers, local time; None for any hour."""

    credentials: Callable[[Settings, Engine], object] | None = None
    """What the office signs in with, for the envelope: only the channel's own plugin opens it."""

    hang_up: Callable[[], None] = _nothing
    """Ends what is kept open between messages; called when a dispatch ends."""

    answers: Callable[[Settings], Source | None] | None = None
    """Where answers come in; None where the settings name no place. Each is handed over as a mail
    (RFC 5322): that is what is kept, and what `incoming` reads."""

    misnamed: Mapping[str, str] = field(default_factory=dict)
    """Schemes that people write in place of this channel's, each with what to write."""
