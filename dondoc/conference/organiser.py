"""Whose conference it is: the body that holds it, and what its people may do with it."""

from __future__ import annotations

from datetime import date, datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.ledger.actors import Actor
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from models import Account

HOLDING = "III.1.2.c2"
"""The duty to hold it: who owes it invites, and sits at the desk."""


def organiser(rulebook: Rulebook, on: date) -> Unit:
    """The body that holds the conference. Raises NotInPlan where it falls on nobody that day."""
    registry = rulebook.registry
    return registry.responsible_unit(registry.plan.duty(HOLDING), on)


def about_conference(rulebook: Rulebook, on: date) -> access.Matter:
    """A conference is its body's, whatever duties an officer of it is in charge of."""
    return access.Matter((organiser(rulebook, on),))


def require_organiser(
    rulebook: Rulebook, account: Account, act: access.Act, *, now: datetime
) -> Actor:
    """Who acts, as the ledger names them. Raises Refused, saying who may, for anybody else."""
    today = local_date(now)
    who = access.who(account, rulebook.registry, today)
    access.require(who, act, about_conference(rulebook, today))
    return Actor.account(account.id)
