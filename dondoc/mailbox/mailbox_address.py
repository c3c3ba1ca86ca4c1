"""Where mail is read: an IMAP mailbox or a folder of `.eml` files, as a setting writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_EXAMPLE = "hãy ghi như imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX, hoặc đường dẫn một thư mục"
_ELSEWHERE = (
    "mode=insecure đưa mật khẩu không mã hóa, chỉ dùng được với máy chủ trên chính máy này"
    " (127.0.0.1, ::1 hoặc localhost); hãy bỏ nó đi, hoặc dùng imaps://"
)
_PORTS = {"imaps": 993, "imap": 143}


class Protection(StrEnum):
    """How the line to the server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    INSECURE = "insecure"  # a server on the same machine alone


@dataclass(frozen=True)
class ImapAddress:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    line: Protection = Protection.TLS

    @property
    def name(self) -> str:
        """What the ledger knows the mailbox by: everything but the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def read_where(text: str) -> ImapAddress | Path:
    """An IMAP mailbox (`read_imap`), else a folder."""
    return read_imap(text) if "://" in text else Path(text)


def read_imap(text: str, example: str = _EXAMPLE) -> ImapAddress:
    """`imaps://…` (TLS) or `imap://…` (STARTTLS; `?mode=insecure` without, on this machine alone).

    Raises ValueError with a Vietnamese sentence that ends in `example` and holds no password.
    """
    parts = urlsplit(text)
    if parts.scheme not in _PORTS:
        raise ValueError(f"phải bắt đầu bằng imaps:// hoặc imap://; {example}")
    if not (parts.hostname and parts.username and parts.password):
        raise ValueError(f"thiếu tài khoản, mật khẩu hoặc máy chủ; {example}")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("số cổng phải từ 1 đến 65535") from None
    line = _line(parts.scheme, parse_qs(parts.query).get("mode"))
    if line is Protection.INSECURE and not _is_this_machine(parts.hostname):
        raise ValueError(_ELSEWHERE)
    return ImapAddress(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        line=line,
    )


def _line(scheme: str, mode: list[str] | None) -> Protection:
    if scheme == "imaps":
        return Protection.TLS
    return Protection.INSECURE if mode == [Protection.INSECURE] else Protection.STARTTLS


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
