"""The one door: every message goes out through Apprise, one instance and one address per call."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from apprise import Apprise, AppriseAsset, NotifyFormat

from dondoc.contacts.address import EMAIL
from dondoc.delivery.channels.channel_list import CHANNELS
from dondoc.delivery.channels.install import install, plugins
from dondoc.delivery.channels.smtp.knock import Knock
from dondoc.delivery.channels.smtp.plugin import PooledEmail
from dondoc.delivery.envelope import Envelope, Outcome, OutcomeKind, current_envelope
from dondoc.delivery.in_time import within
from dondoc.limits import LETTER_SECONDS
from dondoc.problems import Problem, Refused

_FIELD = "Địa chỉ gửi"
_PATIENCE = 15.0
"""Seconds for the answer: a message taken after we stopped waiting would be sent again."""
_log = logging.getLogger(__name__)


def send(
    url: str, *, title: str, body: str, envelope: Envelope, seconds: float = LETTER_SECONDS
) -> Outcome:
    """Try once to send through this address; also written to `envelope.outcome`.

    Our own schemes say exactly what happened. A stock scheme knows only «sent» or not, which
    counts as `deferred`, and one that is not done after so many `seconds` (it may drip its answer)
    as `unknown`. An address that cannot be used is the channel's fault. Network, server and plugin
    faults never raise.
    """
    envelope.outcome = None
    token = current_envelope.set(envelope)
    try:
        outcome = _send(url, title, body or envelope.text, envelope, seconds)
    finally:
        current_envelope.reset(token)
    envelope.outcome = outcome
    return outcome


def check_url(url: str) -> str:
    """The address's host. Refused, in Vietnamese, if Apprise does not know its scheme or cannot
    use it.
    """
    return str(getattr(_load(url), "host", None) or "")


def knock_at(url: str, *, sender: str = "") -> Knock | None:
    """How far a letter would come at this mail server; None for an address of another kind.

    Nothing is sent. Raises Refused like `check_url`.
    """
    plugin = _load(url)
    return plugin.knock(sender) if isinstance(plugin, PooledEmail) else None


def known_schemes() -> frozenset[str]:
    """What may stand in a contact's `channel`: our channels' and every scheme usable here."""
    install()
    ours = (scheme for channel in CHANNELS for scheme in channel.schemes)
    return frozenset({*ours, *plugins().schemas(include_disabled=False)})


def _send(url: str, title: str, body: str, envelope: Envelope, seconds: float) -> Outcome:
    try:
        plugin = _load(url)
    except Refused as refused:
        return Outcome(OutcomeKind.CHANNEL, None, str(refused))
    instance = Apprise(asset=plugin.asset)
    instance.add(plugin)
    try:
        notify = partial(instance.notify, body=body, title=title, body_format=NotifyFormat.TEXT)
        result = notify() if getattr(plugin, "keeps_time", False) else within(seconds, notify)
    except TimeoutError:
        return Outcome(OutcomeKind.UNKNOWN, None, "Dịch vụ trả lời quá chậm, chưa rõ tin đã đi")
    except Exception:  # noqa: BLE001 - a plugin of any origin; how far it came is not known
        _log.warning("Apprise raised while sending through %s", _scheme(url), exc_info=True)
        return Outcome(OutcomeKind.UNKNOWN, None, "Dịch vụ gặp lỗi, chưa rõ tin đã đi hay chưa")
    return envelope.outcome or _of_result(result)


def _of_result(result: Any) -> Outcome:
    """Apprise 1.x answers True, False or None (nothing to send to); 2.x an object."""
    if result is None:
        return Outcome(OutcomeKind.CHANNEL, None, "Địa chỉ gửi không dùng được")
    if bool(result):
        return Outcome(OutcomeKind.SENT, None, "Dịch vụ đã nhận tin")
    words = "Dịch vụ chưa nhận tin hoặc không kết nối được"
    return Outcome(OutcomeKind.DEFERRED, None, words)


def _load(url: str) -> Any:
    """The plugin of this address, its retries, options and redirects off. Refused if none."""
    install()
    if "://" not in url:
        wanted = "thiếu tên dịch vụ ở đầu; hãy ghi như mailtos://… hoặc json://…"
        raise Refused(Problem(_FIELD, "", wanted))
    try:
        plugin = Apprise.instantiate(url, asset=_asset(), suppress_exceptions=False)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - plugins refuse their parts with errors of every kind
        plugin = None
    if plugin is None:
        raise Refused(Problem(_FIELD, _scheme(url), _unusable(url)))
    if "rto=" not in url.lower():
        plugin.socket_read_timeout = _PATIENCE  # stock: 4 s, which a slow service outlasts
    plugin.retry = 0  # stock retries send again to who already has it
    plugin.redirects = False  # whoever holds the address would lead us into our own network
    plugin.optional = False  # ?optional=yes reports success for what never arrived
    return plugin


def _unusable(url: str) -> str:
    if url.partition("://")[0].lower() in known_schemes() - {EMAIL}:
        return "thiếu hoặc sai một phần của địa chỉ; hãy xem cách ghi của dịch vụ này"
    return "không có dịch vụ này; hãy ghi mailtos://, json:// hoặc một dịch vụ của Apprise"


def _scheme(url: str) -> str:
    """The part of an address that may be shown: what follows can hold a password."""
    return f"{url.partition('://')[0]}://…"


def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="DonDoc",  # goes into HTTP headers, which are Latin-1
        app_desc="Don Doc",
        app_url="",
        async_mode=False,
        interpret_emojis=False,
    )
