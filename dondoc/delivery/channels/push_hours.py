"""When a channel's service delivers at all: what is said at night waits for its morning."""

from __future__ import annotations

from datetime import datetime, timedelta

from dondoc.clock import at, local
from dondoc.delivery.channels.channel_list import CHANNELS, channel_of


def quiet_channels(now: datetime) -> frozenset[str]:
    """The schemes by which nothing is delivered at this hour, whatever it is."""
    here = local(now).time()
    quiet = (one for one in CHANNELS if one.hours and not one.hours[0] <= here < one.hours[1])
    return frozenset(scheme for one in quiet for scheme in one.schemes)


def next_push_moment(scheme: str, moment: datetime) -> datetime:
    """`moment`, or the next opening of a channel that is quiet then."""
    channel = channel_of(scheme)
    if channel is None or channel.hours is None or scheme not in quiet_channels(moment):
        return moment
    here, opens = local(moment), channel.hours[0]
    on = here.date() if here.time() < opens else here.date() + timedelta(days=1)
    return at(on, opens.hour, opens.minute)
