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
class PostingHint:
    """What must hang at a unit's office today, for who looks whether it does."""

    procedures: int
    newest: tuple[str, date] | None  # the newest decision in it, and its signing


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


def posting_hint(
    session: Session, rulebook: Rulebook, unit_code: str, on: date
) -> PostingHint | None:
    """None where the official list gives the unit nothing: it may not have been imported."""
    day = official_of_day(session, rulebook, on)
    due = [one for one in day.of(unit_code) if one.remove_by is None and one.show_from < on]
    return PostingHint(len(due), day.newest(unit_code)) if due else None


def official_of_day(session: Session, rulebook: Rulebook, on: date) -> OfficialOfDay:
    rows = session.exec(select(ProcedureDecision)).all()
    listed = load_official_list(session, rulebook, on)
    return OfficialOfDay(on, listed, {row.number: row.signed_on for row in rows})
