"""What an inspection's conclusion asks of a unit: an assignment of its own, chased like any."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.demands.open_by_hand import Asked, Stands, ask_units
from dondoc.forms.official_request import OfficialRequestForm, RequestFrame
from dondoc.forms.typed_dates import DAY_MISSING, DueOn
from dondoc.forms.typed_form import Needed, entry
from dondoc.forms.values import SUBJECT_MISSING, Subject
from dondoc.inspections.sample import inspecting_unit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
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


class RemedyForm(OfficialRequestForm):
    """A finding to be put right, understood."""

    finding: Annotated[str, Subject, Needed(SUBJECT_MISSING)] = entry("Nội dung khắc phục")
    due_on: Annotated[DueOn, Needed(DAY_MISSING)] = entry("Hạn khắc phục")


def remedy_duty(rulebook: Rulebook, inspection: Duty, *, now: datetime) -> Duty:
    """The duty under which units answer the findings of that inspection. Raises Refused.

    It waits for an event, shares the inspection's flow, and is watched by the inspecting body.
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
    form = RemedyForm.read(asdict(remedy), RequestFrame(rulebook, now))
    arithmetic = phrases("decisions").set_by_conclusions(
        form.document_number, form.document_on, form.due_on
    )
    return Asked(form.finding, form.due_on, arithmetic, NoticeKind.REMEDY)
