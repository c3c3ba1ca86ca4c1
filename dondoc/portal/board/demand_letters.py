"""What a demand would say: a letter of each kind, to whom we may order and to whom we may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from dondoc.demands.demand import OpenedDemand
from dondoc.messages.phrasing import brief_name
from dondoc.plan.find_units import GROUP_NAMES
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Unit
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about
from dondoc.portal.context import PageContext
from dondoc.problems import Problem, Refused
from models import Assignment
from models.kinds import NoticeKind


@dataclass(frozen=True)
class PreviewedLetter:
    """One kind of letter, as `example` would get it, and who else gets it in these words."""

    tone: str
    example: Unit
    units: tuple[Unit, ...]
    letter: RehearsedLetter


@dataclass(frozen=True)
class DemandPreview:
    """What the demand would do: whom it asks, and the letter of each kind."""

    opened: OpenedDemand
    letters: tuple[PreviewedLetter, ...]


@dataclass(frozen=True)
class UnitGroup:
    """A group of the form, with whom one may tick in it."""

    code: str
    name: str
    units: tuple[tuple[str, str], ...]  # code and short name
    whole: bool  # may it be ticked as a whole?


def unit_groups(registry: Registry, on: date) -> list[UnitGroup]:
    """The bodies that exist on that day, by group, in official order."""
    living = [unit for unit in registry.units if unit.exists(on)]
    living.sort(key=lambda unit: (unit.order, unit.code))
    groups = []
    for code, name in GROUPS.items():
        units = tuple((one.code, brief_name(one.name)) for one in living if one.group == code)
        if units:
            groups.append(UnitGroup(code, name, units, code in GROUP_NAMES))
    return groups


def preview_letters(session: Session, here: PageContext, opened: OpenedDemand) -> DemandPreview:
    """Raises Refused where everything stands already and nothing would be sent."""
    if opened.repeated:
        wanted = (
            "đã yêu cầu đúng các đơn vị này, cùng nội dung và hạn; không có gì để gửi thêm. Là yêu"
            " cầu khác thì ghi nội dung khác"
        )
        raise Refused(Problem("units", "", wanted, "Đơn vị"))
    tones = [unit.tone(here.today) for unit in opened.units]
    letters = []
    for tone in dict.fromkeys(tones):
        same = [unit for unit, its in zip(opened.units, tones, strict=True) if its == tone]
        letters.append(_letter(session, here, opened, tone, same))
    return DemandPreview(opened, tuple(letters))


def _letter(
    session: Session, here: PageContext, opened: OpenedDemand, tone: str, units: Sequence[Unit]
) -> PreviewedLetter:
    """The letter to the first of them, if possible to one that can be written to."""
    unreached = {unit.code for unit in opened.unreachable}
    example = next((unit for unit in units if unit.code not in unreached), units[0])
    its = select(Assignment.id).where(
        col(Assignment.round_id) == opened.round_id,
        col(Assignment.unit_code) == example.code,
        col(Assignment.subject) == opened.asked.subject,
    )
    letter = letter_about(session, here, session.exec(its).one() or 0, NoticeKind.DEMAND)
    return PreviewedLetter(tone, example, tuple(units), letter)
