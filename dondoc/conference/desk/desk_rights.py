"""Who sits at the desk: whoever is an officer of the body that holds the conference.

Delegates' names and telephones are seen there, and by no administrator of another body.
"""

from __future__ import annotations

from datetime import date, datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.conference.find_conference import HOLD_DUTY, conference_duty
from dondoc.ledger.actors import Actor
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from models import Account


def inviting_body(rulebook: Rulebook, on: date) -> Unit:
    """The body that holds it. Raises NotInPlan where that is nobody on that day."""
    registry = rulebook.registry
    return registry.responsible_unit(conference_duty(registry, HOLD_DUTY), on)


def about_delegates(rulebook: Rulebook, on: date) -> access.Matter:
    """The matter of its delegates: its body's, whatever duties an officer of it is in charge of."""
    return access.Matter((inviting_body(rulebook, on),))


def why_no_desk(rulebook: Rulebook, account: Account, *, now: datetime) -> str:
    """Why this account sees no delegates, with who does; empty where it does."""
    today = local_date(now)
    who = access.who(account, rulebook.registry, today)
    return access.why_not(who, access.Act.DELEGATES, about_delegates(rulebook, today))


def desk_officer(rulebook: Rulebook, account: Account, *, now: datetime) -> Actor:
    """Who acts, as the ledger names them. Raises Refused, saying who may, for anybody else."""
    today = local_date(now)
    who = access.who(account, rulebook.registry, today)
    access.require(who, access.Act.DELEGATES, about_delegates(rulebook, today))
    return Actor.account(account.id)
