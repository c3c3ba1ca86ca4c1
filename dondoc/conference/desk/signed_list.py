"""The list signed on paper while nothing else worked, entered afterwards in one form.

Each line is a scan from a queue: who was counted meanwhile at a desk is counted once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.conference.desk.keep_scan import DeskScan, record_scan
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from models import Conference
from models.conference_kinds import CheckInOutcome


@dataclass(frozen=True)
class ListSum:
    """How many the list brought in, and how many were in before."""

    new: int
    known: int


def record_list(
    session: Session,
    conference: Conference,
    codes: Collection[str],
    *,
    key: str,
    signed_at: datetime,
    by: Actor,
    now: datetime,
) -> ListSum:
    """Everybody who signed, or nobody: Raises Refused with each line that cannot be entered.

    `key` is the form's: the same form again enters nobody twice.
    """
    outcomes, problems = [], []
    for code in sorted(codes):  # one order: two lists at once do not wait in a ring
        scan = DeskScan(
            scan_id=f"{key}-giay-{code}",
            code=code,
            device=phrases("desk").paper_list(),
            device_at=signed_at,
            sent_at=now,
            offline=True,
        )
        answer = record_scan(session, conference, scan, by=by, now=now)
        outcomes.append(answer.outcome)
        if answer.refusal:
            who = answer.delegate.name if answer.delegate else code
            problems.append(
                Problem("people", who, phrases("desk").refusal(answer.refusal.value), "Đại biểu")
            )
    if problems:
        raise Refused(problems)
    new = outcomes.count(CheckInOutcome.COUNTED)
    return ListSum(new, len(outcomes) - new)
