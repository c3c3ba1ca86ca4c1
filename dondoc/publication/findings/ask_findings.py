"""What a unit must put right: each confirmed finding is an assignment (DESIGN §5 rule 8).

One round a day on which something was found; its units hear of it in one letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.clock import local_date
from dondoc.demands.open_by_hand import open_event_round, role_in
from dondoc.ledger import audit
from dondoc.ledger.rows import AssignmentRow, insert_assignments
from dondoc.messages.environment import phrases
from dondoc.notices.write import say_together
from dondoc.plan.features import Feature, duties_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.publication.findings.finding_kinds import FindingOwner, finding_rule
from dondoc.publication.findings.finding_words import finding_subject, procedure_titles, told_apart
from models import Assignment, PublicationFinding, PublicationSource, Round
from models.kinds import NoticeKind

FLOW = Feature.PUBLICATION
_TOLD = "finding"


def check_duty(rulebook: Rulebook, on: date) -> Duty:
    """The duty in which each look at every source counts. Raises Refused where there is none."""
    for duty in _duties(rulebook, on):
        if duty.continuous and duty.threshold:
            return duty
    raise _lacking("theo dõi việc công khai (ladder: E3, threshold, counted: lần kiểm tra)")


def finding_duty(rulebook: Rulebook, on: date) -> Duty:
    """The duty under which units answer for findings. Raises Refused where the plan has none.

    It waits for an event, shares the check's flow, and is watched by the body that checks.
    """
    registry = rulebook.registry
    checker = registry.responsible_unit(check_duty(rulebook, on), on)
    for duty in _duties(rulebook, on):
        by_checker = registry.monitoring_unit(duty, on).code == checker.code
        if duty.cadence == "on_event" and by_checker:
            return duty
    raise _lacking(f"khắc phục sai lệch (cadence: on_event, do {checker.name} theo dõi)")


def _duties(rulebook: Rulebook, on: date) -> list[Duty]:
    return [one for one in duties_of(rulebook.registry.plan, FLOW) if one.covers(on)]


def _lacking(what: str) -> Refused:
    wanted = f"Kế hoạch chưa có nhiệm vụ {what} với flow: {FLOW}; hãy bổ sung trong plan.yaml"
    return Refused(Problem("duty", FLOW, wanted, "Nhiệm vụ"))


def ask_for_findings(
    session: Session,
    rulebook: Rulebook,
    source: PublicationSource,
    found: Sequence[PublicationFinding],
    *,
    now: datetime,
) -> int:
    """Ask the unit of a source for each of these findings; returns how many are new.

    Only what is confirmed, is the unit's to mend and nobody asked for yet. A body that is no more
    is asked nothing.
    """
    today = local_date(now)
    wanted = [one for one in found if _is_asked(one)]
    unit = rulebook.registry.unit(source.unit_code)
    if not wanted or not unit.exists(today):
        return 0
    duty = finding_duty(rulebook, today)
    round_id, period = open_event_round(
        session, rulebook, duty, lambda: _round_today(session, duty, today), now=now
    )
    titles = procedure_titles(session, [one.procedure for one in wanted])
    row = _row(rulebook, duty, unit, round_id=round_id, period=period, now=now)
    for one in wanted:
        subject = finding_subject(one, titles.get(one.procedure, ""), source.kind)
        one.assignment_id = _insert(session, row, subject)
    session.flush()
    ids = [one.assignment_id for one in wanted]
    query = select(Assignment).where(col(Assignment.id).in_(ids)).order_by(col(Assignment.id))
    asked = session.exec(query).all()
    say_together(session, rulebook, assignments=asked, kind=NoticeKind.FINDING, now=now, rung=_TOLD)
    for assignment in asked:
        audit.record(
            session,
            actor=audit.SYSTEM,
            act="giao khắc phục sai lệch",
            target=f"assignment:{assignment.id}",
            now=now,
            detail=f"{assignment.subject}; {assignment.arithmetic}",
        )
    return len(wanted)


def _is_asked(finding: PublicationFinding) -> bool:
    owner = finding_rule(finding.kind).owner
    waits = finding.confirmed_at is not None and finding.closed_at is None
    return waits and owner is FindingOwner.UNIT and finding.assignment_id is None


def _round_today(session: Session, duty: Duty, today: date) -> tuple[int, str] | None:
    """The round of what was found today already."""
    query = (
        select(Round.id, Round.period)
        .where(col(Round.duty) == duty.code, col(Round.opens_on) == today)
        .order_by(col(Round.id).desc())
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found and found[0] is not None else None


def _row(
    rulebook: Rulebook, duty: Duty, unit: Unit, *, round_id: int, period: str, now: datetime
) -> AssignmentRow:
    today = local_date(now)
    role = role_in(rulebook, duty, unit, today)
    rule = role if role in duty.roles else duty.roles[0]
    dates = rulebook.deadline(duty, period, rule, event_on=today)
    said = phrases("findings").found_on(today, dates.arithmetic)
    return AssignmentRow(
        round_id,
        unit,
        Deadline(dates.nominal_on, dates.target_on, dates.due_on, said),
        role=role,
        on=today,
        asked_at=now,
        asked_by=audit.SYSTEM,
        chased=not rulebook.registry.is_own_slot(duty, unit, today),
    )


def _insert(session: Session, row: AssignmentRow, subject: str) -> int:
    """Under a subject that the unit does not have in the round yet."""
    said, number = subject, 1
    while True:
        new = insert_assignments(session, [row.about(said)])
        if new:
            return new[0]
        number += 1
        said = told_apart(subject, number)
