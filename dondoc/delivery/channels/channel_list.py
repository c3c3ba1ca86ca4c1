"""The channels that have a folder here; one line each."""

from __future__ import annotations

from dondoc.delivery.channels.contract import ChannelContract
from dondoc.delivery.channels.smtp.smtp_channel import MAIL
from dondoc.delivery.channels.zalo.zalo_channel import ZALO

CHANNELS: tuple[ChannelContract, ...] = (
    MAIL,
    ZALO,
)


def channel_of(scheme: str) -> ChannelContract | None:
    """The channel of a contact's `channel`; None for a stock scheme of Apprise."""
    return next((one for one in CHANNELS if scheme in one.schemes), None)
