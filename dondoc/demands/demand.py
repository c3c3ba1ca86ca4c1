"""A demand (đột xuất): what an officer asks of some units, by a date that a document sets.

Or something happened for which a duty waits (an opinion was passed on, a Ministry decided): then
the date follows from the day of the document that says so, by the duty's own rule.

Everything is text, as a form gives it; what makes no sense is refused in words, all at once.
Source: III.1.2, first bullet; NĐ 09/2019/NĐ-CP, the article on reports on demand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.demands.demand_files import attach_files
from dondoc.demands.demand_form import Demand, DemandForm, due_by_rule
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.official_request import RequestFrame
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.submissions.files import StoredFile
from models.kinds import NoticeKind

HAPPENED = "giao việc phát sinh"
_FEW = 5


@dataclass(frozen=True)
class CheckedDemand:
    """A demand understood: of which duty, of whom, and what is asked."""

    duty: Duty
    units: tuple[Unit, ...]
    asked: Asked


@dataclass(frozen=True)
class OpenedDemand:
    """What now stands in the ledger. `repeated` says that all of it already did."""

    round_id: int
    period: str
    period_short: str
    duty: Duty
    asked: Asked
    units: tuple[Unit, ...]  # asked by this call
    unreachable: tuple[Unit, ...]  # of those, who has no contact and must be called

    @property
    def repeated(self) -> bool:
        return not self.units

    def figure(self) -> str:
        """«27 đơn vị · 2027-E3»"""
        return phrases("decisions").demand_figure(self.units, self.period)

    def sentence(self) -> str:
        """One sentence for the officer, with who must be called instead."""
        named = self.units if len(self.units) <= _FEW else ()
        return phrases("decisions").demanded(self, named)


def check_demand(rulebook: Rulebook, demand: Demand, *, now: datetime) -> CheckedDemand:
    """The demand understood; raises Refused with every field that is wrong."""
    today = local_date(now)
    form = DemandForm.read(asdict(demand), RequestFrame(rulebook, now))
    duty, signed_on, due_on = form.duty, form.document_on, form.due_on
    book = phrases("decisions")
    if duty.dated_by_document:
        by_document = book.set_by_document(form.document_number, signed_on, due_on)
        asked = Asked(form.subject, due_on, by_document, NoticeKind.DEMAND)
    else:
        how = due_by_rule(rulebook, duty, signed_on, now=now).arithmetic
        by_rule = book.reckoned_from_document(form.document_number, signed_on, how)
        asked = Asked(form.subject, due_on, by_rule, NoticeKind.DEMAND, HAPPENED)
    named, grouped = form.units
    return CheckedDemand(duty, _whom(rulebook, duty, named, grouped, today=today), asked)


def open_demand(
    session: Session, rulebook: Rulebook, *, demand: Demand, by: Actor, now: datetime
) -> OpenedDemand:
    """Check the demand and open it; raises Refused."""
    checked = check_demand(rulebook, demand, now=now)
    return open_checked(session, rulebook, checked, by=by, now=now)


def open_checked(
    session: Session,
    rulebook: Rulebook,
    checked: CheckedDemand,
    *,
    by: Actor,
    now: datetime,
    files: Sequence[StoredFile] = (),
) -> OpenedDemand:
    """Open the demand's round, with the document that demands it, and tell each unit's clerk.

    The same demand entered again (subject, date) adds only units not asked yet.
    """
    duty, asked = checked.duty, checked.asked
    stands = ask_units(session, rulebook, duty, checked.units, asked=asked, by=by, now=now)
    attach_files(session, stands.round_id, files, by=by, now=now)
    new = {one.unit_code for one in stands.new}
    units = tuple(unit for unit in checked.units if unit.code in new)
    return OpenedDemand(
        round_id=stands.round_id,
        period=stands.period,
        period_short=rulebook.period(duty, stands.period).short(),
        duty=duty,
        asked=asked,
        units=units,
        unreachable=tuple(unit for unit in units if unit.code not in stands.told),
    )


def _whom(
    rulebook: Rulebook, duty: Duty, named: Sequence[Unit], grouped: Sequence[Unit], *, today: date
) -> tuple[Unit, ...]:
    """In official order; who watches over the duty asks, and is not asked as one of a group."""
    asking = rulebook.registry.monitoring_unit(duty, today).code
    units = [*named, *(unit for unit in grouped if unit.code != asking)]
    return tuple(sorted(units, key=lambda unit: (unit.order, unit.code)))
