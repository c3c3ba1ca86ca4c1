"""The one way into an IMAP mailbox: no password ever goes over a line that is not encrypted.

Used to read what came (`imap_source`) and to look up what left (the archive).
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError

from dondoc.mailbox.mailbox_address import ImapAddress, Protection

_NO_STARTTLS = (
    "máy chủ không cho mã hóa đường truyền (STARTTLS) nên không đưa mật khẩu; hãy dùng imaps://,"
    " hoặc bật TLS ở máy chủ"
)


class MailboxRefused(Exception):
    """Not let in, or not to be told the password: why, in Vietnamese, and never that password."""


@contextmanager
def logged_in(
    where: ImapAddress, *, timeout: float, readonly: bool = False
) -> Iterator[BaseMailBox]:
    """The folder, open; `timeout` is in seconds, for each socket operation.

    Raises MailboxRefused where the server takes neither us nor a command, OSError where the line
    cannot be made, is not to be trusted, or breaks.
    """
    box: BaseMailBox | None = None
    try:
        box = _connect(where, timeout)
        _protect(box, where)
        login = box.login if f"{where.user}{where.password}".isascii() else box.login_utf8
        login(where.user, where.password, initial_folder=None)
        box.folder.set(where.folder, readonly=readonly)
        yield box
    except MailboxLoginError:
        raise MailboxRefused("máy chủ không nhận tài khoản hoặc mật khẩu") from None
    except (ImapToolsError, imaplib.IMAP4.error) as fault:
        raise MailboxRefused(f"máy chủ trả lời lạ: {type(fault).__name__}") from None
    finally:
        if box is not None:
            _hang_up(box)


def _connect(where: ImapAddress, timeout: float) -> BaseMailBox:
    if where.line is Protection.TLS:
        # without a context of ours imaplib checks no certificate
        context = ssl.create_default_context()
        return MailBox(where.host, where.port, timeout=timeout, ssl_context=context)
    return MailBoxUnencrypted(where.host, where.port, timeout=timeout)


def _protect(box: BaseMailBox, where: ImapAddress) -> None:
    """Encrypt a line that is not yet, before anything secret is said on it."""
    if where.line is not Protection.STARTTLS:
        return
    if "STARTTLS" not in box.client.capabilities:
        raise MailboxRefused(_NO_STARTTLS)
    box.client.starttls(ssl.create_default_context())


def _hang_up(box: BaseMailBox) -> None:
    for end in (box.logout, box.client.shutdown):  # a broken line is not closed by the first
        with suppress(OSError, ImapToolsError, imaplib.IMAP4.error):
            end()
