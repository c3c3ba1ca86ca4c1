"""The facts of an assignment as they stood at an instant: the one query behind every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select
from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids, stands_at
from dondoc.rounds.beyond_reach import never_reached
from dondoc.rounds.child_count import ChildrenCount, count_children
from dondoc.rounds.past_dates import dates_then, received_then
from models import Activity, Assignment, Decision, Round, Submission
from models.kinds import ENDS, INSPECTED, TAKES_BACK, Answer, DecisionKind

_GIVES = frozenset(
    {
        DecisionKind.RETURNED,
        DecisionKind.EXTENSION_GRANTED,
        DecisionKind.TAKEN_OVER,
        *TAKES_BACK,
    }
)
"""Decisions that may give one assignment a date of its own; the calendar moves a rule's date."""

_ON_REQUEST = frozenset(
    {
        DecisionKind.EXTENSION_ASKED,
        DecisionKind.EXTENSION_GRANTED,
        DecisionKind.EXTENSION_REFUSED,
        DecisionKind.EXTENSION_REVOKED,
        DecisionKind.RETURNED,
    }
)
"""A request for a later date, and what answers it."""


REMINDED = or_(
    col(Assignment.chased).is_(True),
    and_(
        col(Assignment.consolidated).is_(False),
        col(Assignment.parent_id).is_(None),
        col(Assignment.role) != INSPECTED,
        col(Round.threshold).is_(None),
    ),
)
"""Of what somebody is told before its date, as `Facts.reminded` says it of one row."""

WHOLE_LEDGER = datetime(9999, 1, 1, tzinfo=UTC)
"""As of this, all that the ledger holds is known, whatever clock wrote it. So it is asked what may
still be said: which day it is, is another question (DESIGN §5 rule 5).
"""


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    id: int
    version: int
    answer: Answer
    document_number: str | None
    document_on: date | None
    received_at: datetime
    recorded_at: datetime
    recorded_by: str
    claimed_on: date | None = None  # sent on that day, says the unit; nobody has checked it yet


@dataclass(frozen=True, slots=True)
class DecisionFact:
    kind: DecisionKind
    version: int | None
    reason: str | None
    asked_on: date | None
    due_before_on: date | None
    due_after_on: date | None
    decided_at: datetime
    decided_by: str = ""
    id: int = 0
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One assignment, with everything known of it at `as_of` and nothing learned later.

    `due_on` is the date wanted at that instant; `first_due_on` the one that lateness is judged by:
    it stands from when the whole was first handed in (DESIGN §5 rule 6).
    """

    id: int
    round_id: int
    duty: str
    period: str
    unit_code: str
    role: str
    subject: str
    tone: str
    chased: bool
    opens_on: date
    cutoff_on: date | None
    nominal_on: date
    target_on: date
    due_on: date
    first_due_on: date
    arithmetic: str
    cycle: int
    cycle_from_on: date
    acknowledged_at: datetime | None
    submissions: tuple[SubmissionFact, ...]
    decisions: tuple[DecisionFact, ...]
    consolidated: bool = False  # done with the report that consolidates the round
    parent_id: int | None = None  # a commune's hangs under its district's
    children: ChildrenCount | None = None  # what hangs under this one, where something does
    plan: str = ""  # the code of the plan that the round was opened under
    threshold: int | None = None  # of what is counted, as in `Round`
    count: int = 0  # how many activities stand
    taken_back: tuple[DecisionFact, ...] = ()  # what held, and was taken back since
    unreached: bool = False  # past its date, and nobody could tell the unit of it

    @property
    def continuous(self) -> bool:
        """Is it counted or watched, never late (E3)? What is chased may be counted too."""
        return self.threshold is not None and not self.chased

    @property
    def own_slot(self) -> bool:
        """Does the body owe it to itself? It is told and reminded, never urged (DESIGN §5.9)."""
        inspected = self.role == INSPECTED
        return not (self.chased or self.continuous or self.parent_id or inspected)

    @property
    def reminded(self) -> bool:
        """Is anybody told of it before its date? A slot done with another report is not."""
        return self.chased or (self.own_slot and not self.consolidated)

    @property
    def given(self) -> DecisionFact | None:
        """The last decision that gave this one a date of its own; None while its rule's holds."""
        given = [one for one in self.decisions if one.kind in _GIVES and one.due_after_on]
        return given[-1] if given else None

    @property
    def closed(self) -> DecisionFact | None:
        """By which its period was over without it; None since another date was given, if any."""
        told = [
            one
            for one in self.decisions
            if one.kind is DecisionKind.CLOSED or (one.kind in _GIVES and one.due_after_on)
        ]
        return told[-1] if told and told[-1].kind is DecisionKind.CLOSED else None

    @property
    def request(self) -> DecisionFact | None:
        """The later date that the unit asks for, while nobody has answered; a return answers it."""
        asked = [one for one in self.decisions if one.kind in _ON_REQUEST]
        waits = bool(asked) and asked[-1].kind is DecisionKind.EXTENSION_ASKED
        return asked[-1] if waits else None

    @property
    def asked_in_time(self) -> bool:
        """Does a request wait for an officer that came by the date? Then the delay is ours."""
        return self.request is not None and local_date(self.request.decided_at) <= self.due_on

    @property
    def asked_first(self) -> bool:
        """Was it asked in time, and before anything was handed in? A correction's date is not."""
        return self.asked_in_time and not any(
            one.recorded_at < self.request.decided_at for one in self._papers if self.request
        )

    @property
    def _papers(self) -> list[SubmissionFact]:
        """What hands something in."""
        return [one for one in self.submissions if one.answer is not Answer.NOT_DONE]

    @property
    def ended(self) -> tuple[DecisionFact, ...]:
        """The decisions by which it stands ended now: accepted, waived, withdrawn."""
        return tuple(one for one in self.decisions if one.kind in ENDS)

    @property
    def reopened(self) -> bool:
        """Was the newest version accepted, and the acceptance taken back?

        Then no rule accepts it again by itself: an officer looks at it.
        """
        backs = [one for one in self.decisions if one.kind is DecisionKind.REOPENED]
        return any(self.last and one.version == self.last.version for one in backs)

    @property
    def taken_over(self) -> DecisionFact | None:
        """How it came from a body that is no more; None where it was this unit's own at once."""
        taken = [one for one in self.decisions if one.kind is DecisionKind.TAKEN_OVER]
        return taken[-1] if taken else None

    @property
    def answered(self) -> bool:
        """Is an answer in, from every unit under it too? It may have come back since."""
        return self.last is not None and (self.children is None or self.children.complete)

    @property
    def handed_in(self) -> bool:
        """Was the whole ever handed in? By when it must come again is another date then."""
        return bool(self._papers) and self.answered

    @property
    def last(self) -> SubmissionFact | None:
        """The newest version handed in."""
        return self.submissions[-1] if self.submissions else None


def load_facts(session: Session, *where: ColumnElement[bool], as_of: datetime) -> list[Facts]:
    """The facts of the assignments that `where` selects (columns of Assignment and Round).

    A submission counts from when it was recorded, so a figure shown on the 18th stays what it was
    though a paper of the 16th is typed on the 19th (rule 4 of the promises). What was asked later,
    of a unit added to a demand or of one that took over another's work, is not there yet.
    """
    rows = session.execute(_CHOSEN.where(*where), {"as_of": as_of}).all()
    ids = [row.id for row in rows]
    submissions = _submissions(session, ids, as_of)
    decisions = _decisions(session, ids)
    stood = dates_then(session, ids, as_of)
    children = count_children(session, ids, as_of)
    counted = [row.id for row in rows if row.threshold]
    counts = dict(ask_by_ids(session, _COUNTS, counted, as_of=as_of))
    found = [
        _facts(
            row,
            tuple(submissions[row.id]),
            decisions[row.id],
            dates=stood.get(row.id, row),
            children=children.get(row.id),
            count=counts.get(row.id, 0),
            as_of=as_of,
        )
        for row in rows
    ]
    late = {one.id: one.unit_code for one in found if _silent_past_date(one, as_of)}
    lost = never_reached(session, late, as_of)
    return [replace(one, unreached=True) if one.id in lost else one for one in found]


def _silent_past_date(facts: Facts, as_of: datetime) -> bool:
    """Is it chased past its date without a sign of the unit?"""
    silent = not facts.submissions and facts.acknowledged_at is None
    return silent and facts.chased and facts.due_on < local_date(as_of)


_CHOSEN = (
    select(
        Assignment.__table__,  # type: ignore[attr-defined]
        col(Round.plan),
        col(Round.duty),
        col(Round.period),
        col(Round.opens_on),
        col(Round.cutoff_on),
        col(Round.threshold),
    )
    .join(Round, col(Assignment.round_id) == col(Round.id))
    .where(col(Assignment.asked_at) <= AS_OF)
    .order_by(col(Assignment.id))
)

_COUNTS = (
    select(col(Activity.assignment_id), func.count())
    .where(
        col(Activity.assignment_id).in_(IDS),
        col(Activity.recorded_at) <= AS_OF,
        stands_at(col(Activity.withdrawn_at)),
    )
    .group_by(col(Activity.assignment_id))
)
"""How many activities stood then: one entered later does not count, one withdrawn later does."""

_SUBMISSIONS = (
    select(
        col(Submission.assignment_id),
        col(Submission.id),
        col(Submission.version),
        col(Submission.answer),
        col(Submission.document_number),
        col(Submission.document_on),
        received_then(),
        col(Submission.recorded_at),
        col(Submission.recorded_by),
        case(
            (
                or_(
                    col(Submission.sent_checked_at).is_(None),
                    col(Submission.sent_checked_at) > AS_OF,
                ),
                col(Submission.sent_on),
            ),
            else_=None,
        ),
    )
    .where(
        col(Submission.assignment_id).in_(IDS),
        col(Submission.recorded_at) <= AS_OF,
        stands_at(col(Submission.withdrawn_at)),
    )
    .order_by(col(Submission.assignment_id), col(Submission.version))
)

_DECISIONS = (
    select(
        col(Decision.assignment_id),
        col(Decision.kind),
        col(Decision.version),
        col(Decision.reason),
        col(Decision.asked_on),
        col(Decision.due_before_on),
        col(Decision.due_after_on),
        col(Decision.decided_at),
        col(Decision.decided_by),
        col(Decision.id),
        col(Decision.undone_at),
    )
    .where(col(Decision.assignment_id).in_(IDS))
    .order_by(col(Decision.assignment_id), col(Decision.id))
)


def _submissions(
    session: Session, ids: Sequence[int], as_of: datetime
) -> dict[int, list[SubmissionFact]]:
    found: dict[int, list[SubmissionFact]] = defaultdict(list)
    for assignment_id, *rest in ask_by_ids(session, _SUBMISSIONS, ids, as_of=as_of):
        found[assignment_id].append(SubmissionFact(*rest))
    return found


def _decisions(session: Session, ids: Sequence[int]) -> dict[int, list[DecisionFact]]:
    found: dict[int, list[DecisionFact]] = defaultdict(list)
    for assignment_id, *rest in ask_by_ids(session, _DECISIONS, ids):
        found[assignment_id].append(DecisionFact(*rest))
    return found


def _facts(
    row: Row[Any],
    submissions: tuple[SubmissionFact, ...],
    decisions: Sequence[DecisionFact],
    *,
    dates: Row[Any],
    children: ChildrenCount | None,
    count: int,
    as_of: datetime,
) -> Facts:
    acknowledged_at = row.acknowledged_at
    return Facts(
        id=row.id,
        round_id=row.round_id,
        duty=row.duty,
        period=row.period,
        unit_code=row.unit_code,
        role=row.role,
        subject=row.subject,
        tone=row.tone,
        chased=row.chased,
        consolidated=row.consolidated,
        opens_on=row.opens_on,
        cutoff_on=row.cutoff_on,
        nominal_on=dates.nominal_on,
        target_on=dates.target_on,
        due_on=dates.due_on,
        first_due_on=dates.first_due_on,
        arithmetic=dates.arithmetic,
        cycle=dates.cycle,
        cycle_from_on=dates.cycle_from_on,
        acknowledged_at=acknowledged_at if _known(acknowledged_at, as_of) else None,
        submissions=submissions,
        decisions=tuple(d for d in decisions if d.decided_at <= as_of and _holds(d, as_of)),
        taken_back=tuple(d for d in decisions if not _holds(d, as_of)),
        parent_id=row.parent_id,
        children=children,
        plan=row.plan,
        threshold=row.threshold,
        count=count,
    )


def _holds(decision: DecisionFact, as_of: datetime) -> bool:
    """Had nobody taken it back by then?"""
    return decision.undone_at is None or decision.undone_at > as_of


def _known(moment: datetime | None, as_of: datetime) -> bool:
    return moment is not None and moment <= as_of
