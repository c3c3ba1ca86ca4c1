"""May this account have a hand in this paper? The one question of every act on one."""

from __future__ import annotations

from datetime import datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.rulebook import Rulebook
from models import Account


def require_papers(
    rulebook: Rulebook, matter: PaperMatter, account: Account, *, now: datetime
) -> None:
    """Raises Refused, saying who may, unless the account may.

    A report that sums up a round is of the body that watches over that round: it writes it, and
    whoever it reports to watches over the report.
    """
    registry, today = rulebook.registry, local_date(now)
    duty = registry.duty_of(matter.plan, matter.duty)
    if duty.consolidates:
        duty = registry.duty_of(matter.plan, duty.consolidates)
    about = access.about_duty(registry, duty, today)
    access.require(access.who(account, registry, today), access.Act.PAPERS, about)
