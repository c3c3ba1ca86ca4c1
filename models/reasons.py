"""Why a notice or a message stands as it does: closed lists, each said in words in one place.

The sentences are in `dondoc/messages/reason_words.py`; what is in a server's or a person's own
words stands beside the reason, in a column of its own.
"""

from __future__ import annotations

from enum import StrEnum


class CancelReason(StrEnum):
    """Why a notice is not sent any more."""

    ANSWERED = "answered"  # the unit answered first
    NOT_WANTED = "not_wanted"  # waived, or asked by mistake, before it left
    DATE_MOVED = "date_moved"
    DUE_PASSED = "due_passed"  # a reminder, and its date is past
    THRESHOLD_MET = "threshold_met"  # nobody is below it any more
    CONTACT_FOUND = "contact_found"  # a unit told of as contactless has a contact
    NEWER = "newer"  # a newer rung speaks about the same
    UNVERIFIED = "unverified"  # the next contact was told: this address is not proven
    NEXT_CONTACT = "next_contact"  # the next contact was told: this one cannot be
    CONTACT_ENDED = "contact_ended"  # set aside after the message was made
    ALREADY_TOLD = "already_told"  # a corrected address had the notice already
    WITHDRAWN = "withdrawn"  # by an officer, whose words stand beside
    OTHER_DAY = "other_day"  # an inspection was appointed anew
    AS_WRITTEN = "as_written"  # the sentence itself, of a version before these reasons


class MessageReason(StrEnum):
    """Why a message waits, is held, or was given up."""

    MINUTE_FULL = "minute_full"  # the account's rate; beside it how many letters that is
    DAY_FULL = "day_full"
    TRIAL = "trial"  # trial mode does not list the address
    RESTORED = "restored"  # it may have left before the ledger was put back from a copy
    TRIAL_TOO_LONG = "trial_too_long"
    REFUSED = "refused"  # beside it the server's words
    IN_QUESTION = "in_question"  # just refused: whose fault it is shows with the others
    LETTER_REFUSED = "letter_refused"  # this letter, not its contact; beside it the server's words
    SENT_ANEW = "sent_anew"  # by an officer; beside it the new message's number
    DEFERRED_TOO_LONG = "deferred_too_long"  # beside it the server's words
    UNKNOWN_AGAIN = "unknown_again"  # its repeat ended unknown too; beside it what was seen
    NOTHING_TO_SAY = "nothing_to_say"  # every notice in it was cancelled
    NOTHING_WAITS = "nothing_waits"  # a question whose contact nothing waits for any more
    VERIFIED = "verified"  # a question that was answered otherwise
    CONTACT_UNUSED = "contact_unused"  # a question to a contact that is out of use
    CONTACT_ENDED = "contact_ended"  # set aside after the message was made; beside it why
    CORRECTED = "corrected"  # beside it the address that took this one's place
    WITHDRAWN = "withdrawn"  # by an officer, whose words stand beside
    AS_WRITTEN = "as_written"  # the sentence itself, of a version before these reasons


OF_REFUSAL = (MessageReason.IN_QUESTION, MessageReason.LETTER_REFUSED)
"""What is held because a server refused it, not because of trial mode."""

NOT_BY_TRIAL = (*OF_REFUSAL, MessageReason.RESTORED)
"""What is held and is not let go because trial mode ends."""

ROOM_REASONS = (MessageReason.MINUTE_FULL, MessageReason.DAY_FULL)
"""What waits for the mail account's rate or cap."""


class MessagePurpose(StrEnum):
    """What a message is for."""

    DIGEST = "digest"  # what was due for a contact in a window
    AT_ONCE = "at_once"  # one immediate notice
    CATCH_UP = "catch_up"  # what waited until its contact confirmed the address
    VERIFICATION = "verification"  # asks a contact to confirm its address
    RESENT = "resent"  # an earlier message once more, because an officer asked
    ASK_BACK = "ask_back"  # answers a mail that could not be understood
    SIGN_IN = "sign_in"
    CONTACT_RULED = "contact_ruled"  # tells who asked what was decided about a unit's contacts
    NEW_LINK = "new_link"  # a fresh link, asked for on the page of a dead one
    ASKED_ACT = "asked_act"  # is this yours? what was asked in the account's name
    ALARM = "alarm"  # a run failed
    TRIAL = "trial"  # an administrator tries whether letters arrive
    MORNING = "morning"  # once a working day: what waits for an officer
    TO_DECIDE = "to_decide"  # the same of one thing, at once: its date is near
