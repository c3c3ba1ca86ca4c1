"""What a mail server's refusal is about: one reader for replies and for bounce reports.

The first digit says whether it lasts; whom it concerns stands in the enhanced code (RFC 3463 and
its registry), and where a server gives none, in its words. Words only ever speak for the contact:
what is said of a sender, a relay or a blocklist is not about the address, whatever the code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dondoc.delivery.envelope import Outcome, OutcomeKind
from models.kinds import About

_STATUS = re.compile(r"\s*(?:\d{3}[ -])?([245])\.(\d{1,3})\.(\d{1,3})(?![.\d])")
_STATUS_LATER = re.compile(r"#([245])\.(\d{1,3})\.(\d{1,3})(?![.\d])")  # as qmail writes it

_OF_SUBJECT = {
    1: About.LETTER,
    2: About.MAILBOX,
    3: About.WAY,
    4: About.WAY,
    5: About.US,  # the protocol: what our side said was not understood
    6: About.LETTER,
    7: About.US,
}
"""By the second number; what is in none of them is the letter's."""

_OF_DETAIL = {
    **dict.fromkeys([(1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1)], About.ADDRESS),
    **dict.fromkeys([(1, 7), (1, 8)], About.US),  # the sender's address
    (1, 9): About.WAY,
    **dict.fromkeys([(2, 3), (3, 3), (3, 4), (7, 16)], About.LETTER),  # its size, what it needs
}

_OF_BARE_CODE = {
    **dict.fromkeys([450, 452], About.MAILBOX),
    **dict.fromkeys([421, 451, 521, 556], About.WAY),
    **dict.fromkeys([454, 500, 501, 502, 503, 504, 530, 534, 535, 538, 555], About.US),
}
_OF_A_RECIPIENT = (550, 551, 553)

_ACCOUNT = re.compile(
    r"(?:daily|hourly|sending|outgoing|outbound|submission) ?(?:user |message |mail |sending ){0,3}"
    r"(?:limit|quota|rate)|limit for message recipients|(?:messages|mails|emails) per (?:day|hour)"
    r"|auth(?:entication|orization)? (?:is )?required|must (?:first )?(?:authenticate|log ?in)"
    r"|not authenticated|authenticate first"
)
"""The account's own limit, or its login: no letter to anybody would pass."""

_SENDER = re.compile(
    r"relay(?:ing)? (?:access |is )?(?:denied|not|prohibited|refused)"
    r"|(?:unable|not (?:permitted|allowed)|cannot|do not|don't) (?:to )?relay"
    r"|sender (?:address )?(?:rejected|denied|verif|not|is not|refused|blocked|unknown)"
    r"|blocked using|black ?list|block ?list|\bd?rbl\b|dnsbl|spamhaus|spamcop|reputation"
    r"|client host|helo command|reverse dns|\bptr\b|gr[ea]y ?list|dmarc|\bspf\b|dkim"
    r"|too many (?:messages|mails|emails|connections)"
)
"""Who we are, not whom we write to."""

_CONTENT = re.compile(r"spam|virus|malware|phish|content|attachment|unsolicited|junk")
_FULL = re.compile(r"full|quota|storage|dung lượng|đầy")
_PASSING = re.compile(r"\brate\b|temporar|full|quota|too many")
"""Of a mailbox that is shut (5.2.1): it opens again."""

_LONGEST = 1000
"""Letters of a server's words that are looked at: a reply of RFC 5321 has half of them."""


@dataclass(frozen=True)
class Refusal:
    """`account`: no letter of this account would pass now."""

    about: About
    account: bool = False


def read_refusal(code: int | None, words: str, *, at_recipient: bool = False) -> Refusal:
    """What a reply of these words is about; `at_recipient`: it answered RCPT."""
    said = _without_addresses(words)
    status = _status(words)
    subject = status[1] if status else 0
    if subject != 2 and _ACCOUNT.search(said):
        return Refusal(About.US, account=True)
    if subject != 2 and _SENDER.search(said):
        return Refusal(About.US)
    if status and subject:
        return Refusal(_of_status(status, said))
    return _of_bare(code or 0, said, at_recipient=at_recipient)


def about_report(status: str, words: str) -> About:
    """What a delivery report is about: about the address only where nothing in it says otherwise.

    `status` is its field, `words` the server's own, which may have another code.
    """
    field, own = _status(status), _status(words)
    from_field = _of_status(field, _without_addresses(words)) if field and field[1] else None
    code = re.match(r"\s*(\d{3})\b", words)
    plain = read_refusal(int(code[1]) if code else None, words)
    says = (own is not None and own[1] > 0) or plain.about is not About.LETTER
    said = plain.about if says else None
    if said is None:
        return from_field or About.LETTER
    if from_field is None or from_field is About.ADDRESS:
        return said
    return from_field


def judge(outcome: Outcome, *, at_recipient: bool = True) -> Outcome:
    """The outcome with what a refusal is about, once; an account's limit is the channel's."""
    if outcome.kind is not OutcomeKind.REFUSED or outcome.about is not None:
        return outcome
    found = read_refusal(outcome.code, outcome.words, at_recipient=at_recipient)
    kind = OutcomeKind.CHANNEL if found.account else OutcomeKind.REFUSED
    return replace(outcome, kind=kind, about=found.about)


def _without_addresses(words: str) -> str:
    """In small letters; «spam-content@…» is somebody's name, and no word of the server's."""
    return " ".join(word for word in words[:_LONGEST].lower().split() if "@" not in word)


def _status(words: str) -> tuple[int, int, int] | None:
    found = _STATUS.match(words) or _STATUS_LATER.search(words)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _of_status(status: tuple[int, int, int], said: str) -> About:
    lasts, subject, detail = status
    about = _OF_DETAIL.get((subject, detail), _OF_SUBJECT.get(subject, About.LETTER))
    if about in (About.US, About.ADDRESS) and _CONTENT.search(said):
        return About.LETTER
    shut = (subject, detail) == (2, 1)
    if about is About.ADDRESS and (lasts != 5 or (shut and _PASSING.search(said))):
        return About.MAILBOX
    return about


def _of_bare(code: int, said: str, *, at_recipient: bool) -> Refusal:
    if code in _OF_BARE_CODE:
        return Refusal(_OF_BARE_CODE[code])
    if code // 10 == 57:  # «571»: X.7.1 written together
        return Refusal(About.US)
    if _CONTENT.search(said):
        return Refusal(About.LETTER)
    if code == 552:  # RFC 5321 §4.2.3: «exceeded storage allocation», of the mailbox or the server
        return Refusal(About.MAILBOX if at_recipient or _FULL.search(said) else About.LETTER)
    if code in _OF_A_RECIPIENT and at_recipient:
        return Refusal(About.RECIPIENT)
    return Refusal(About.LETTER)
