"""Our `mailto://` and `mailtos://`: Apprise's address, our letter, a kept connection.

Apprise's own plugin builds an SSL context and a connection for each message, appends a second
Message-ID, drops the address from a link's text part, mails the sender when nobody is named,
and tells a refusal from a busy server only in its debug log.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.header import decode_header, make_header
from typing import Any

from apprise.common import NotifyFormat, OverflowMode
from apprise.plugins.email import NotifyEmail

from dondoc import clock
from dondoc.delivery.channels.smtp.knock import Knock, knock
from dondoc.delivery.channels.smtp.mime import NamedAddress, build
from dondoc.delivery.channels.smtp.pool import POOL, Security, SmtpAccount
from dondoc.delivery.channels.smtp.transaction import SENDER_WRONG, SmtpLetter, deliver
from dondoc.delivery.envelope import Envelope, Outcome, OutcomeKind, current_envelope
from dondoc.limits import DOT_SECONDS
from dondoc.problems import Problem, Refused

SENDER_NAME = "Đôn Đốc"
_DEFAULT_TIMEOUT = 15.0  # seconds for each socket operation, as in Apprise
_Stock: Any = NotifyEmail  # its annotations are partial and differ between versions


class PooledEmail(_Stock):  # type: ignore[misc] # see `_Stock`
    """Sends the current envelope to exactly one recipient and writes its outcome there."""

    request_rate_per_sec = 0  # the stock 5.5 s a message is for chat services
    keeps_time = True  # it cuts the line itself when a letter's time is over
    notify_format = NotifyFormat.TEXT  # the envelope has its own HTML: nothing to convert

    def __init__(self, targets: Any = None, dot_seconds: Any = "", **parsed: Any) -> None:
        super().__init__(targets=targets, **parsed)
        self.dot_seconds = _seconds(dot_seconds)
        if not targets:  # stock names the sender here, and reports success
            self.targets: list[tuple[Any, str]] = []
        self.overflow_mode = OverflowMode.UPSTREAM  # ?overflow=split would send several letters
        wanted = _not_carried(self)
        if wanted:
            raise Refused(Problem("Địa chỉ máy chủ thư", "", wanted))

    @staticmethod
    def parse_url(url: str) -> dict[str, Any] | None:
        """Apprise's address, and `dot`: the seconds for the answer to a whole letter."""
        parsed: dict[str, Any] | None = _Stock.parse_url(url)
        if parsed is not None:
            parsed["dot_seconds"] = parsed.get("qsd", {}).get("dot", "")
        return parsed

    def send(self, body: str, title: str = "", **rest: Any) -> bool:
        """Whether the server took it; the details are in the envelope's outcome."""
        envelope = current_envelope.get()
        if envelope is None:  # another program part that uses Apprise as it is, not our door
            return bool(self.targets and super().send(body=body, title=title, **rest))
        envelope.outcome = self._try_once(envelope, title)
        return envelope.outcome.kind is OutcomeKind.SENT

    def _try_once(self, envelope: Envelope, subject: str) -> Outcome:
        if len(self.targets) != 1:
            words = "Mỗi thư gửi tới đúng một địa chỉ: hãy ghi một địa chỉ thư, ví dụ a@b.gov.vn"
            return Outcome(OutcomeKind.REFUSED, None, words)
        recipient = NamedAddress(self.targets[0][0] or "", self.targets[0][1])
        try:
            data = build(
                self._with_reply_to(envelope),
                subject=subject,
                sender=self._sender(),
                recipient=recipient,
                now=clock.now(),
                extra=self.headers,
            )
            own = SmtpLetter(self.from_addr[1], recipient.address, data)
            wanted = own if envelope.sender is None else replace(own, sender=envelope.sender)
            outcome = deliver(self._account(), wanted, pool=POOL)
            refused = outcome.kind is OutcomeKind.CHANNEL and outcome.code in SENDER_WRONG
            if refused and wanted != own:  # a server that takes no sender but the account's own
                return deliver(self._account(), own, pool=POOL)
            return outcome
        except ValueError as error:  # retrying may help after a correction; nobody is flagged
            return Outcome(OutcomeKind.DEFERRED, None, f"Không dựng được thư: {error}")

    def knock(self, sender: str = "") -> Knock:
        """Go as far as the sender's name, on a line of its own; nothing is sent.

        `sender` is the envelope's, where it is not the account's own.
        """
        return knock(self._account(), [one for one in (sender, self.from_addr[1]) if one])

    def _sender(self) -> NamedAddress:
        name, address = self.from_addr
        if not name or name == self.app_id:
            return NamedAddress(SENDER_NAME, address)
        # Apprise has already encoded the name of ?name=, but not the one of ?from=
        return NamedAddress(str(make_header(decode_header(name))), address)

    def _with_reply_to(self, envelope: Envelope) -> Envelope:
        if envelope.reply_to or not self.reply_to:
            return envelope
        fallback = ", ".join(sorted(self.reply_to))
        return Envelope(**{**vars(envelope), "reply_to": fallback})

    def _account(self) -> SmtpAccount:
        timeout = float(self.socket_connect_timeout)
        return SmtpAccount(
            host=str(self.smtp_host).strip("[]"),
            port=int(self.port),
            user=self.user or "",
            password=self.password or "",
            security=Security(self.secure_mode),
            verify=bool(self.verify_certificate),
            timeout=timeout if timeout > 0 else _DEFAULT_TIMEOUT,
            dot_seconds=self.dot_seconds,
        )


def _seconds(said: Any) -> float:
    """Never longer than a lease has room for. Raises Refused for what is no number of seconds."""
    if not said:
        return DOT_SECONDS
    if not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", str(said)) or not 0 < float(said) <= DOT_SECONDS:
        wanted = f"hãy ghi số giây từ 1 đến {DOT_SECONDS:.0f}, như dot=300"
        raise Refused(Problem("dot", str(said), wanted, "Địa chỉ máy chủ thư"))
    return float(said)


def _not_carried(plugin: Any) -> str:
    """What an address asks for and we would drop in silence; empty if nothing."""
    if plugin.cc or plugin.bcc:
        return "không dùng cc hoặc bcc; mỗi địa chỉ nhận một thư riêng"
    if getattr(plugin, "pgp_mode", "no") not in ("no", "none"):
        return "không gửi được thư mã hóa PGP; hãy bỏ pgp và wkd"
    return ""
