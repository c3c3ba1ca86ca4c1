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
    """Raises Refused, saying who may, unless the account may."""
    registry, today = rulebook.registry, local_date(now)
    about = access.about_duty(registry, registry.duty_of(matter.plan, matter.duty), today)
    access.require(access.who(account, registry, today), access.Act.PAPERS, about)
