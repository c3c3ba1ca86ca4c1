"""What a unit reads of a finding that it is asked to mend: where, what it says, what to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from dondoc.portal.context import PageContext
from dondoc.publication.findings.finding_kinds import FindingRule, finding_rule
from dondoc.publication.place_names import PLACE_NAMES
from dondoc.publication.sheets.finding_sheet import (
    FindingSheet,
    SightingLine,
    finding_of_assignment,
    finding_sheet,
)
from dondoc.publication.sheets.next_look import next_look_on


@dataclass(frozen=True)
class MendingView:
    """A finding for its unit; `next_on` is when a claim that it is mended will be looked at."""

    sheet: FindingSheet
    rule: FindingRule
    place: str
    next_on: date

    @property
    def shown(self) -> SightingLine | None:
        """The newest look that saw it."""
        return self.sheet.shown


def mending_of(session: Session, here: PageContext, assignment_id: int) -> MendingView | None:
    """The finding that the assignment asks to mend; None for any other assignment."""
    number = finding_of_assignment(session, assignment_id)
    if number is None:
        return None
    sheet = finding_sheet(session, here.rulebook.registry, number, as_of=here.now)
    assert sheet is not None
    next_on = next_look_on(here.today, here.rulebook.workdays)
    rule = finding_rule(sheet.finding.kind)
    return MendingView(sheet, rule, PLACE_NAMES[sheet.source.kind], next_on)
