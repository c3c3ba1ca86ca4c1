"""Who may act for a conference: the body that holds it."""

from __future__ import annotations

from datetime import datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.conference.find_conference import RSVP_DUTY, conference_duty
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from models import Account


def organiser(rulebook: Rulebook, account: Account, *, now: datetime) -> Actor:
    """Who acts, as the audit names them. Raises Refused, saying who may."""
    registry, today = rulebook.registry, local_date(now)
    about = access.about_duty(registry, conference_duty(registry, RSVP_DUTY), today)
    access.require(access.who(account, registry, today), access.Act.CONFERENCE, about)
    return Actor.account(account.id)
