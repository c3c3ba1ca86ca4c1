"""What waits for an officer: the one list behind the morning's mail and the board's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc import access
from dondoc.clock import local_date
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty, Unit
from dondoc.publication.findings.officer_findings import OfficerFinding
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import Standing
from models import Contact, ContactRequest, Document, Incoming, Message, UnitRow


@dataclass(frozen=True)
class WaitingWork:
    """An assignment on which nobody has decided. `by_on` is the day by which that is of use."""

    facts: Facts
    duty: Duty
    unit: Unit
    standing: Standing
    since: datetime
    by_on: date | None

    @property
    def on(self) -> date:
        """The day on which the unit said it."""
        return local_date(self.since)


@dataclass(frozen=True)
class StuckLetter:
    """A message that did not arrive, and whose it is to look into it."""

    message: Message
    unit: Unit | None
    about: tuple[access.Matter, ...]
    tried_at: datetime  # for the last time


@dataclass(frozen=True)
class WaitingPaper:
    """A draft that somebody is to read and sign. `duty` is whose watchers write it."""

    document: Document
    duty: Duty
    name: str  # Báo cáo tổng hợp quý I/2027


@dataclass(frozen=True)
class WaitingPage:
    """A public page that a person has to look at. `duty` is whose watchers do."""

    found: OfficerFinding
    duty: Duty
    unit: Unit


@dataclass(frozen=True)
class Waiting:
    """What waits, the nearest date first, then the oldest. `strangers` is how many lie apart."""

    requests: tuple[WaitingWork, ...] = ()  # a later date is asked for
    not_done: tuple[WaitingWork, ...] = ()  # «chưa thực hiện được», and nobody ruled on it
    reports: tuple[WaitingWork, ...] = ()  # to check
    mail: tuple[Incoming, ...] = ()
    strangers: int = 0
    stuck: tuple[StuckLetter, ...] = ()
    contacts: tuple[tuple[Contact, UnitRow], ...] = ()  # whose address nobody has confirmed
    wishes: tuple[tuple[ContactRequest, UnitRow], ...] = ()  # what units ask about their contacts
    papers: tuple[WaitingPaper, ...] = ()  # drafts that are new since the last morning
    pages: tuple[WaitingPage, ...] = ()  # public pages that the machine cannot judge

    def __bool__(self) -> bool:
        """Does anything wait at all?"""
        return self != Waiting()

    @property
    def works(self) -> tuple[WaitingWork, ...]:
        """Everything that is decided on an assignment's page."""
        return (*self.requests, *self.not_done, *self.reports)

    @property
    def count(self) -> int:
        """How many things wait; the strangers' folder is one."""
        rest = (self.mail, self.stuck, self.contacts, self.wishes, self.papers, self.pages)
        return len(self.works) + sum(map(len, rest)) + bool(self.strangers)

    @property
    def pressing(self) -> bool:
        """Does anything wait besides what may lie: contacts not confirmed, strangers' mail, pages
        that a person has to look at?
        """
        return bool(self.works or self.mail or self.stuck or self.wishes or self.papers)

    def seen_by(self, who: access.Who, registry: Registry, on: date) -> Waiting:
        """What of it this account may take in hand."""
        may = _Rights(who, registry, on)
        looks = may.units(access.Act.LETTERS)
        return Waiting(
            requests=may.works(self.requests),
            not_done=may.works(self.not_done),
            reports=may.works(self.reports),
            mail=self.mail if looks else (),
            strangers=self.strangers if looks else 0,
            stuck=tuple(one for one in self.stuck if may.all(access.Act.RESEND, one.about)),
            contacts=self.contacts if may.units(access.Act.CONFIRM_ADDRESS) else (),
            wishes=self.wishes if may.units(access.Act.RULE_CONTACTS) else (),
            papers=tuple(one for one in self.papers if may.papers(one)),
            pages=tuple(one for one in self.pages if may.page(one)),
        )

    def without(self, others: Sequence[Waiting]) -> Waiting:
        """What of it is on none of these lists."""
        known = {one.facts.id for other in others for one in other.works}
        told = {one.message.id for other in others for one in other.stuck}
        read = {one.document.id for other in others for one in other.papers}
        mail = any(one.mail or one.strangers for one in others)
        return Waiting(
            requests=tuple(one for one in self.requests if one.facts.id not in known),
            not_done=tuple(one for one in self.not_done if one.facts.id not in known),
            reports=tuple(one for one in self.reports if one.facts.id not in known),
            mail=() if mail else self.mail,
            strangers=0 if mail else self.strangers,
            stuck=tuple(one for one in self.stuck if one.message.id not in told),
            contacts=() if any(one.contacts for one in others) else self.contacts,
            wishes=() if any(one.wishes for one in others) else self.wishes,
            papers=tuple(one for one in self.papers if one.document.id not in read),
            pages=() if any(one.pages for one in others) else self.pages,
        )


@dataclass(frozen=True)
class _Rights:
    """What one account may, asked of many rows."""

    who: access.Who
    registry: Registry
    on: date

    def works(self, works: Sequence[WaitingWork]) -> tuple[WaitingWork, ...]:
        return tuple(one for one in works if self.all(access.Act.DECIDE, [self._about(one)]))

    def papers(self, paper: WaitingPaper) -> bool:
        about = access.about_duty(self.registry, paper.duty, self.on)
        return self.all(access.Act.PAPERS, [about])

    def page(self, page: WaitingPage) -> bool:
        about = access.about_duty(self.registry, page.duty, self.on)
        return self.all(access.Act.DECIDE, [about])

    def units(self, act: access.Act) -> bool:
        return self.all(act, [access.about_units(self.registry, self.on)])

    def all(self, act: access.Act, about: Iterable[access.Matter]) -> bool:
        return not any(access.why_not(self.who, act, one) for one in about)

    def _about(self, work: WaitingWork) -> access.Matter:
        return access.about_duty(self.registry, work.duty, self.on, unit=work.unit)
