"""Can a contact be written to there: what the import asks for each row, and sending once more."""

from __future__ import annotations

from dondoc.contacts.address import Unusable
from dondoc.delivery.channels.channel_list import CHANNELS, channel_of
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.problems import Refused
from dondoc.text import parse_link
from dondoc.web.public_address import may_be_public, resolves_inside
from models.kinds import About

_UNKNOWN = "không có kênh này; hãy ghi email hoặc tên một dịch vụ của Apprise như json"
_INSIDE = "máy này không thuộc mạng Internet công cộng; hãy ghi địa chỉ công khai của dịch vụ"
_WEBHOOKS = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})
"""Schemes that post wherever the address says: they must not lead into our own network."""


def check_address(scheme: str, address: str) -> Unusable | None:
    """Why nothing can be sent there by this channel; None if it can. Nothing is sent."""
    channel = channel_of(scheme)
    if channel is not None:
        wanted = channel.refusal(scheme, address)
        return Unusable("address", wanted) if wanted else None
    for one in CHANNELS:
        if scheme in one.misnamed:
            return Unusable("channel", one.misnamed[scheme])
    return _of_stock(scheme, address)


def _of_stock(scheme: str, address: str) -> Unusable | None:
    from dondoc.delivery import apprise_send  # noqa: PLC0415 - loads every plugin; few need it

    if scheme not in apprise_send.known_schemes():
        return Unusable("channel", _UNKNOWN)
    try:
        host = apprise_send.check_url(f"{scheme}://{address}")
    except Refused as refused:
        return Unusable("address", refused.problems[0].wanted)
    if scheme in _WEBHOOKS and not may_be_public(host):
        return Unusable("address", _INSIDE)
    return None


def leads_inside(url: str) -> Outcome | None:
    """The refusal of a webhook whose name leads into our own network now, whatever it did before;
    None for every other address.
    """
    scheme, _, rest = url.partition("://")
    parts = parse_link(f"http://{rest}") if scheme in _WEBHOOKS else None
    if parts is None or not parts.hostname or not resolves_inside(parts.hostname):
        return None
    return Outcome(OutcomeKind.REFUSED, None, _INSIDE, About.ADDRESS)
