"""Planning notices: rows under their unique key. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col

from dondoc.clock import local_date
from dondoc.ledger.installation import load_installation
from dondoc.ledger.plan_gaps import plan_gaps, stopped_words
from dondoc.notices.in_portions import plan_in_portions
from dondoc.reporting.day_words import Planning, planned_today
from models import Round
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Lập thông báo đến hạn")
def plan_due_notices(duties: Sequence[str], now: datetime, *, after_due: bool) -> Planning:
    """Plan what these duties have to say by `now`; `after_due` lets the chasing rungs through.

    A chasing run also tells of the units that never had a contact, of every duty, and of open work
    that an edit of the plan left behind.
    """
    here, of_duties = load_installation(), col(Round.duty).in_(duties)
    with transaction(here.engine, write=False) as session:
        before = planned_today(session, duties, now)
    new = plan_in_portions(here.engine, here.rulebook, of_duties, now=now, after_due=after_due)
    if not after_due:
        return Planning(new, before)
    with transaction(here.engine, write=False) as session:
        gaps = plan_gaps(session, here.rulebook.registry, local_date(now))
    return Planning(new, before, stopped_words(gaps))
