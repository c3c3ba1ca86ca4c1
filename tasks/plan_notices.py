"""Planning notices: rows under their unique key. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col

from dondoc.clock import local_date
from dondoc.ledger.installation import load_installation
from dondoc.ledger.plan_gaps import plan_gaps, stopped_words
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import plan_notices
from dondoc.notices.yearly import tell_continuous
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
    here = load_installation()
    with transaction(here.engine) as session:
        before = planned_today(session, duties, now)
        of_duties = col(Round.duty).in_(duties)
        new = plan_notices(session, here.rulebook, of_duties, now=now, after_due=after_due)
        yearly = tell_continuous(session, here.rulebook, of_duties, now=now)
        if not after_due:
            return Planning(new + yearly, before)
        tell_of_contactless(session, here.rulebook, now=now)
        gaps = plan_gaps(session, here.rulebook.registry, local_date(now))
        return Planning(new + yearly, before, stopped_words(gaps))
