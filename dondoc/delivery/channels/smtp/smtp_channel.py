"""E-mail: the settings' mail server carries it, the settings' mailbox brings the answers."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dondoc.contacts.address import EMAIL
from dondoc.delivery.channels.contract import ChannelContract, Plugin
from dondoc.mailbox.folder_source import FolderSource
from dondoc.mailbox.mail_source import Source
from dondoc.mailbox.mailbox_address import ImapAddress, read_where
from dondoc.settings import Settings
from dondoc.text import is_mail_address

SCHEMES = ("mailto", "mailtos")
"""What Apprise calls it; a contact's `channel` is `email`."""

_AS_EMAIL = "thư điện tử thì ghi kênh là email, địa chỉ như ten@tuyenquang.gov.vn"


def refusal(_scheme: str, address: str) -> str:
    if "://" in address:
        return "là địa chỉ của một dịch vụ nhắn tin; hãy ghi tên dịch vụ ở cột kênh"
    if address.count("@") > 1:
        return "mỗi dòng chỉ một địa chỉ; hãy tách thành nhiều dòng"
    if not is_mail_address(address):
        return "không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn"
    return ""


def addressed(url: str, recipient: str) -> str:
    """The mail server's address with this one recipient: «mailto://máy-chủ?…&to=a%40b.gov.vn»."""
    return f"{url}{'&' if '?' in url else '?'}to={quote(recipient, safe='')}"


def open_mailbox(settings: Settings) -> Source | None:
    """Where answers by mail are read; None where none are."""
    text = settings.incoming_url.get_secret_value()
    if not text:
        return None
    where = read_where(text)
    if isinstance(where, ImapAddress):
        from dondoc.mailbox.imap_source import ImapSource  # noqa: PLC0415 - few read by IMAP

        return ImapSource(where, settings.incoming_from_on)
    return FolderSource(where, settings.incoming_from_on)


def _url(settings: Settings, _scheme: str, address: str) -> str:
    return addressed(settings.smtp_url.get_secret_value(), address)


def _plugins() -> Sequence[Plugin]:
    from dondoc.delivery.channels.smtp.plugin import PooledEmail  # noqa: PLC0415 - loads Apprise

    return (Plugin(PooledEmail, SCHEMES),)


def _hang_up() -> None:
    from dondoc.delivery.channels.smtp.pool import close_all  # noqa: PLC0415 - see above

    close_all()


MAIL = ChannelContract(
    schemes=(EMAIL,),
    refusal=refusal,
    plugins=_plugins,
    url=_url,
    hang_up=_hang_up,
    answers=open_mailbox,
    misnamed=dict.fromkeys(SCHEMES, _AS_EMAIL),
)
