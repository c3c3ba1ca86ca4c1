"""By when a procedure is published, removed or announced: NĐ 63/2010, arts. 14, 15 and 24. Pure.

Each date comes with its arithmetic in words and the article; the day of signing is day 0. Where a
year has no calendar decided yet, the date is provisional, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from dondoc.calendar.arithmetic import skipped_words
from dondoc.calendar.workdays import Workdays
from dondoc.messages.environment import phrases
from models.publication_kinds import DecisionIssuer

PUBLISH_WORKDAYS = {DecisionIssuer.PROVINCE: 5, DecisionIssuer.MINISTRY: 10}
"""Art. 24.2: from the day of signing to the entry in the national database. Art. 17 sets no days
for office and site; the same are taken there."""

PUBLISH_WORKDAYS_SHORTENED = 2
"""Art. 24.2, of a procedure that was announced by the shortened way."""

ANNOUNCE_DAYS = {DecisionIssuer.PROVINCE: 5, DecisionIssuer.MINISTRY: 20}
"""Art. 15: before the act behind the procedure takes effect."""

AnnounceUnit = Literal["day", "workday"]
"""The decree says «ngày», the formula of index 766 «ngày làm việc»."""


class AnnouncingDecision(Protocol):
    """What the dates follow from; `models.ProcedureDecision` is one."""

    @property
    def issuer(self) -> DecisionIssuer: ...
    @property
    def signed_on(self) -> date: ...
    @property
    def effective_on(self) -> date: ...
    @property
    def act_effective_on(self) -> date | None: ...
    @property
    def shortened(self) -> bool: ...


@dataclass(frozen=True)
class PublicationDay:
    """A date, how it came about, and whether all that it rests on has a source."""

    on: date
    arithmetic: str
    confirmed: bool


@dataclass(frozen=True)
class AnnouncementDays:
    """The same date in both units; `used` is the one that lateness is judged by."""

    by_days: PublicationDay
    by_workdays: PublicationDay
    unit: AnnounceUnit

    @property
    def used(self) -> PublicationDay:
        return self.by_days if self.unit == "day" else self.by_workdays


def publish_by(decision: AnnouncingDecision, workdays: Workdays) -> PublicationDay:
    """The last day to publish what was announced: art. 24.2."""
    days = PUBLISH_WORKDAYS[decision.issuer]
    if decision.shortened:
        days = PUBLISH_WORKDAYS_SHORTENED
    on = workdays.add(decision.signed_on, days)
    skipped = skipped_words(decision.signed_on, on, workdays)
    said = phrases("procedures").publish_by(decision, days, skipped, on)
    return _day(on, said, workdays, (decision.signed_on, on))


def publish_from_list(listed_on: date, workdays: Workdays) -> PublicationDay:
    """The same where the decision is not known: counted from the day of the list, unconfirmed."""
    days = PUBLISH_WORKDAYS[DecisionIssuer.PROVINCE]
    on = workdays.add(listed_on, days)
    skipped = skipped_words(listed_on, on, workdays)
    said = phrases("procedures").publish_from_list(listed_on, days, skipped, on)
    return _day(on, said, workdays, (listed_on, on), confirmed=False)


def leave_by(decision: AnnouncingDecision, workdays: Workdays) -> PublicationDay:
    """Until when what a decision amends or revokes may still be shown.

    The later of its publish-by date and the day it takes effect: until then the old text holds.
    """
    publish = publish_by(decision, workdays)
    on = max(publish.on, decision.effective_on)
    said = phrases("procedures").leave_by(publish, decision.effective_on, on)
    return PublicationDay(on, said, publish.confirmed)


def announce_by(
    decision: AnnouncingDecision, workdays: Workdays, unit: AnnounceUnit
) -> AnnouncementDays | None:
    """The last day to sign the decision, in both units: art. 15.

    None where it is not known when the act takes effect, and of the shortened way: its three days
    count from the act's promulgation, which no list states. Never confirmed: law and formula
    disagree.
    """
    effective_on = decision.act_effective_on
    if effective_on is None or decision.shortened:
        return None
    days = ANNOUNCE_DAYS[decision.issuer]
    book = phrases("procedures")
    calendar_on = effective_on - timedelta(days=days)
    working_on = workdays.add(effective_on, -days)
    skipped = skipped_words(effective_on, working_on, workdays)
    said = book.announce_by_days(effective_on, days, calendar_on)
    said_in_workdays = book.announce_by_workdays(effective_on, days, skipped, working_on)
    return AnnouncementDays(
        PublicationDay(calendar_on, said, confirmed=False),
        _day(working_on, said_in_workdays, workdays, (effective_on, working_on), confirmed=False),
        unit,
    )


def _day(
    on: date, said: str, workdays: Workdays, between: Iterable[date], *, confirmed: bool = True
) -> PublicationDay:
    open_years = sorted({day.year for day in between if not workdays.confirmed(day.year)})
    if open_years:
        said = phrases("procedures").provisional(said, open_years)
    return PublicationDay(on, said, confirmed and not open_years)
