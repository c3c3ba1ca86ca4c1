"""What a unit must have posted on a day, with the days on which its decisions were signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from dondoc.plan.rulebook import Rulebook
from dondoc.publication.official.official_list import OfficialList, load_official_list
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.posting.posted_list import newest_decision
from models import ProcedureDecision


@dataclass(frozen=True)
class OfficialOfDay:
    """The official list on a day, loaded once and asked for as many units as there are."""

    on: date
    listed: OfficialList
    signed: Mapping[str, date]

    def of(self, unit_code: str) -> Sequence[OfficialEntry]:
        """What hangs at the unit's office: no scope narrows it."""
        return self.listed.of_unit(unit_code)

    def newest(self, unit_code: str) -> tuple[str, date] | None:
        """The newest decision that must be in its posted list by that day, and its signing."""
        return newest_decision(self.of(unit_code), self.signed, on=self.on)


def official_of_day(session: Session, rulebook: Rulebook, on: date) -> OfficialOfDay:
    rows = session.exec(select(ProcedureDecision)).all()
    listed = load_official_list(session, rulebook, on)
    return OfficialOfDay(on, listed, {row.number: row.signed_on for row in rows})
