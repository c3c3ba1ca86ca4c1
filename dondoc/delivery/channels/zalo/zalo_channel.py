"""Zalo: `zalooa` writes to a follower of the Official Account, `zns` to a telephone number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from sqlalchemy import Engine

from dondoc.delivery.channels.contract import ChannelContract, Plugin
from dondoc.delivery.channels.zalo.zalo_address import OA, ZNS, refusal
from dondoc.settings import Settings


def _plugins() -> Sequence[Plugin]:
    from dondoc.delivery.channels.zalo.zalo_plugin import ZaloOA, Zns  # noqa: PLC0415 - Apprise

    return Plugin(ZaloOA, (OA,)), Plugin(Zns, (ZNS,))


def _account(settings: Settings, engine: Engine) -> object:
    from dondoc.delivery.channels.zalo.tokens import ZaloAccount  # noqa: PLC0415 - loads requests

    return ZaloAccount.of(settings, engine)


ZALO = ChannelContract(
    schemes=(OA, ZNS),
    refusal=refusal,
    plugins=_plugins,
    hours=(time(6), time(22)),  # it delivers between 06:00 and 21:59 only
    credentials=_account,
)
