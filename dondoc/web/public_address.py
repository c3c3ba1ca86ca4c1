"""Which addresses may be reached: those of the public Internet, and what a source's rules allow.

Somebody else chooses the address (a holder of a unit's link, a data file, a redirect), so the
server must not be led to what only it can see.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEVER = tuple(
    ip_network(one)
    for one in (
        "::/96",  # IPv4-compatible
        "::ffff:0:0:0/96",  # translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # the same for a network's own use, RFC 8215
        "fec0::/10",  # site-local
        "192.0.0.0/24",  # protocol assignments, RFC 6890
    )
)
"""Not public either, though `ipaddress` says so of some in some releases."""

_INSIDE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Ends of names that only a network of its own knows."""


def is_public(text: str) -> bool:
    """Is it an address of the public Internet, with no other one hidden inside it?"""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        # An IPv4 address may hide in a mapped, 6to4 or Teredo one.
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if hidden is not None:
            return is_public(str(hidden))
        if address.scope_id is not None:
            return False
    if any(address in one for one in _NEVER if one.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def is_allowed(text: str, networks: Sequence[str]) -> bool:
    """Does one of these private networks hold it?

    What only this machine sees (loopback) is opened by no wider network, and what a cloud tells
    its machines (link-local) by none.
    """
    address: IPv4Address | IPv6Address = ip_address(text)
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    holding = [one for one in map(ip_network, networks) if address in one]
    return any(one.is_loopback for one in holding) if address.is_loopback else bool(holding)


def may_be_public(host: str) -> bool:
    """Could this host be of the public Internet, as it is written? Nothing is looked up."""
    bare = host.strip("[]").rstrip(".").lower()
    try:
        return is_public(bare)
    except ValueError:
        pass
    with suppress(OSError):
        return is_public(socket.inet_ntoa(socket.inet_aton(bare)))  # 2130706433, 0x7f.1
    return "." in bare and not bare.endswith(_INSIDE)


def resolves_inside(host: str) -> bool:
    """Does this name lead now to an address that is not of the public Internet?

    False where nobody knows the name: nothing can be sent there either.
    """
    try:
        found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return not all(is_public(str(one[4][0])) for one in found)
