"""May this account have a hand in this paper? The one question of every act on one."""

from __future__ import annotations

from datetime import datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.rulebook import Rulebook
from models import Account
from models.kinds import DocumentKind


def require_papers(
    rulebook: Rulebook, matter: PaperMatter, account: Account, *, now: datetime
) -> None:
    """Raises Refused, saying who may, unless the account may.

    A report that sums up a round, by period or on demand, is of the body that watches over that
    round: it writes it, and whoever it reports to watches over the report.
    """
    registry, today = rulebook.registry, local_date(now)
    duty = registry.duty_of(matter.plan, matter.duty)
    if matter.kind is DocumentKind.CONSOLIDATED_REPORT:
        summing = (one for one in registry.plan_of(matter.plan).duties if one.consolidates)
        summed = next((one.consolidates for one in summing), None)
        duty = registry.duty_of(matter.plan, summed) if summed else duty
    about = access.about_duty(registry, duty, today)
    access.require(access.who(account, registry, today), access.Act.PAPERS, about)
