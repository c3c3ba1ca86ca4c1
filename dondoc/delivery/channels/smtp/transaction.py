"""One letter handed to a mail server, step by step, so that what failed is known exactly.

`smtplib.sendmail` hides the step; whether the final dot had been sent decides between trying
again freely (`deferred`) and a possible second copy (`unknown`). So MAIL, RCPT and DATA are said
one at a time.
"""

from __future__ import annotations

import re
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dondoc.delivery.channels.smtp.faults import at_the_door, lost_after, lost_before, of_reply
from dondoc.delivery.channels.smtp.mail_line import MailLine
from dondoc.delivery.channels.smtp.pool import Connection, Pool, SmtpAccount
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.limits import LETTER_SECONDS
from models.kinds import About

SENDER_WRONG = (501, 550, 553)  # RFC 5321 §4.3.2: what MAIL may answer about the address itself
_GOODBYE = 421  # RFC 5321 §3.8: the server closes the line, whatever it was asked


@dataclass(frozen=True)
class SmtpLetter:
    """Envelope sender, the one recipient, and the letter as bytes with CRLF line ends."""

    sender: str
    recipient: str
    data: bytes


def deliver(
    account: SmtpAccount, letter: SmtpLetter, *, pool: Pool, seconds: float = LETTER_SECONDS
) -> Outcome:
    """Try once. A kept connection that the server dropped meanwhile is replaced, once, unnoticed.

    Network and server faults become outcomes; ValueError if an address is not ASCII. All of it
    takes no longer than `seconds`, but for the answer to the dot.
    """
    until = time.monotonic() + seconds
    kept = pool.idle(account)
    if kept is not None:
        kept.smtp.until = until
        try:
            return _attempt(account, letter, kept, pool=pool)
        except OSError:
            pass  # lost before the dot: nothing was taken, so a fresh line makes no second copy
    try:
        fresh = pool.connect(account, until=until)
    except (OSError, ValueError) as fault:
        return at_the_door(fault, account)
    try:
        return _attempt(account, letter, fresh, pool=pool)
    except OSError as fault:
        return lost_before(fault, account)


def _attempt(account: SmtpAccount, letter: SmtpLetter, line: Connection, *, pool: Pool) -> Outcome:
    """The outcome; OSError if the line broke, or the server closed it, before the dot."""
    try:
        outcome = _submit(line.smtp, letter, account)
        reusable = outcome.kind is OutcomeKind.SENT or _reset(line.smtp, outcome)
    except BaseException:
        line.hang_up()
        raise
    if reusable:
        pool.give_back(account, line)
    else:
        line.hang_up()
    return outcome


def _submit(smtp: MailLine, letter: SmtpLetter, account: SmtpAccount) -> Outcome:
    wire = _wire(letter.data)
    size = [f"SIZE={len(wire)}"] if smtp.has_extn("size") else []
    steps: list[tuple[Callable[[], tuple[int, bytes]], int]] = [
        (partial(smtp.mail, letter.sender, size), 2),
        (partial(smtp.rcpt, letter.recipient), 2),
        (partial(smtp.docmd, "DATA"), 3),
    ]
    for command, wanted in steps:
        code, words = command()
        if code == _GOODBYE:
            raise smtplib.SMTPResponseException(code, words)
        if code // 100 != wanted:
            refused = of_reply(code, words, account, at_recipient=command is steps[1][0])
            return _sender_refused(refused) if command is steps[0][0] else refused
    # An error while sending means that the last bytes, the dot's, never left this machine.
    smtp.send(wire)
    try:
        code, words = smtp.answer_within(account.dot_seconds)
    except OSError as fault:
        return lost_after(fault, account)
    return of_reply(code, words, account, after_the_dot=True)


def _sender_refused(refused: Outcome) -> Outcome:
    """A refused From is the account's fault; blaming the letter would hold each for an officer."""
    of_us = refused.kind is OutcomeKind.REFUSED and refused.about is About.US
    if refused.code not in SENDER_WRONG and not of_us:
        return refused
    return Outcome(OutcomeKind.CHANNEL, refused.code, refused.words)


def _reset(smtp: smtplib.SMTP, outcome: Outcome) -> bool:
    """After a refusal: whether the connection can carry another letter."""
    if outcome.kind is OutcomeKind.UNKNOWN or outcome.code == _GOODBYE:
        return False
    try:
        code, _ = smtp.rset()
    except OSError:
        return False
    return code == 250


def _wire(data: bytes) -> bytes:
    """With leading dots doubled (RFC 5321 §4.5.2) and the closing dot."""
    closed = data if data.endswith(b"\r\n") else data + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", closed) + b".\r\n"
