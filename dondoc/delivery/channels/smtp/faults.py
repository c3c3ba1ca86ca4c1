"""Which outcome a reply or a broken line is, in words that hold no password."""

from __future__ import annotations

import base64
import smtplib
import ssl
from dataclasses import replace

from dondoc.delivery.channels.smtp.pool import SmtpAccount
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.refusal import judge
from models.kinds import About

_LOGIN_WANTED = (
    530,
    534,
    535,
    538,
)
"""RFC 4954 §6: whatever the step, it is the account that is wrong."""

_LONGEST = 500


def of_reply(
    code: int,
    words: bytes | str,
    account: SmtpAccount,
    *,
    after_the_dot: bool = False,
    at_recipient: bool = False,
) -> Outcome:
    """The outcome of a final reply; a reply that is no SMTP counts as a lost line."""
    kinds = {2: OutcomeKind.SENT, 4: OutcomeKind.DEFERRED, 5: OutcomeKind.REFUSED}
    kind = OutcomeKind.UNKNOWN if after_the_dot else OutcomeKind.DEFERRED
    # only the last reply takes a letter: a 2xx elsewhere than expected is none of ours
    if after_the_dot or code // 100 != 2:
        kind = kinds.get(code // 100, kind)
    if code in _LOGIN_WANTED:
        kind = OutcomeKind.CHANNEL
    outcome = Outcome(kind, code if code > 0 else None, plain(words, account))
    return judge(outcome, at_recipient=at_recipient)


def at_the_door(fault: Exception, account: SmtpAccount) -> Outcome:
    """Connecting, TLS or login failed: the channel's fault, unless it may pass by itself.

    What passes is about the line alone: no server has seen the letter.
    """
    outcome = _at_the_door(fault, account)
    return replace(outcome, about=About.LINE) if outcome.kind is OutcomeKind.DEFERRED else outcome


def _at_the_door(fault: Exception, account: SmtpAccount) -> Outcome:
    place = f"{account.host}:{account.port}"
    if isinstance(fault, smtplib.SMTPResponseException):
        passing = 400 <= fault.smtp_code < 500
        kind = OutcomeKind.DEFERRED if passing else OutcomeKind.CHANNEL
        code = fault.smtp_code if fault.smtp_code > 0 else None
        return Outcome(kind, code, plain(fault.smtp_error, account))
    if isinstance(fault, smtplib.SMTPServerDisconnected):
        return _deferred(f"Máy chủ thư {place} không chào hoặc ngắt kết nối", fault, account)
    if isinstance(fault, smtplib.SMTPException):  # STARTTLS or AUTH not offered
        return _channel(f"Máy chủ thư {place} không nhận cách bảo mật đã đặt", fault, account)
    if isinstance(fault, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return _deferred(f"Máy chủ thư {place} ngắt kết nối", fault, account)
    if isinstance(fault, ssl.SSLError):
        return _channel(f"Không lập được kết nối bảo mật với {place}", fault, account)
    if isinstance(fault, OSError):
        return _deferred(f"Không kết nối được máy chủ thư {place}", fault, account)
    # a UnicodeError's own words may quote a letter of the password
    words = f"Tên máy chủ, tên đăng nhập hoặc mật khẩu của {place} có chữ không dùng được"
    return Outcome(OutcomeKind.CHANNEL, None, words)


def lost_before(fault: OSError, account: SmtpAccount) -> Outcome:
    """The line broke, or the server closed it (421), before the final dot."""
    if isinstance(fault, smtplib.SMTPResponseException):
        code = fault.smtp_code
        return Outcome(OutcomeKind.DEFERRED, code, plain(fault.smtp_error, account))
    broke = _deferred("Mất kết nối trước khi gửi xong thư", fault, account)
    return replace(broke, about=About.WAY)


def lost_after(fault: OSError, account: SmtpAccount) -> Outcome:
    """The whole letter went out, its reply never came."""
    words = _sentence("Mất kết nối sau khi gửi xong thư, chưa rõ đã nhận hay chưa", fault, account)
    return Outcome(OutcomeKind.UNKNOWN, None, words)


def plain(words: bytes | str, account: SmtpAccount) -> str:
    """A server's words on one line, cut to 500 letters, with the account's secrets blotted out."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    line = " ".join(text.split())
    for secret in _secrets(account):
        line = line.replace(secret, "***")
    return line[:_LONGEST]


def _secrets(account: SmtpAccount) -> list[str]:
    if not account.password:
        return []
    spoken = (account.password, f"\0{account.user}\0{account.password}")
    encoded = [base64.b64encode(secret.encode()).decode() for secret in spoken]
    return sorted((account.password, *encoded), key=len, reverse=True)


def _sentence(what: str, fault: Exception, account: SmtpAccount) -> str:
    return plain(f"{what} ({str(fault) or type(fault).__name__})", account)


def _deferred(what: str, fault: Exception, account: SmtpAccount) -> Outcome:
    return Outcome(OutcomeKind.DEFERRED, None, _sentence(what, fault, account))


def _channel(what: str, fault: Exception, account: SmtpAccount) -> Outcome:
    return Outcome(OutcomeKind.CHANNEL, None, _sentence(what, fault, account))
