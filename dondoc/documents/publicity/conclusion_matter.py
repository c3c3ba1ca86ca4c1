"""Which conclusions there are: one a month, of the body that checks publication (III.1.3.b2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.calendar.periods import Period
from dondoc.clock import local_date
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.bodies import Unit
from dondoc.plan.duty import Duty
from dondoc.plan.features import Feature, duties_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Plan
from models import Round
from models.kinds import DocumentKind

_RECENT = timedelta(days=200)


@dataclass(frozen=True)
class MonthlyMatter:
    """The conclusion of one month: its duty, and the body that concludes."""

    matter: PaperMatter
    duty: Duty
    period: Period
    body: Unit

    @property
    def slug(self) -> str:
        """`ket-luan-cong-khai-tthc-2027-m03`"""
        return f"{self.duty.slug}-{self.period.key.lower()}"


def conclusion_duty(plan: Plan) -> Duty | None:
    """The duty that the conclusion is of; None where the plan has none."""
    monthly = (one for one in duties_of(plan, Feature.PUBLICATION) if one.cadence == "monthly")
    return next(monthly, None)


def monthly_matter(rulebook: Rulebook, matter: PaperMatter) -> MonthlyMatter:
    """What a kept paper concludes."""
    duty = rulebook.registry.duty_of(matter.plan, matter.duty)
    period = rulebook.period(duty, matter.period)
    return MonthlyMatter(
        matter, duty, period, rulebook.registry.responsible_unit(duty, period.end_on)
    )


def months_over(session: Session, rulebook: Rulebook, now: datetime) -> list[MonthlyMatter]:
    """The months whose round is open and which are over, the newest first."""
    plan, today = rulebook.registry.plan, local_date(now)
    duty = conclusion_duty(plan)
    if duty is None:
        return []
    opened = select(Round.period).where(
        col(Round.plan) == plan.code,
        col(Round.duty) == duty.code,
        col(Round.opened_at) <= now,
        col(Round.opens_on) >= today - _RECENT,
    )
    kind = DocumentKind.PUBLICATION_CONCLUSION
    found = [
        monthly_matter(rulebook, PaperMatter(kind, plan.code, duty.code, key))
        for key in session.exec(opened.order_by(col(Round.opens_on).desc(), col(Round.period)))
    ]
    return [one for one in found if one.period.end_on < today]
