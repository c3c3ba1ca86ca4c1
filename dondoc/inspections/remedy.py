"""What an inspection's conclusion asks of a unit: an assignment of its own, chased like any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.clock import local_date
from dondoc.demands.open_by_hand import Asked, Stands, ask_units
from dondoc.forms.fields import (
    collect,
    read_due_on,
    read_number,
    read_signed_on,
    read_subject,
)
from dondoc.inspections.sample import inspecting_unit
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from models import Assignment
from models.kinds import NoticeKind


@dataclass(frozen=True)
class Remedy:
    """A finding to be put right, as typed; the document is the notice of the conclusion."""

    finding: str
    due_on: str
    document_number: str
    document_on: str


def remedy_duty(rulebook: Rulebook, inspection: Duty, *, now: datetime) -> Duty:
    """The duty under which units answer the findings of that inspection. Raises Refused.

    It waits for an event, shares the inspection's flow, and is watched by whoever inspects.
    """
    today = local_date(now)
    inspector = inspecting_unit(rulebook, inspection, today)
    for duty in rulebook.registry.plan.duties:
        by_hand = duty.cadence in ("on_event", "on_demand") and duty.flow == inspection.flow
        if not by_hand or duty.kind != "duty" or not duty.covers(today):
            continue
        if rulebook.registry.monitoring_unit(duty, today).code == inspector.code:
            return duty
    wanted = (
        "Kế hoạch chưa có nhiệm vụ khắc phục sau kiểm tra (cadence: on_event, flow:"
        f" {inspection.flow}, do {inspector.name} theo dõi); hãy bổ sung trong plan.yaml"
    )
    raise Refused(Problem("duty", inspection.code, wanted, "Nhiệm vụ"))


def ask_remedy(
    session: Session,
    rulebook: Rulebook,
    inspection: Duty,
    unit: Unit,
    inspected: Assignment,
    *,
    remedy: Remedy,
    by: Actor,
    now: datetime,
) -> Stands:
    """Ask the unit to put a finding right; raises Refused.

    Findings of one unit are rounds of their own, so that each has its date and its answers.
    """
    if inspected.completed_at is None:
        wanted = "chưa có biên bản kiểm tra; hãy ghi biên bản trước"
        raise Refused(Problem("unit", unit.name, wanted, "Đơn vị"))
    duty = remedy_duty(rulebook, inspection, now=now)
    asked = _asked(rulebook, remedy, now=now)
    return ask_units(session, rulebook, duty, [unit], asked=asked, by=by, now=now)


def _asked(rulebook: Rulebook, remedy: Remedy, *, now: datetime) -> Asked:
    """The form understood; raises Refused with every field that is wrong."""
    today = local_date(now)
    problems: list[Problem] = []
    finding = "Nội dung khắc phục"
    subject = collect(
        problems, lambda: read_subject(remedy.finding, field="finding", label=finding)
    )
    due_on = collect(problems, lambda: read_due_on(rulebook, remedy.due_on, today=today))
    number = collect(problems, lambda: read_number(remedy.document_number))
    signed_on = collect(problems, lambda: read_signed_on(remedy.document_on, today=today))
    if problems:
        raise Refused(problems)
    document = f"do thông báo kết luận số {number} ngày {short_date(signed_on)} ấn định"
    return Asked(subject, due_on, f"{document}: {weekday_date(due_on)}", NoticeKind.REMEDY)
