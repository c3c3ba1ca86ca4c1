"""Letters that no notice is behind: to an account, or to a sender whose answer was not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dondoc.calendar.date_words import local_date
from dondoc.messages.environment import phrases
from dondoc.messages.letter_paper import own_words
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import ABOVE, tiny_day


def render_sign_in(*, name: str, link: str, expires_at: datetime) -> Rendered:
    """The one-time link with which an account signs in; `expires_at` is an aware instant."""
    return _by_machine("sign_in", {"to": name, "expires_at": expires_at}, link)


def render_asked_act(
    *, name: str, act: str, typed: Sequence[tuple[str, str]], link: str, expires_at: datetime
) -> Rendered:
    """Asks an account whether this is its own wish; `typed` are labels and values."""
    facts = {"to": name, "act": act, "typed": typed, "expires_at": expires_at}
    return _by_machine("asked_act", facts, link)


def render_trial(*, name: str, sender: str, at: datetime, link: str) -> Rendered:
    """Tries whether letters arrive: it asks nothing, and says who sent it."""
    return _by_machine("trial_letter", {"to": name, "sender": sender, "at": at}, link)


def render_alarm(
    *, name: str, run: str, state: str, words: str, link: str, seen_at: datetime
) -> Rendered:
    """To an administrator: a run that failed, crashed or did not start; `state` is Prefect's."""
    facts = {"to": name, "run": run, "state": state, "words": words, "seen_at": seen_at}
    return _by_machine("alarm", facts, link)


def render_missing(
    *, to: str, received_at: datetime, says: str, link: str, known: bool, one: bool
) -> Rendered:
    """To the sender of what could not be recorded: why, and how to add what is missing.

    `known`: a registered contact; `one`: it is clear which assignment the letter was about.
    """
    facts = {"to": to, "received_at": received_at, "complaint": says, "known": known, "one": one}
    facts["received"] = tiny_day(local_date(received_at))
    return _by_machine("missing", facts, link, above=ABOVE)


def admit_repeat(text: str) -> str:
    """A text or HTML part without items (sign-in, alarm, answer) that says it may come twice.

    It is said above the line that ends such a letter; said once, however often it is asked.
    """
    signed, admits = phrases("say").machine(), phrases("say").duplicate()
    if admits in text:
        return text
    above = f"{admits}<br>" if text.startswith("<!doctype") else admits
    return f"{above}\n{signed}".join(text.rsplit(signed, 1))


def _by_machine(template: str, facts: dict[str, Any], link: str, *, above: str = "") -> Rendered:
    return own_words(template, facts, link=link, closing=phrases("say").machine(), above=above)
