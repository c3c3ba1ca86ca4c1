"""A stored message as it goes through the door: its address, its links substituted, its headers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr

from dondoc.clock import local
from dondoc.conference.desk.delegate_qr import qr_pictures
from dondoc.delivery.channels.channel_list import channel_of
from dondoc.delivery.channels.contract import as_written
from dondoc.delivery.envelope import Envelope, InlineImage
from dondoc.ledger.code_address import Use, address_for
from dondoc.ledger.installation import Context
from dondoc.ledger.links import substitute
from dondoc.settings import Settings
from models import Message


@dataclass(frozen=True)
class ReadyMessage:
    """A message as it goes through the door: its address, and what Apprise does not carry.

    `looked_at` is when it was last asked whether it is still to be said, and in which words;
    `any_hour` says that it may leave outside office hours too.
    """

    message_id: int
    channel: str
    url: str
    title: str
    body: str
    envelope: Envelope
    looked_at: datetime
    any_hour: bool


def ready_message(context: Context, key: bytes, message: Message, address: str) -> ReadyMessage:
    """The message with its tokens made by `key`; they live only here and on the wire."""
    assert message.id is not None
    settings = context.settings
    text = substitute(message.text, key, message.key)
    headers = {
        "Date": format_datetime(local(context.now)),
        "List-Id": f"Đôn Đốc <thong-bao.{settings.mail_domain}>",
    }
    if message.address:  # an answer to a mail: no robot answers it, nothing comes back (RFC 3834)
        headers["Auto-Submitted"] = "auto-replied"
    if message.thread_id:
        reference = f"<{message.thread_id}>"
        headers |= {"References": reference, "In-Reply-To": reference}
    html = substitute(message.html, key, message.key)
    envelope = Envelope(
        message_id=message.mime_id,
        text=text,
        html=html or None,
        images=tuple(
            InlineImage(one.content_id, one.name, one.png)
            for one in qr_pictures(html, settings.base_url)
        ),
        headers=headers,
        reply_to=_reply_to(settings, key, message),
        sender=_sender(settings, key, message),
        ics=message.ics or None,
        ics_name="han-bao-cao.ics",
    )
    url = address_url(settings, message.channel, address)
    return ReadyMessage(
        message_id=message.id,
        channel=message.channel,
        url=url,
        title=message.subject,
        body=text,
        envelope=envelope,
        looked_at=context.now,
        any_hour=message.any_hour,
    )


def _reply_to(settings: Settings, key: bytes, message: Message) -> str | None:
    """Our address, with the message's code in it where answers to it are read."""
    if not settings.reply_address or message.account_id is not None:
        return settings.reply_to or None
    name, address = parseaddr(settings.reply_to)
    return formataddr((name, address_for(address, key, message, Use.REPLY)))


def _sender(settings: Settings, key: bytes, message: Message) -> str | None:
    """Where a server reports what it could not deliver; the code says which message it was."""
    if message.address:
        return ""
    if not settings.bounce_address or message.contact_id is None:
        return None
    return address_for(settings.bounce_address, key, message, Use.BOUNCE)


def address_url(settings: Settings, channel: str, address: str) -> str:
    """The Apprise address of one recipient."""
    ours = channel_of(channel)
    write = ours.url if ours else as_written
    return write(settings, channel, address)


def may_receive(settings: Settings, address: str) -> bool:
    """In trial mode only listed addresses get anything; the demo's own inbox always does."""
    return settings.demo or not settings.trial or address.lower() in settings.trial_allow
