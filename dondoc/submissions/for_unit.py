"""What an account records in a unit's stead, on the page of the assignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.access import Act
from dondoc.decisions.rights import require_act
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import StoredFile
from dondoc.submissions.record_submission import Recorded, SubmissionSource, record_submission
from models import Account, Assignment
from models.kinds import Way


@dataclass(frozen=True)
class PaperAnswer:
    """What the unit says, when the office got it, and the key that makes a form one submission."""

    given: Given
    received_at: datetime
    files: Sequence[StoredFile] = ()
    key: str | None = None


def record_for_unit(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    answer: PaperAnswer,
    now: datetime,
) -> Recorded:
    """Record it by the one way there is; raises Refused where the account may not, too."""
    assignment = session.get_one(Assignment, assignment_id)
    require_act(session, rulebook, assignment, account, Act.RECORD, now=now)
    return record_submission(
        session,
        rulebook,
        assignment_id=assignment_id,
        given=answer.given,
        source=SubmissionSource(
            Actor.account(account.id), Way.STAFF, answer.received_at, key=answer.key
        ),
        now=now,
        files=answer.files,
    )
