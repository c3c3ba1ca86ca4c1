"""What a pack tells: a unit's year across its duties, a duty's across its units, a conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.conference.find_conference import HOLD_DUTY, PREPARE_DUTY, conference_duty
from dondoc.documents.evidence.manifest import PackAbout
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.bodies import Unit
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from models import Assignment, Conference, Round


@dataclass(frozen=True)
class PackSubject:
    """`codes` are a unit's one code, or a duty's present and former ones; `slug` names the file.

    Of a conference they are those of the plan's duties to prepare and hold it.
    """

    kind: Literal["unit", "duty", "conference"]
    codes: tuple[str, ...]
    name: str
    slug: str
    year: int

    @classmethod
    def of_unit(cls, unit: Unit, year: int) -> PackSubject:
        return cls("unit", (unit.code,), unit.name, unit.code, year)

    @classmethod
    def of_duty(cls, duty: Duty, year: int) -> PackSubject:
        return cls("duty", duty.codes, duty.title, duty.slug, year)

    @classmethod
    def of_conference(cls, conference: Conference, registry: Registry) -> PackSubject:
        duties = [conference_duty(registry, part) for part in (PREPARE_DUTY, HOLD_DUTY)]
        codes = tuple(code for duty in duties for code in duty.codes)
        return cls("conference", codes, conference.title, conference.code, conference.index_year)

    @property
    def about(self) -> PackAbout:
        code = self.slug if self.kind == "conference" else self.codes[0]
        return PackAbout(kind=self.kind, code=code, name=self.name, year=self.year)

    @property
    def file_name(self) -> str:
        """«minh-chung-so-tai-chinh-2027.zip»"""
        year = "" if self.kind == "conference" else f"-{self.year}"
        return f"minh-chung-{self.slug}{year}.zip"

    @property
    def command(self) -> str:
        """What makes the same pack at the machine."""
        if self.kind == "conference":
            return f"dondoc evidence conference {self.slug}"
        return f"dondoc evidence pack --{self.kind} {self.slug} --year {self.year}"

    def where(self) -> tuple[ColumnElement[bool], ...]:
        """Its rows, of Assignment and Round."""
        column = col(Assignment.unit_code) if self.kind == "unit" else col(Round.duty)
        return column.in_(self.codes), _of_year(self.year)


def unit_asked(session: Session, registry: Registry, text: str, year: int) -> PackSubject:
    """The unit that `text` means among those that were asked for something in that year.

    It may have been merged since. Raises Refused, naming near ones.
    """
    query = select(Assignment.unit_code).join(Round).where(_of_year(year)).distinct()
    units = [body_of(session, registry, code) for code in sorted(session.exec(query))]
    if not units:
        raise Refused(Problem("--year", str(year), "trong sổ không có việc nào của năm này"))
    return PackSubject.of_unit(find_unit(registry, text, date(year, 12, 31), among=units), year)


def _of_year(year: int) -> ColumnElement[bool]:
    return col(Round.period).startswith(f"{year:04d}", autoescape=True)
