"""How far a mail server lets us in, said up to the sender and taken back: no letter leaves."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.delivery.channels.smtp.faults import at_the_door, plain
from dondoc.delivery.channels.smtp.pool import POOL, Connection, SmtpAccount
from dondoc.delivery.channels.smtp.transaction import SENDER_WRONG
from dondoc.limits import KNOCK_SECONDS


class KnockStep(StrEnum):
    """Where it ended."""

    REACH = "reach"  # no server, or it hung up
    PROTECT = "protect"  # STARTTLS or the certificate
    LOG_IN = "log_in"
    SENDER = "sender"  # MAIL FROM
    DONE = "done"


@dataclass(frozen=True)
class Knock:
    """`words` are the server's or the library's, and hold no password."""

    place: str
    step: KnockStep
    words: str = ""


def knock(account: SmtpAccount, senders: Sequence[str], *, seconds: float = KNOCK_SECONDS) -> Knock:
    """EHLO, STARTTLS, AUTH, then MAIL FROM and RSET for the first sender that is taken.

    Of several senders the later stand in for one that the server does not take, as with a letter.
    """
    place = f"{account.host}:{account.port}"
    try:
        # a new line: one that is open would show a password that was changed since as right
        line = POOL.connect(account, until=time.monotonic() + seconds)
    except (OSError, ValueError) as fault:
        return Knock(place, _step(fault), _words(fault, account))
    try:
        return _name_sender(line, account, place, senders)
    except OSError as fault:
        return Knock(place, KnockStep.REACH, plain(str(fault), account))
    finally:
        line.hang_up()


def _name_sender(
    line: Connection, account: SmtpAccount, place: str, senders: Sequence[str]
) -> Knock:
    code, words = 0, b""
    for sender in senders:
        code, words = line.smtp.mail(sender)
        if code == 250:
            with contextlib.suppress(OSError):
                line.smtp.rset()
            return Knock(place, KnockStep.DONE)
        if code not in SENDER_WRONG:
            break
    return Knock(place, KnockStep.SENDER, f"{code} {plain(words, account)}")


def _words(fault: Exception, account: SmtpAccount) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {plain(fault.smtp_error, account)}"
    if isinstance(fault, ValueError):  # its own words may quote a letter of the password
        return at_the_door(fault, account).words
    return plain(str(fault) or type(fault).__name__, account)


def _step(fault: Exception) -> KnockStep:
    passing = ssl.SSLEOFError | ssl.SSLZeroReturnError
    if isinstance(fault, ssl.SSLError) and not isinstance(fault, passing):
        return KnockStep.PROTECT
    if isinstance(fault, smtplib.SMTPConnectError | smtplib.SMTPServerDisconnected):
        return KnockStep.REACH
    if isinstance(fault, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(fault):
        return KnockStep.PROTECT
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return KnockStep.LOG_IN
    if isinstance(fault, smtplib.SMTPResponseException):  # the answer to STARTTLS
        return KnockStep.PROTECT
    if isinstance(fault, smtplib.SMTPException | ValueError):
        return KnockStep.LOG_IN  # no way to sign in is offered, or the name cannot be said
    return KnockStep.REACH
