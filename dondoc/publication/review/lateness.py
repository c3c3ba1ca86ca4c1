"""Was a decision of the province announced in time, and entered into the national database? Pure.

Announced: NĐ 63/2010, art. 15, in the decree's unit and in that of the formula of index 766, with
the one that is used. Entered: art. 24.2, where the day of the entry is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.workdays import Workdays
from dondoc.messages.environment import phrases
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official.publication_days import (
    AnnouncementDays,
    AnnounceUnit,
    AnnouncingDecision,
    announce_by,
    publish_by,
)
from models.publication_kinds import DecisionIssuer, FindingKind

FORMULA_UNIT: AnnounceUnit = "workday"
"""What the formula of index 766 counts; the decree says «ngày». An installation chooses by which
lateness is judged (`Settings.announce_unit`): both are always shown.
"""


@dataclass(frozen=True)
class ProvinceDeadline:
    """A ministry's decision as the province has to take it over: the act is the same, the days of
    art. 15 are the province's.
    """

    signed_on: date
    effective_on: date
    act_effective_on: date | None
    shortened: bool
    issuer: DecisionIssuer = DecisionIssuer.PROVINCE


def announcement_days(
    decision: AnnouncingDecision, workdays: Workdays, unit: AnnounceUnit = FORMULA_UNIT
) -> AnnouncementDays | None:
    """By when the province must have announced; None where it cannot be told."""
    asked = ProvinceDeadline(
        decision.signed_on, decision.effective_on, decision.act_effective_on, decision.shortened
    )
    return announce_by(asked, workdays, unit)


def late_announcement(
    number: str, decision: AnnouncingDecision, workdays: Workdays, unit: AnnounceUnit
) -> Discrepancy | None:
    """The finding of a decision that was signed after its day; None in time, or not to be told."""
    days = announcement_days(decision, workdays, unit)
    if days is None or decision.signed_on <= days.used.on:
        return None
    book = phrases("review")
    return Discrepancy(
        kind=FindingKind.ANNOUNCE_LATE,
        field=number,
        expected=book.announced_by(days.used.on),
        actual=book.signed(number, decision.signed_on),
        rule=book.both_units(days),
        due_on=days.used.on,
    )


def late_entries(
    number: str,
    decision: AnnouncingDecision,
    entered: Iterable[tuple[str, date | None]],
    workdays: Workdays,
) -> Iterator[Discrepancy]:
    """Of each procedure (its code, the day of its entry) that was entered after the day of it."""
    due = publish_by(decision, workdays)
    book = phrases("review")
    for code, entered_on in entered:
        if entered_on is not None and entered_on > due.on:
            yield Discrepancy(
                kind=FindingKind.DATABASE_LATE,
                procedure=code,
                field=number,
                expected=book.entered_by(due.on),
                actual=book.entered(code, entered_on),
                rule=due.arithmetic,
                due_on=due.on,
            )
