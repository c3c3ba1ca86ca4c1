"""An officer lets a finding pass no longer: the opposite of `waive_finding`, with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.publication.findings.answer_claims import newest_waiver
from models import Account, FindingWaiver, PublicationFinding
from models.kinds import DecisionKind


def end_waiver(
    session: Session,
    rulebook: Rulebook,
    *,
    finding_id: int,
    account: Account,
    reason: str,
    now: datetime,
    seen: str = "",
) -> FindingWaiver:
    """From now on it counts again, and its unit is asked again.

    Its assignment is opened again by the one act there is (`decide`), which asks for the right.
    Raises Refused.
    """
    finding = session.exec(
        select(PublicationFinding).where(col(PublicationFinding.id) == finding_id).with_for_update()
    ).first()
    waiver = newest_waiver(session, finding) if finding else None
    if finding is None or finding.assignment_id is None or waiver is None or waiver.withdrawn_at:
        wanted = "sai lệch này không đang được để qua; hãy mở lại trang"
        raise Refused(Problem("finding", str(finding_id), wanted, "Sai lệch"))
    said = read_reason(reason, wanted=UNIT_READS_IT)
    decide(
        session,
        rulebook,
        assignment_id=finding.assignment_id,
        account=account,
        ruling=Ruling(DecisionKind.REOPENED, said, seen=seen),
        now=now,
    )
    waiver.withdrawn_at, waiver.withdrawn_by = now, Actor.account(account.id)
    session.flush()
    return waiver
