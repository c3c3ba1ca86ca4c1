"""A demand (đột xuất): what an officer asks of some units, by a date that a document sets.

Or something happened for which a duty waits (an opinion was passed on, a Ministry decided): then
the date follows from the day of the document that says so, by the duty's own rule.

Everything is text, as a form gives it; what makes no sense is refused in words, all at once.
Source: III.1.2, first bullet; NĐ 09/2019/NĐ-CP, the article on reports on demand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.periods import event_key
from dondoc.clock import local_date
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.fields import (
    collect,
    read_due_on,
    read_number,
    read_signed_on,
    read_subject,
)
from dondoc.ledger.actors import Actor
from dondoc.plan.find_units import read_units
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from models.kinds import NoticeKind

HAPPENED = "giao việc phát sinh"
_FEW = 5


@dataclass(frozen=True)
class Demand:
    """The form, as typed. `units` has names, codes, symbols or groups, one a line or by «;».

    `duty` may be left empty for a report on demand; `due_on` is, for a duty that waits for an
    event.
    """

    subject: str
    units: str
    due_on: str
    document_number: str = ""
    document_on: str = ""
    duty: str = ""


@dataclass(frozen=True)
class Checked:
    """A demand understood: of which duty, of whom, and what is asked."""

    duty: Duty
    units: tuple[Unit, ...]
    asked: Asked


@dataclass(frozen=True)
class Opened:
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
        return f"{len(self.units)} đơn vị · {self.period}"

    def sentence(self) -> str:
        """One sentence for the officer, with who must be called instead."""
        what = f"{self.duty.short} {self.period_short} «{self.asked.subject}»"
        if self.repeated:
            return f"Đã có từ trước: {what}; không yêu cầu thêm đơn vị nào."
        due = f"hạn {weekday_date(self.asked.due_on)}"
        said = f"Đã yêu cầu {self._whom()}: {what}, {due}."
        names = ", ".join(unit.name for unit in self.unreachable)
        return f"{said} Chưa có đầu mối nhận thư, cần gọi điện: {names}." if names else said

    def _whom(self) -> str:
        """«2 đơn vị (Sở Tài chính, Sở Y tế)»: by name while they are few."""
        names = ", ".join(unit.name for unit in self.units)
        return f"{len(self.units)} đơn vị" + (f" ({names})" if len(self.units) <= _FEW else "")


def check_demand(rulebook: Rulebook, demand: Demand, *, now: datetime) -> Checked:
    """The demand understood; raises Refused with every field that is wrong."""
    today = local_date(now)
    problems: list[Problem] = []
    of_paper: list[Problem] = []  # named after the date, which rests on the paper
    subject = collect(problems, lambda: read_subject(demand.subject))
    units = collect(problems, lambda: read_units(rulebook.registry, demand.units, on=today))
    number = collect(of_paper, lambda: read_number(demand.document_number))
    signed_on = collect(of_paper, lambda: read_signed_on(demand.document_on, today=today))
    duty = collect(of_paper, lambda: _duty(rulebook, demand.duty, units, today=today))
    due = collect(problems, lambda: _due(rulebook, demand, duty, signed_on, today=today))
    if problems or of_paper:
        raise Refused([*problems, *of_paper])
    due_on, how = due
    document = f"văn bản số {number} ngày {short_date(signed_on)}"
    if how:
        asked = Asked(subject, due_on, f"theo {document}: {how}", NoticeKind.DEMAND, HAPPENED)
    else:
        by_document = f"do {document} ấn định: {weekday_date(due_on)}"
        asked = Asked(subject, due_on, by_document, NoticeKind.DEMAND)
    return Checked(duty, _whom(rulebook, duty, *units, today=today), asked)


def open_demand(
    session: Session, rulebook: Rulebook, *, demand: Demand, by: Actor, now: datetime
) -> Opened:
    """Open the demand's round and tell each unit's clerk; raises Refused.

    The same demand entered again (document, subject, date) adds only units not asked yet.
    """
    checked = check_demand(rulebook, demand, now=now)
    duty, asked = checked.duty, checked.asked
    stands = ask_units(session, rulebook, duty, checked.units, asked=asked, by=by, now=now)
    new = {one.unit_code for one in stands.new}
    units = tuple(unit for unit in checked.units if unit.code in new)
    return Opened(
        round_id=stands.round_id,
        period=stands.period,
        period_short=rulebook.period(duty, stands.period).short(),
        duty=duty,
        asked=asked,
        units=units,
        unreachable=tuple(unit for unit in units if unit.code not in stands.told),
    )


def demand_duties(rulebook: Rulebook, on: date) -> list[Duty]:
    """The duties of the plan that are done on demand, as of that day."""
    duties = rulebook.registry.plan.duties
    return [one for one in duties if one.cadence == "on_demand" and _stands(one, on)]


def event_duties(rulebook: Rulebook, on: date) -> list[Duty]:
    """The duties for which an officer says that something happened, as of that day.

    Not those whose date each document sets (remedies have a form of their own), nor what is only
    counted.
    """
    duties = rulebook.registry.plan.duties
    waits = [one for one in duties if one.cadence == "on_event" and not one.continuous]
    return [one for one in waits if _stands(one, on) and not one.dated_by_document]


def _due(
    rulebook: Rulebook, demand: Demand, duty: Duty | None, signed_on: date | None, *, today: date
) -> tuple[date, str]:
    """The date, and how it was reckoned where the duty's rule gives it. Raises Refused."""
    if duty is None or duty.dated_by_document:
        return read_due_on(rulebook, demand.due_on, today=today), ""
    if demand.due_on.strip():
        wanted = f"hạn của «{duty.short}» tính từ ngày văn bản; hãy để trống ô này"
        raise Refused(Problem("due_on", demand.due_on.strip(), wanted, "Hạn gửi"))
    if signed_on is None:
        return today, ""  # the document's own field says what is wrong
    key = event_key(today.year, 1)
    due = rulebook.deadline(duty, key, duty.roles[0], event_on=signed_on)
    if due.due_on <= today:
        wanted = f"hạn tính từ ngày này là {weekday_date(due.due_on)}, đã qua; hãy xem lại ngày"
        raise Refused(Problem("document_on", demand.document_on, wanted, "Ngày văn bản"))
    return due.due_on, due.arithmetic


def _stands(duty: Duty, on: date) -> bool:
    return duty.kind == "duty" and duty.covers(on)


def _duty(
    rulebook: Rulebook, named: str, units: tuple[list[Unit], list[Unit]] | None, *, today: date
) -> Duty:
    """The duty named; else the one on demand that most of these units owe, not to themselves."""
    known = demand_duties(rulebook, today)
    if named.strip():
        every = [*known, *event_duties(rulebook, today)]
        wanted = {duty.slug: duty for duty in every} | {duty.code: duty for duty in every}
        if found := wanted.get(named.strip()):
            return found
        names = ", ".join(duty.slug for duty in every)
        raise Refused(Problem("duty", named, f"hãy ghi một trong: {names}", "Nhiệm vụ"))
    if not known:
        wanted_words = "Kế hoạch không có nhiệm vụ nào làm theo yêu cầu (on_demand)"
        raise Refused(Problem("duty", "", wanted_words, "Nhiệm vụ"))
    everyone = [*units[0], *units[1]] if units else []
    return max(known, key=lambda duty: _fit(rulebook, duty, everyone, today))


def _fit(rulebook: Rulebook, duty: Duty, units: Iterable[Unit], today: date) -> int:
    owing = {unit.code for unit, _ in rulebook.registry.responsible(duty, today)}
    own = rulebook.registry.monitoring_unit(duty, today).code
    return sum(unit.code in owing and unit.code != own for unit in units)


def _whom(
    rulebook: Rulebook, duty: Duty, named: Sequence[Unit], grouped: Sequence[Unit], *, today: date
) -> tuple[Unit, ...]:
    """In official order; who watches over the duty asks, and is not asked as one of a group."""
    asking = rulebook.registry.monitoring_unit(duty, today).code
    units = [*named, *(unit for unit in grouped if unit.code != asking)]
    return tuple(sorted(units, key=lambda unit: (unit.order, unit.code)))
