"""Asking what an officer typed."""

from __future__ import annotations

from datetime import datetime

from dondoc.access import MACHINE, Act, about_duty, require
from dondoc.clock import local_date
from dondoc.demands.demand import OpenedDemand, check_demand, open_checked
from dondoc.demands.demand_form import Demand
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from dondoc.problems import Refused
from models.database import transaction
from tasks.dondoc_task import dondoc_task

BY = Actor.flow("demand_report")


@dondoc_task("Giao việc báo cáo đột xuất")
def enter_demand(demand: Demand, now: datetime) -> OpenedDemand | tuple[str, ...]:
    """What now stands in the ledger, or why nothing does: one sentence for each wrong field.

    A refusal is an answer to the officer, no fault of the machine. The same demand is kept once.
    """
    here = load_installation()
    try:
        checked = check_demand(here.rulebook, demand, now=now)
        about = about_duty(here.rulebook.registry, checked.duty, local_date(now))
        require(MACHINE, Act.DEMAND, about)
        with transaction(here.engine) as session:
            return open_checked(session, here.rulebook, checked, by=BY, now=now)
    except Refused as refused:
        return tuple(problem.sentence() for problem in refused.problems)
