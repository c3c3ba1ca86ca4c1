"""Where mail is read: an IMAP mailbox or a folder of `.eml` files, as the setting writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_EXAMPLE = "hãy ghi như imaps://tài-khoản:mật-khẩu@máy-chủ/INBOX, hoặc đường dẫn một thư mục"
_PORTS = {"imaps": 993, "imap": 143}


class Line(StrEnum):
    """How the line to the server is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    INSECURE = "insecure"  # a server on the same machine


@dataclass(frozen=True)
class ImapAddress:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    line: Line = Line.TLS

    @property
    def name(self) -> str:
        """What the ledger knows the mailbox by: everything but the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def read_where(text: str) -> ImapAddress | Path:
    """`imaps://…` (TLS), `imap://…` (STARTTLS; `?mode=insecure` without), else a folder.

    Raises ValueError with a Vietnamese sentence that holds no password.
    """
    if "://" not in text:
        return Path(text)
    parts = urlsplit(text)
    if parts.scheme not in _PORTS:
        raise ValueError(f"phải bắt đầu bằng imaps:// hoặc imap://; {_EXAMPLE}")
    if not (parts.hostname and parts.username and parts.password):
        raise ValueError(f"thiếu tài khoản, mật khẩu hoặc máy chủ; {_EXAMPLE}")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("số cổng phải từ 1 đến 65535") from None
    insecure = parse_qs(parts.query).get("mode") == [Line.INSECURE]
    plain = Line.INSECURE if insecure else Line.STARTTLS
    return ImapAddress(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        line=Line.TLS if parts.scheme == "imaps" else plain,
    )
