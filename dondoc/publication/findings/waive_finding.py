"""An officer lets a finding pass until a day: with his name, a reason and an end (§5.5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Account, FindingWaiver, PublicationFinding
from models.kinds import DecisionKind

LONGEST_WAIVER = 366
"""Days that a finding may be let pass at once; then somebody looks again."""


def waive_finding(
    session: Session,
    rulebook: Rulebook,
    *,
    finding_id: int,
    account: Account,
    reason: str,
    until_on: date,
    now: datetime,
    seen: str = "",
) -> FindingWaiver:
    """Let it pass to the end of that day; from the next on it counts again where it is seen.

    Its assignment is waived by the one act there is (`decide`), which asks for the right. `seen` is
    what the officer looked at (`meanwhile.seen_mark`). Raises Refused.
    """
    finding = session.exec(
        select(PublicationFinding).where(col(PublicationFinding.id) == finding_id).with_for_update()
    ).first()
    if finding is None or finding.assignment_id is None:
        wanted = "không có sai lệch này, hoặc sai lệch chưa được giao cho đơn vị"
        raise Refused(Problem("finding", str(finding_id), wanted, "Sai lệch"))
    read_reason(reason, wanted=UNIT_READS_IT)
    if problem := _end_problem(until_on, local_date(now)):
        raise Refused(problem)
    said = phrases("findings").waived_until(reason.strip(), until_on)
    ruling = Ruling(DecisionKind.WAIVED, said, seen=seen)
    decide(
        session,
        rulebook,
        assignment_id=finding.assignment_id,
        account=account,
        ruling=ruling,
        now=now,
    )
    waiver = FindingWaiver(
        finding_id=finding_id,
        until_on=until_on,
        reason=reason.strip(),
        waived_at=now,
        waived_by=Actor.account(account.id),
    )
    session.add(waiver)
    session.flush()
    return waiver


def _end_problem(until_on: date, today: date) -> Problem | None:
    last_on = today + timedelta(days=LONGEST_WAIVER)
    if today <= until_on <= last_on:
        return None
    wanted = f"hãy chọn một ngày từ {short_date(today)} đến {short_date(last_on)}"
    return Problem("until_on", short_date(until_on), wanted, "Để qua đến hết ngày")
