"""Letters about a contact itself: it was named by its unit, what was decided, a fresh link."""

from __future__ import annotations

from datetime import date

from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.messages.letter_paper import own_words
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import tiny_day
from models import ContactRequest


def render_named_contact(
    *, on: date, to_name: str, person: str, watcher: str, polite: bool, link: str
) -> Rendered:
    """Asks who was named by a unit to confirm the address; nothing waits for it yet."""
    day = tiny_day(on)
    facts = {"day": day, "to": to_name, "person": person, "by": watcher, "polite": polite}
    return own_words("named_contact", facts, link=link, closing=_closing(watcher, polite=polite))


def render_contact_ruled(
    request: ContactRequest, *, to_name: str, watcher: str, polite: bool
) -> Rendered:
    """To who asked about a unit's contacts: what was decided, and why. It carries no link."""
    day = tiny_day(local_date(request.asked_at))
    facts = {"day": day, "to": to_name, "by": watcher, "request": request, "polite": polite}
    return own_words("contact_ruled", facts, link="", closing=_closing(watcher, polite=polite))


def render_new_link(*, on: date, to_name: str, watcher: str, polite: bool, link: str) -> Rendered:
    """The fresh link that somebody asked for on the page of a dead one, that day."""
    facts = {"day": tiny_day(on), "to": to_name, "by": watcher, "polite": polite}
    return own_words("new_link", facts, link=link, closing=_closing(watcher, polite=polite))


def _closing(watcher: str, *, polite: bool) -> str:
    return phrases("say").signature(watcher, polite=polite) if watcher else phrases("say").machine()
